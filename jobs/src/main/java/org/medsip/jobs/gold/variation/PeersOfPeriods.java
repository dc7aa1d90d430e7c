package org.medsip.jobs.gold.variation;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.last_day;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medsip.common.metric.Organisation;
import org.medsip.jobs.gold.Memberships;

/**
 * The organisations of each measure and period, with list size and parents: those of the month the
 * period ends with, as it was then.
 */
final class PeersOfPeriods {

  /** What a group of organisations that are compared have in common. */
  static final List<String> KEY = List.of("measure_id", "variant", "period_end", "window_months");

  private static final List<String> FIGURES =
      List.of(
          "org_level",
          "org_code",
          "org_name",
          "numerator",
          "numerator_squares",
          "denominator",
          "value",
          "definition_id");

  /**
   * Rows with {@link #KEY}, the figures of {@code measure_org_period}, {@code registrants} and
   * {@code parents}; without residual rows.
   *
   * @param figures rows of {@code measure_org_period}
   * @param practiceMonth rows of {@code practice_month} of the last months of the periods
   * @param windows the lengths of period wanted
   */
  static Dataset<Row> of(Dataset<Row> figures, Dataset<Row> practiceMonth, Object... windows) {
    List<Column> columns = new ArrayList<>();
    KEY.forEach(name -> columns.add(col(name)));
    FIGURES.forEach(name -> columns.add(col(name)));
    String[] place = {"period_end", "org_level", "org_code"};
    return figures
        .filter(col("org_vintage").equalTo(Memberships.AS_WAS))
        .filter(col("window_months").isin(windows))
        .filter(col("org_code").isin(Organisation.RESIDUAL.toArray()).unary_$bang())
        .select(columns.toArray(Column[]::new))
        .join(broadcast(standing(practiceMonth)), place, "left");
  }

  /** List size and parents of each organisation; of several parents those of most registrants. */
  private static Dataset<Row> standing(Dataset<Row> practiceMonth) {
    List<Column> levels = new ArrayList<>(List.of(level(Peer.PRACTICE, "practice_code")));
    Memberships.LEVELS.forEach(level -> levels.add(level(level, level + "_code")));
    Column[] parents =
        Memberships.LEVELS.stream().map(level -> col(level + "_code")).toArray(Column[]::new);
    String[] organisation = {"period_end", "org_level", "org_code"};
    return practiceMonth
        .filter(col("site_kind").equalTo("GP"))
        .withColumn("period_end", last_day(col("month")))
        .withColumn("parents", array(parents))
        .withColumn("org", explode(array(levels.toArray(Column[]::new))))
        .select("period_end", "org.org_level", "org.org_code", "parents", "registrants")
        .filter(col("org_code").isNotNull())
        .groupBy(col("period_end"), col("org_level"), col("org_code"), col("parents"))
        .agg(sum("registrants").as("registrants"))
        .withColumn("largest", struct(col("registrants"), col("parents")))
        .groupBy(Arrays.stream(organisation).map(name -> col(name)).toArray(Column[]::new))
        .agg(sum("registrants").as("registrants"), max("largest").as("largest"))
        .withColumn("parents", col("largest.parents"))
        .drop("largest");
  }

  private static Column level(String level, String code) {
    return struct(lit(level).as("org_level"), col(code).as("org_code"));
  }

  private PeersOfPeriods() {}
}
