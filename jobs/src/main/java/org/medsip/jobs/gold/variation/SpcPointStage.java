package org.medsip.jobs.gold.variation;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import org.apache.spark.api.java.function.FlatMapGroupsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medsip.common.contract.Table;
import org.medsip.common.metric.Organisation;
import org.medsip.common.run.Available;
import org.medsip.common.run.Inputs;
import org.medsip.common.run.Part;
import org.medsip.common.run.Stage;
import org.medsip.common.table.GoldTables;
import org.medsip.common.table.VariationTables;
import org.medsip.jobs.gold.Memberships;

/**
 * Every organisation's months in a process control chart. A new month moves the limits of all, so
 * the table is made as a whole.
 */
final class SpcPointStage implements Stage {

  private static final String AS_IS = "as_is";

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
        SpcRows.byMeasure(series(inputs.of(GoldTables.MEASURE_ORG_PERIOD)))
            .flatMapGroups(
                (FlatMapGroupsFunction<String, FigureBlock, Row>)
                    (measure, blocks) -> charts.of(blocks),
                template.encoder()));
  }

  /**
   * The single months, by the boundaries of today where they are known, at the level practice as
   * was.
   */
  private static Dataset<Row> series(Dataset<Row> figures) {
    Column practice = col("org_level").equalTo(Peer.PRACTICE);
    Dataset<Row> months = figures.filter(col("window_months").equalTo(1));
    Dataset<Row> vintage =
        months
            .filter(practice.unary_$bang())
            .agg(
                max(when(col("org_vintage").equalTo(AS_IS), lit(true)).otherwise(lit(false)))
                    .as("is_known"));
    Column wanted =
        when(col("is_known").and(practice.unary_$bang()), AS_IS).otherwise(Memberships.AS_WAS);
    return months
        .filter(col("value").isNotNull())
        .filter(col("org_code").isin(Organisation.RESIDUAL.toArray()).unary_$bang())
        .filter(col("org_vintage").isin(Memberships.AS_WAS, AS_IS))
        .crossJoin(broadcast(vintage))
        .filter(col("org_vintage").equalTo(wanted));
  }
}
