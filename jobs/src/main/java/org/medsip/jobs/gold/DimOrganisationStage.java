package org.medsip.jobs.gold;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.struct;

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
import org.medsip.common.table.GoldTables;
import org.medsip.common.table.SilverTables;
import org.medsip.jobs.silver.Histories;

/** Every organisation over time, as the prescribing files name it and its parents. */
public final class DimOrganisationStage implements Stage {

  private static final List<String> PARENTS = List.of("sicbl_code", "icb_code", "region_code");

  @Override
  public Table writes() {
    return GoldTables.DIM_ORGANISATION;
  }

  @Override
  public List<Table> reads() {
    return List.of(SilverTables.PRACTICE_MONTH);
  }

  @Override
  public SortedMap<String, List<Part>> plan(Available available) {
    return available.asWhole(reads());
  }

  @Override
  public String definition() {
    return "dim_organisation 1";
  }

  @Override
  public Dataset<Row> apply(Inputs inputs, SortedSet<String> partitions) {
    Dataset<Row> sites =
        inputs.of(SilverTables.PRACTICE_MONTH).filter(col("site_kind").notEqual("UNIDENTIFIED"));
    Dataset<Row> monthly =
        practices(sites)
            .unionByName(above(sites, "sicbl"))
            .unionByName(above(sites, "icb"))
            .unionByName(above(sites, "region"));
    return Histories.of(
        monthly,
        List.of("org_level", "org_code"),
        List.of("org_name", "site_kind", "sicbl_code", "icb_code", "region_code"));
  }

  private static Dataset<Row> practices(Dataset<Row> sites) {
    return sites.select(
        lit("practice").as("org_level"),
        col("practice_code").as("org_code"),
        col("month"),
        col("practice_name").as("org_name"),
        col("site_kind"),
        col("sicbl_code"),
        col("icb_code"),
        col("region_code"));
  }

  /** An organisation belongs to the parents of most of its sites; the higher code where equal. */
  private static Dataset<Row> above(Dataset<Row> sites, String level) {
    Column nothing = lit(null).cast(DataTypes.StringType);
    int place = PARENTS.indexOf(level + "_code");
    Column[] parents = new Column[PARENTS.size()];
    for (int i = 0; i < parents.length; i++) {
      parents[i] = (i > place ? col(PARENTS.get(i)) : nothing).as(PARENTS.get(i));
    }
    Column said = struct(col(level + "_name").as("org_name"), struct(parents).as("parents"));
    return sites
        .filter(col(level + "_code").isNotNull())
        .groupBy(col("month"), col(level + "_code").as("org_code"), said.as("said"))
        .agg(count(lit(1)).as("sites"))
        .groupBy("month", "org_code")
        .agg(max_by(col("said"), struct(col("sites"), col("said"))).as("said"))
        .select(
            lit(level).as("org_level"),
            col("org_code"),
            col("month"),
            col("said.org_name"),
            nothing.as("site_kind"),
            col("said.parents.sicbl_code"),
            col("said.parents.icb_code"),
            col("said.parents.region_code"));
  }
}
