package org.medsip.jobs.gold;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * For which organisation a site counts at each level above practice, by every vintage of the
 * boundaries.
 *
 * <p>A GP practice counts for the organisation it belongs to; where none is known, and for every
 * other site, the residual row of its kind takes it, so that every level adds up to England.
 */
public final class Memberships {

  /** By the boundaries of each month, as its own files say. */
  public static final String AS_WAS = "as_was";

  /** The rows that take what belongs to no organisation. */
  public static final List<String> RESIDUAL = List.of("UNIDENTIFIED", "NON_GP", "UNMATCHED");

  /** The levels above practice and below England. */
  public static final List<String> LEVELS = List.of("pcn", "sicbl", "icb", "psc", "region");

  /**
   * One row for each site, month, vintage and level above practice: {@code practice_code}, {@code
   * month}, {@code org_vintage}, {@code org_level}, {@code org_code} and {@code org_name}, the last
   * null in a residual row.
   *
   * @param practiceMonth rows of {@code practice_month}
   * @param practiceVintage rows of {@code practice_vintage}
   */
  public static Dataset<Row> of(Dataset<Row> practiceMonth, Dataset<Row> practiceVintage) {
    return asWas(practiceMonth)
        .unionByName(byVintage(practiceMonth, practiceVintage))
        .withColumn("org", explode(levels()))
        .select("practice_code", "month", "org_vintage", "org.*");
  }

  private static Dataset<Row> asWas(Dataset<Row> practiceMonth) {
    return practiceMonth
        .withColumn("org_vintage", lit(AS_WAS))
        .select(columns(List.of("practice_code", "month", "site_kind", "org_vintage")));
  }

  private static Dataset<Row> byVintage(Dataset<Row> practiceMonth, Dataset<Row> practiceVintage) {
    Dataset<Row> vintages = practiceVintage.select("org_vintage").distinct();
    return practiceMonth
        .select("practice_code", "month", "site_kind")
        .crossJoin(broadcast(vintages))
        .join(broadcast(practiceVintage), new String[] {"practice_code", "org_vintage"}, "left")
        .select(columns(List.of("practice_code", "month", "site_kind", "org_vintage")));
  }

  private static Column[] columns(List<String> first) {
    List<Column> columns = new ArrayList<>();
    first.forEach(name -> columns.add(col(name)));
    for (String level : LEVELS) {
      columns.add(col(level + "_code"));
      columns.add(col(level + "_name"));
    }
    return columns.toArray(Column[]::new);
  }

  private static Column levels() {
    List<Column> levels = new ArrayList<>();
    for (String level : LEVELS) {
      Column isGp = col("site_kind").equalTo("GP");
      Column parent = when(isGp, col(level + "_code"));
      Column residual = when(isGp, "UNMATCHED").otherwise(col("site_kind"));
      Column name = when(parent.isNotNull(), col(level + "_name"));
      levels.add(level(level, coalesce(parent, residual), name));
    }
    levels.add(level("england", lit("ENG"), lit("England")));
    return array(levels.toArray(Column[]::new));
  }

  private static Column level(String level, Column code, Column name) {
    return struct(lit(level).as("org_level"), code.as("org_code"), name.as("org_name"));
  }

  private Memberships() {}
}
