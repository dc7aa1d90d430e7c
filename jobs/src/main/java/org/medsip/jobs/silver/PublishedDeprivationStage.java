package org.medsip.jobs.silver;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.regexp_extract;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.medsip.common.contract.Table;
import org.medsip.common.run.Available;
import org.medsip.common.run.Inputs;
import org.medsip.common.run.Part;
import org.medsip.common.run.Stage;
import org.medsip.common.table.BronzeTables;
import org.medsip.common.table.DeprivationTables;

/** The scores of practices that others publish, with the release that the name of each says. */
public final class PublishedDeprivationStage implements Stage {

  private static final Object[] PRACTICES = {"GP", "GPs"};

  @Override
  public Table writes() {
    return DeprivationTables.PUBLISHED_DEPRIVATION;
  }

  @Override
  public List<Table> reads() {
    return List.of(BronzeTables.PRACTICE_IMD);
  }

  @Override
  public SortedMap<String, List<Part>> plan(Available available) {
    return available.eachOf(BronzeTables.PRACTICE_IMD);
  }

  @Override
  public String definition() {
    return "published_deprivation 1";
  }

  /** A file may hold larger areas only. */
  @Override
  public boolean mayHaveNoRows() {
    return true;
  }

  @Override
  public Dataset<Row> apply(Inputs inputs, SortedSet<String> partitions) {
    Column year = regexp_extract(col("indicator_name"), "IMD ?(20[0-9]{2})", 1);
    return inputs
        .of(BronzeTables.PRACTICE_IMD)
        .filter(col("area_type").isin(PRACTICES).and(col("value").isNotNull()))
        .select(
            col("edition"),
            col("publisher"),
            when(year.notEqual(""), year.cast(DataTypes.LongType)).as("imd_release"),
            col("area_code").as("practice_code"),
            col("value").as("imd_score"))
        .distinct();
  }
}
