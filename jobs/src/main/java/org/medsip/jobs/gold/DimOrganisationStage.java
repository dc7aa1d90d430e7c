package org.medsip.jobs.gold;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.struct;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
import org.medsip.common.table.GoldTables;
import org.medsip.common.table.SilverTables;
import org.medsip.jobs.silver.Histories;

/**
 * Every organisation over time, as the files name it and its parents; what ODS says of a site is
 * that of the newest edition.
 */
public final class DimOrganisationStage implements Stage {

  private static final List<String> PARENTS =
      List.of("pcn_code", "sicbl_code", "icb_code", "psc_code", "region_code");

  /** Which levels of {@link #PARENTS} lie above each level; areas do not nest in ICBs. */
  private static final Map<String, List<String>> ABOVE =
      Map.of(
          "pcn", List.of("sicbl_code", "icb_code", "region_code"),
          "sicbl", List.of("icb_code", "region_code"),
          "icb", List.of("region_code"),
          "psc", List.of(),
          "region", List.of());

  @Override
  public Table writes() {
    return GoldTables.DIM_ORGANISATION;
  }

  @Override
  public List<Table> reads() {
    return List.of(SilverTables.PRACTICE_MONTH, BronzeTables.EPRACCUR);
  }

  @Override
  public SortedMap<String, List<Part>> plan(Available available) {
    return available.asWhole(reads());
  }

  @Override
  public String definition() {
    return "dim_organisation 2";
  }

  @Override
  public Dataset<Row> apply(Inputs inputs, SortedSet<String> partitions) {
    Dataset<Row> sites =
        inputs.of(SilverTables.PRACTICE_MONTH).filter(col("site_kind").notEqual("UNIDENTIFIED"));
    Dataset<Row> monthly = practices(sites);
    for (String level : Memberships.LEVELS) {
      monthly = monthly.unionByName(above(sites, level));
    }
    List<String> attributes = new ArrayList<>(List.of("org_name", "site_kind"));
    attributes.addAll(PARENTS);
    return Histories.of(monthly, List.of("org_level", "org_code"), attributes)
        .join(inOds(inputs), new String[] {"org_level", "org_code"}, "left");
  }

  /** What the newest edition of ODS says of each site. */
  private static Dataset<Row> inOds(Inputs inputs) {
    Column said =
        struct(
            col("edition"),
            col("status").as("ods_status"),
            col("open_date"),
            col("close_date"));
    return inputs
        .of(BronzeTables.EPRACCUR)
        .groupBy(col("practice_code").as("org_code"))
        .agg(max(said).as("said"))
        .select(
            lit("practice").as("org_level"),
            col("org_code"),
            col("said.ods_status"),
            col("said.open_date"),
            col("said.close_date"));
  }

  private static Dataset<Row> practices(Dataset<Row> sites) {
    return sites.select(
        lit("practice").as("org_level"),
        col("practice_code").as("org_code"),
        col("month"),
        col("practice_name").as("org_name"),
        col("site_kind"),
        col("pcn_code"),
        col("sicbl_code"),
        col("icb_code"),
        col("psc_code"),
        col("region_code"));
  }

  /** An organisation belongs to the parents of most of its sites; the higher code where equal. */
  private static Dataset<Row> above(Dataset<Row> sites, String level) {
    Column nothing = lit(null).cast(DataTypes.StringType);
    List<String> above = ABOVE.getOrDefault(level, List.of());
    Column[] parents =
        PARENTS.stream()
            .map(parent -> (above.contains(parent) ? col(parent) : nothing).as(parent))
            .toArray(Column[]::new);
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
            col("said.parents.*"));
  }
}
