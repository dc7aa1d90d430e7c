package org.medsip.jobs.gold;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.medsip.common.cohort.CohortCatalogue;
import org.medsip.common.contract.Table;
import org.medsip.common.metric.CohortRates;
import org.medsip.common.run.Available;
import org.medsip.common.run.Inputs;
import org.medsip.common.run.Part;
import org.medsip.common.run.Stage;
import org.medsip.common.table.CohortTables;

/** Who came into each cohort and who went, as it is published. */
public final class CohortFlowStage implements Stage {

  private static final Object[] FLOWS = {
    "starters", "stoppers", "moved_in", "moved_out", "stopped"
  };

  private final CohortCatalogue catalogue;

  public CohortFlowStage(CohortCatalogue catalogue) {
    this.catalogue = catalogue;
  }

  @Override
  public Table writes() {
    return CohortTables.COHORT_FLOW;
  }

  @Override
  public List<Table> reads() {
    return List.of(CohortTables.COHORT_FIGURE);
  }

  @Override
  public SortedMap<String, List<Part>> plan(Available available) {
    return available.eachOf(CohortTables.COHORT_FIGURE);
  }

  /** A cohort has flows from the second month on in which it is known. */
  @Override
  public boolean mayHaveNoRows() {
    return true;
  }

  @Override
  public String definition() {
    return "cohort_flow 1 " + catalogue.fingerprint();
  }

  @Override
  public Dataset<Row> apply(Inputs inputs, SortedSet<String> partitions) {
    Column suppressed = when(col("suppressed"), col("figure"));
    Column inEngland = when(col("org_level").equalTo("england"), lit(0L));
    return CohortFigureRows.of(inputs.of(CohortTables.COHORT_FIGURE), catalogue, FLOWS)
        .groupBy("cohort_id", "version", "org_level", "org_code", "month", "estimate_kind")
        .agg(
            CohortFigureRows.shown("starters").as("starters"),
            CohortFigureRows.shown("stoppers").as("stoppers"),
            CohortFigureRows.shown("moved_in").as("moved_in"),
            CohortFigureRows.shown("moved_out").as("moved_out"),
            CohortFigureRows.shown("stopped").as("stopped_opioids"),
            concat_ws(" ", sort_array(collect_list(suppressed))).as("suppressed_columns"))
        .withColumn("moved_in", coalesce(inEngland, col("moved_in")))
        .withColumn("moved_out", coalesce(inEngland, col("moved_out")))
        .withColumn("died", lit(null).cast(DataTypes.LongType))
        .withColumn("net", CohortRates.net());
  }
}
