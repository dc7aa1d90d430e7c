package org.medsip.jobs.gold;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * For which organisation a site counts at each level.
 *
 * <p>At level practice a GP practice counts for itself, also one that is not matched to a list
 * size; above, a GP practice counts for the organisation its file names. Everything else goes into
 * the residual row of its kind, so that every level adds up to England.
 */
final class OrganisationLevels {

  static final List<String> RESIDUAL = List.of("UNIDENTIFIED", "NON_GP", "UNMATCHED");

  private static final Column IS_GP = col("site_kind").equalTo("GP");

  /** The parts of all sites and measures, added up by level, organisation and month. */
  static Dataset<Row> summedByMonth(Dataset<Row> parts) {
    return parts
        .withColumn("org", explode(levels()))
        .select("*", "org.*")
        .groupBy(
            "measure_id",
            "variant",
            "denominator_kind",
            "scale",
            "interval",
            "org_level",
            "org_code",
            "month")
        .agg(
            sum("numerator").as("numerator"),
            sum("numerator_squares").as("numerator_squares"),
            sum("items").as("items"),
            sum("items_with_value").as("items_with_value"),
            sum("denominator").as("denominator"),
            max("org_name").as("org_name"));
  }

  /** Each site with every organisation above it: practice_code, month, org_level, org_code. */
  static Dataset<Row> members(Dataset<Row> sites) {
    return sites
        .select(col("practice_code"), col("month"), explode(levels()).as("org"))
        .select("practice_code", "month", "org.org_level", "org.org_code")
        .filter(col("org_level").notEqual("practice"));
  }

  private static Column levels() {
    Column ownCode = col("site_kind").isin("GP", "UNMATCHED");
    return array(
        level(
            "practice",
            when(ownCode, col("practice_code")).otherwise(col("site_kind")),
            when(ownCode, col("practice_name"))),
        above("sicbl"),
        above("icb"),
        above("region"),
        level("england", lit("ENG"), lit("England")));
  }

  private static Column above(String level) {
    Column parent = when(IS_GP, col(level + "_code"));
    Column residual = when(IS_GP, "UNMATCHED").otherwise(col("site_kind"));
    return level(level, coalesce(parent, residual), when(parent.isNotNull(), col(level + "_name")));
  }

  private static Column level(String level, Column code, Column name) {
    return struct(lit(level).as("org_level"), code.as("org_code"), name.as("org_name"));
  }

  private OrganisationLevels() {}
}
