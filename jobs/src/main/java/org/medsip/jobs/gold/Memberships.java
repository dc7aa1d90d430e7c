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

  /** The levels above practice and below England. */
  public static final List<String> LEVELS = List.of("pcn", "sicbl", "icb", "psc", "region");

  /** The code of England, which is the same by every vintage. */
  public static final String ENGLAND = "ENG";

  private static final Column IS_GP = col("site_kind").equalTo("GP");

  /**
   * One row for each site, month, vintage and level above practice: {@code practice_code}, {@code
   * month}, {@code org_vintage}, {@code org_level}, {@code org_code} and {@code org_name}, the last
   * null in a residual row.
   *
   * @param practiceMonth rows of {@code practice_month}
   * @param practiceVintage rows of {@code practice_vintage}
   */
  public static Dataset<Row> of(Dataset<Row> practiceMonth, Dataset<Row> practiceVintage) {
    List<Column> levels = new ArrayList<>();
    for (String level : LEVELS) {
      levels.add(level(level, code(level), when(IS_GP, col(level + "_name"))));
    }
    levels.add(level("england", lit(ENGLAND), lit("England")));
    return byVintage(practiceMonth, practiceVintage)
        .withColumn("org", explode(array(levels.toArray(Column[]::new))))
        .select("practice_code", "month", "org_vintage", "org.*");
  }

  /**
   * One row for each site, month and vintage: the columns of {@code practice_month}, {@code
   * org_vintage}, and {@code codes}, an array with a code for each of {@link #LEVELS}.
   */
  static Dataset<Row> codes(Dataset<Row> practiceMonth, Dataset<Row> practiceVintage) {
    Column[] codes = LEVELS.stream().map(Memberships::code).toArray(Column[]::new);
    return byVintage(practiceMonth, practiceVintage).withColumn("codes", array(codes));
  }

  private static Dataset<Row> byVintage(Dataset<Row> practiceMonth, Dataset<Row> practiceVintage) {
    Dataset<Row> vintages = practiceVintage.select("org_vintage").distinct();
    Dataset<Row> sites = practiceMonth.drop(parents().toArray(String[]::new));
    Dataset<Row> byDate =
        sites
            .crossJoin(broadcast(vintages))
            .join(
                broadcast(practiceVintage.drop("basis")),
                new String[] {"practice_code", "org_vintage"},
                "left");
    return practiceMonth.withColumn("org_vintage", lit(AS_WAS)).unionByName(byDate);
  }

  private static List<String> parents() {
    List<String> parents = new ArrayList<>();
    for (String level : LEVELS) {
      parents.addAll(List.of(level + "_code", level + "_name"));
    }
    return parents;
  }

  private static Column code(String level) {
    Column residual = when(IS_GP, "UNMATCHED").otherwise(col("site_kind"));
    return coalesce(when(IS_GP, col(level + "_code")), residual);
  }

  private static Column level(String level, Column code, Column name) {
    return struct(lit(level).as("org_level"), code.as("org_code"), name.as("org_name"));
  }

  private Memberships() {}
}
