package org.medsip.common.run;

import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medsip.common.contract.Column;
import org.medsip.common.contract.Layer;
import org.medsip.common.contract.Table;

/**
 * A stage that copies a table month by month, two months at a time, and tells what it was asked.
 */
record MonthlyCopy(
    String definition,
    List<SortedSet<String>> applied,
    List<Table> reads,
    boolean isKnownByItsContent)
    implements Stage {

  static final Table SOURCE = monthly("tiny_source", Layer.SILVER);
  static final Table CALENDAR = monthly("tiny_calendar", Layer.SILVER);
  static final Table COPY = monthly("tiny_copy", Layer.GOLD);

  MonthlyCopy(String definition, List<SortedSet<String>> applied) {
    this(definition, applied, List.of(SOURCE), false);
  }

  @Override
  public Table writes() {
    return COPY;
  }

  @Override
  public SortedMap<String, List<Part>> plan(Available available) {
    return new TreeMap<>(
        available.forEachPartition(SOURCE, month -> available.same(SOURCE, month)));
  }

  @Override
  public Dataset<Row> apply(Inputs inputs, SortedSet<String> partitions) {
    applied.add(partitions);
    return inputs.of(SOURCE);
  }

  private static Table monthly(String name, Layer layer) {
    return Table.of(
            name,
            layer,
            "Items of a month.",
            Column.month("month", "The month."),
            Column.count("items", "items", "Its items."),
            Column.code("source_run_id", "The run.").asProvenance())
        .partitionedBy("month");
  }
}
