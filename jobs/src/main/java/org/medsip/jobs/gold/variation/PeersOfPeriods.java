package org.medsip.jobs.gold.variation;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.last_day;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.medsip.common.metric.Organisation;
import org.medsip.jobs.gold.Memberships;

/** The organisations that are compared: what was counted at each, and where it stands. */
final class PeersOfPeriods {

  /** What a group of organisations that are compared have in common. */
  static final List<String> KEY = List.of("measure_id", "variant", "period_end", "window_months");

  /**
   * What was counted at each organisation, by the memberships of each month as it was; without
   * residual rows. Numbers are doubles, as the statistics take them.
   *
   * @param figures rows of {@code measure_org_period}
   * @param windows the lengths of period wanted
   */
  static Dataset<Row> figures(Dataset<Row> figures, Object... windows) {
    List<Column> columns = new ArrayList<>();
    KEY.forEach(name -> columns.add(col(name)));
    List.of("org_level", "org_code", "org_name").forEach(name -> columns.add(col(name)));
    List.of("numerator", "numerator_squares", "denominator")
        .forEach(name -> columns.add(col(name).cast(DataTypes.DoubleType).as(name)));
    List.of("value", "definition_id").forEach(name -> columns.add(col(name)));
    return figures
        .filter(col("org_vintage").equalTo(Memberships.AS_WAS))
        .filter(col("window_months").isin(windows))
        .filter(col("org_code").isin(Organisation.RESIDUAL.toArray()).unary_$bang())
        .select(columns.toArray(Column[]::new));
  }

  /**
   * Of each organisation its list size and to whom it belongs in the last month of a period, as it
   * was then: {@code period_end}, {@code org_level}, {@code org_code}, {@code registrants} and
   * {@code parents}; of several parents those of most registrants.
   *
   * @param practiceMonth rows of {@code practice_month} of the last months of the periods
   */
  static Dataset<Row> places(Dataset<Row> practiceMonth) {
    List<Column> levels = new ArrayList<>(List.of(level(Peer.PRACTICE, "practice_code")));
    Memberships.LEVELS.forEach(level -> levels.add(level(level, level + "_code")));
    Column[] parents =
        Memberships.LEVELS.stream().map(level -> col(level + "_code")).toArray(Column[]::new);
    return practiceMonth
        .filter(col("site_kind").equalTo("GP"))
        .withColumn("period_end", last_day(col("month")))
        .withColumn("parents", array(parents))
        .withColumn("org", explode(array(levels.toArray(Column[]::new))))
        .select("period_end", "org.org_level", "org.org_code", "parents", "registrants")
        .filter(col("org_code").isNotNull())
        .groupBy("period_end", "org_level", "org_code", "parents")
        .agg(sum("registrants").as("registrants"))
        .withColumn("largest", struct(col("registrants"), col("parents")))
        .groupBy("period_end", "org_level", "org_code")
        .agg(sum("registrants").as("registrants"), max("largest").as("largest"))
        .withColumn("parents", col("largest.parents"))
        .drop("largest");
  }

  private static Column level(String level, String code) {
    return struct(lit(level).as("org_level"), col(code).as("org_code"));
  }

  private PeersOfPeriods() {}
}
