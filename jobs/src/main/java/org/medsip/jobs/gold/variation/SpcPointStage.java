package org.medsip.jobs.gold.variation;

import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import org.apache.spark.api.java.function.FlatMapGroupsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medsip.common.contract.Table;
import org.medsip.common.run.Available;
import org.medsip.common.run.Inputs;
import org.medsip.common.run.Part;
import org.medsip.common.run.Stage;
import org.medsip.common.table.GoldTables;
import org.medsip.common.table.VariationTables;

/**
 * Every organisation's months in a process control chart. A new month moves the limits of all, so
 * the table is made as a whole.
 */
final class SpcPointStage implements Stage {

  private final List<Rebase> rebases;

  SpcPointStage(List<Rebase> rebases) {
    this.rebases = List.copyOf(rebases);
  }

  @Override
  public Table writes() {
    return VariationTables.SPC_POINT;
  }

  @Override
  public List<Table> reads() {
    return List.of(GoldTables.MEASURE_ORG_PERIOD);
  }

  @Override
  public SortedMap<String, List<Part>> plan(Available available) {
    return available.asWhole(reads());
  }

  @Override
  public String definition() {
    return "spc_point 1 " + rebases;
  }

  @Override
  public boolean mayHaveNoRows() {
    return true;
  }

  @Override
  public Dataset<Row> apply(Inputs inputs, SortedSet<String> partitions) {
    SpcRows charts = new SpcRows(rebases);
    RowTemplate template = new RowTemplate(writes());
    return template.table(
        SpcRows.byMeasure(inputs.of(GoldTables.MEASURE_ORG_PERIOD))
            .flatMapGroups(
                (FlatMapGroupsFunction<String, FigureBlock, Row>)
                    (measure, blocks) -> charts.of(blocks),
                template.encoder()));
  }
}
