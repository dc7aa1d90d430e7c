package org.medsip.jobs.gold.variation;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;

import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.apache.spark.api.java.function.FlatMapGroupsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.medsip.common.contract.Table;
import org.medsip.common.run.Available;
import org.medsip.common.run.Inputs;
import org.medsip.common.run.Part;
import org.medsip.common.run.Stage;
import org.medsip.common.table.GoldTables;
import org.medsip.common.table.ProgrammeTables;

/** What changed in the ICBs with a programme, beside those without. */
final class ItsEffectStage implements Stage {

  private static final String GROUP = "of_group";

  private final List<Programme> programmes;

  ItsEffectStage(List<Programme> programmes) {
    this.programmes =
        programmes.stream()
            .sorted(Comparator.comparing(Programme::icbCode).thenComparing(Programme::from))
            .toList();
  }

  @Override
  public Table writes() {
    return ProgrammeTables.ITS_EFFECT;
  }

  @Override
  public List<Table> reads() {
    return List.of(GoldTables.MEASURE_ORG_PERIOD);
  }

  @Override
  public SortedMap<String, List<Part>> plan(Available available) {
    return programmes.isEmpty() ? new TreeMap<>() : available.asWhole(reads());
  }

  @Override
  public String definition() {
    return "its_effect 2 " + programmes;
  }

  @Override
  public boolean mayHaveNoRows() {
    return true;
  }

  @Override
  public Dataset<Row> apply(Inputs inputs, SortedSet<String> partitions) {
    Dataset<Row> months =
        inputs
            .of(GoldTables.MEASURE_ORG_PERIOD)
            .filter(col("window_months").equalTo(1).and(col("org_level").equalTo("icb")))
            .filter(col("value").isNotNull())
            .select(ItsRows.columns())
            .withColumn(GROUP, concat_ws(" ", col("measure_id"), col("variant")));
    ItsRows effects = new ItsRows(programmes);
    RowTemplate template = new RowTemplate(writes());
    return template.table(
        months
            .groupBy(col(GROUP))
            .as(Encoders.STRING(), Encoders.row(months.schema()))
            .flatMapGroups(
                (FlatMapGroupsFunction<String, Row, Row>) (group, rows) -> effects.of(rows),
                template.encoder()));
  }
}
