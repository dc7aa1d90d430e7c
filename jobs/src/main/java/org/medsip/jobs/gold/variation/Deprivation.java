package org.medsip.jobs.gold.variation;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * How deprived the places are where the people of an organisation live, by one release.
 *
 * @param release the release of the index
 * @param score the mean score
 * @param coverage the share of the registrants it is known of
 * @param fifth of a practice the national fifth by score, 1 the most deprived
 * @param fifthWithinIcb of a practice the fifth among those of its ICB
 * @param shares of a practice the share of its people in each national fifth of small areas
 */
record Deprivation(
    long release,
    double score,
    double coverage,
    @Nullable Long fifth,
    @Nullable Long fifthWithinIcb,
    List<@Nullable Double> shares) {

  static final String COLUMN = "deprivation";

  private static final double COVERED = 0.95;

  /** What the column of a row says, release by release. */
  static List<Deprivation> all(Row row) {
    int place = List.of(row.schema().fieldNames()).indexOf(COLUMN);
    if (place < 0 || row.isNullAt(place)) {
      return List.of();
    }
    List<Deprivation> all = new ArrayList<>();
    for (Row of : row.<Row>getList(place)) {
      all.add(
          new Deprivation(
              of.getAs("imd_release"),
              of.<Double>getAs("score"),
              of.<Double>getAs("coverage"),
              of.getAs("fifth"),
              of.getAs("fifth_within_icb"),
              of.getList(of.fieldIndex("shares"))));
    }
    return all;
  }

  /** Whether it says in which small areas people live. */
  boolean isShared() {
    return shares.stream().anyMatch(share -> share != null && share > 0);
  }

  /** Whether it is known of nearly all registrants. */
  boolean isCovered() {
    return coverage >= COVERED;
  }
}
