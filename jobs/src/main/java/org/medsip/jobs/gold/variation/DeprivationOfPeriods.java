package org.medsip.jobs.gold.variation;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.last_day;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.struct;

import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.medsip.common.run.EditionOfMonth;
import org.medsip.common.table.DeprivationTables;
import org.medsip.jobs.gold.Memberships;

/**
 * The deprivation of organisations that speaks for each period: that of the quarter of its last
 * month.
 */
final class DeprivationOfPeriods {

  private static final Column UNKNOWN = lit(null).cast(DataTypes.LongType);

  /** Rows of {@code practice_deprivation} as {@link #joined} takes them. */
  static Dataset<Row> ofPractices(Dataset<Row> practices) {
    Column[] shares =
        DeprivationTables.QUINTILES.stream()
            .map(fifth -> col("share_" + fifth))
            .toArray(Column[]::new);
    return practices.select(
        lit(Peer.PRACTICE).as("org_level"),
        col("practice_code").as("org_code"),
        col("quarter"),
        col("imd_release"),
        col("imd_score_weighted"),
        col("coverage"),
        col("quintile_1_most_deprived").as("fifth"),
        col("quintile_within_icb_1_most_deprived").as("fifth_within_icb"),
        array(shares).as("shares"));
  }

  /** Rows of {@code organisation_deprivation} as {@link #joined} takes them. */
  static Dataset<Row> ofOrganisations(Dataset<Row> organisations) {
    return organisations
        .filter(col("org_vintage").equalTo(Memberships.AS_WAS))
        .select(
            col("org_level"),
            col("org_code"),
            col("quarter"),
            col("imd_release"),
            col("imd_score_weighted"),
            col("coverage"),
            UNKNOWN.as("fifth"),
            UNKNOWN.as("fifth_within_icb"),
            array().cast("array<double>").as("shares"));
  }

  /**
   * The places with a column {@link Deprivation#COLUMN}: an array of what every release says of
   * each; null where none says anything.
   */
  static Dataset<Row> joined(
      Dataset<Row> places, Dataset<Row> deprivation, SortedSet<String> periods) {
    SortedSet<String> months = new TreeSet<>();
    periods.forEach(period -> months.add(PeerStage.lastMonth(period)));
    Column said =
        struct(
            col("imd_release"),
            col("imd_score_weighted").as("score"),
            coalesce(col("coverage"), lit(0.0)).as("coverage"),
            col("fifth"),
            col("fifth_within_icb"),
            col("shares"));
    Dataset<Row> byOrganisation =
        deprivation
            .filter(col("imd_score_weighted").isNotNull())
            .join(
                broadcast(EditionOfMonth.forMonths(deprivation, "quarter", months, "month")),
                "quarter")
            .groupBy(last_day(col("month")).as("period_end"), col("org_level"), col("org_code"))
            .agg(sort_array(collect_list(said)).as(Deprivation.COLUMN));
    return places.join(
        broadcast(byOrganisation), new String[] {"period_end", "org_level", "org_code"}, "left");
  }

  private DeprivationOfPeriods() {}
}
