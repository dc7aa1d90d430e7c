package org.medsip.jobs.silver;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medsip.common.contract.Table;
import org.medsip.common.metric.ImdRelease;
import org.medsip.common.quality.Rule;
import org.medsip.common.quality.Severity;
import org.medsip.common.run.Available;
import org.medsip.common.run.Inputs;
import org.medsip.common.run.Part;
import org.medsip.common.run.Stage;
import org.medsip.common.table.BronzeTables;
import org.medsip.common.table.DeprivationTables;

/** Which releases of the index of deprivation are at hand, and whether they are complete. */
public final class ImdReleaseStage implements Stage {

  @Override
  public Table writes() {
    return DeprivationTables.IMD_RELEASE;
  }

  @Override
  public List<Table> reads() {
    return List.of(BronzeTables.LSOA_IMD);
  }

  @Override
  public SortedMap<String, List<Part>> plan(Available available) {
    return available.eachOf(BronzeTables.LSOA_IMD);
  }

  @Override
  public String definition() {
    return "imd_release 1";
  }

  @Override
  public List<Rule> rules() {
    return List.of(
        new Rule.Holds(
            "the list of a release has every small area of England",
            col("areas").equalTo(col("areas_of_england")),
            1,
            Severity.WARNING),
        Rule.Holds.always(
            "the list of a release gives a score for every small area or for none",
            col("areas_with_score").isin(lit(0L), col("areas"))));
  }

  @Override
  public Dataset<Row> apply(Inputs inputs, SortedSet<String> partitions) {
    return inputs
        .of(BronzeTables.LSOA_IMD)
        .groupBy("edition", "imd_release")
        .agg(count(lit(1)).as("areas"), count("imd_score").as("areas_with_score"))
        .withColumn("lsoa_vintage", Releases.of(ImdRelease::areasOf))
        .withColumn("areas_of_england", Releases.of(ImdRelease::areas));
  }
}
