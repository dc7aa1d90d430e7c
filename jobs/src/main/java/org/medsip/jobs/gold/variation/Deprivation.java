package org.medsip.jobs.gold.variation;

import org.jspecify.annotations.Nullable;
import org.medsip.common.stats.GroupRates;

/**
 * How deprived the places are where the people of an organisation live, by one release.
 *
 * @param release the release of the index
 * @param score the mean score
 * @param coverage the share of the registrants it is known of
 * @param fifth of a practice the national fifth by score, 1 the most deprived
 * @param fifthWithinIcb of a practice the fifth among those of its ICB
 * @param rank of a practice how many come before it, the most deprived first
 * @param shares of a practice the share of its people in each national fifth of small areas; null
 *     where nothing says in which they live
 */
record Deprivation(
    long release,
    double score,
    double coverage,
    @Nullable Long fifth,
    @Nullable Long fifthWithinIcb,
    int rank,
    GroupRates.@Nullable Shares shares) {

  /** The rank of one that is not yet compared with others. */
  static final int UNRANKED = -1;

  private static final double COVERED = 0.95;

  Deprivation ranked(int rank) {
    return new Deprivation(release, score, coverage, fifth, fifthWithinIcb, rank, shares);
  }

  /** Whether it is known of nearly all registrants. */
  boolean isCovered() {
    return coverage >= COVERED;
  }
}
