package org.medsip.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medsip.common.contract.Table;
import org.medsip.common.run.Available;
import org.medsip.common.run.Inputs;
import org.medsip.common.run.Part;
import org.medsip.common.run.Stage;

/**
 * Applies a stage to rows as a run does, without a lake: the stage plans its partitions from those
 * the rows have and sees the rows its plan names; one that remembers sees those given of its own
 * table too.
 */
public final class OnRows {

  /** Every partition that the stage plans. */
  public static Dataset<Row> apply(Stage stage, Rows... tables) {
    return apply(stage, new TreeSet<>(plan(stage, tables).keySet()), tables);
  }

  /** Some of the partitions that the stage plans; what it returns has the declared types. */
  public static Dataset<Row> apply(Stage stage, SortedSet<String> partitions, Rows... tables) {
    SortedMap<String, List<Part>> plan = plan(stage, tables);
    Map<Table, Dataset<Row>> inputs = new HashMap<>();
    for (Table table : stage.reads()) {
      SortedSet<String> needed = new TreeSet<>();
      plan.forEach(
          (partition, parts) ->
              parts.stream()
                  .filter(part -> partitions.contains(partition) && part.table().equals(table))
                  .forEach(part -> needed.add(part.partition())));
      inputs.put(table, given(table, tables).in(needed));
    }
    if (stage.remembers()) {
      inputs.put(stage.writes(), given(stage.writes(), tables).in(partitions));
    }
    Dataset<Row> rows = stage.apply(new Inputs(inputs), partitions);
    for (String column : stage.writes().columnNames()) {
      if (!column.equals("source_run_id")) {
        assertThat(rows.schema().apply(column).dataType())
            .as("type of %s", column)
            .isEqualTo(stage.writes().column(column).type());
      }
    }
    return rows;
  }

  private static SortedMap<String, List<Part>> plan(Stage stage, Rows... tables) {
    Map<Table, SortedSet<String>> available = new HashMap<>();
    stage.reads().forEach(table -> available.put(table, given(table, tables).partitions()));
    return stage.plan(new Available(available));
  }

  private static Rows given(Table table, Rows... tables) {
    return Arrays.stream(tables)
        .filter(rows -> rows.table().equals(table))
        .findFirst()
        .orElseGet(() -> Rows.of(table));
  }

  private OnRows() {}
}
