package org.medsip.jobs.gold.variation;

import static org.apache.spark.sql.functions.col;

import java.io.Serializable;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.medsip.common.metric.Organisation;
import org.medsip.jobs.gold.Memberships;
import org.medsip.jobs.gold.variation.FigureBlock.Way;

/**
 * Which figures of {@code measure_org_period} a study is of: those with a value, without residual
 * rows.
 *
 * @param windows the lengths of period
 * @param vintageOfPractices the boundaries by which practices are counted
 * @param vintagesOfOthers and those for all other organisations; none where these are not wanted
 */
record WantedFigures(Set<Long> windows, String vintageOfPractices, Set<String> vintagesOfOthers)
    implements Serializable {

  /** Those of every organisation, by the memberships of each month as it was. */
  static WantedFigures ofAll(Set<Long> windows) {
    return new WantedFigures(windows, Memberships.AS_WAS, Set.of(Memberships.AS_WAS));
  }

  /** Those of practices alone. */
  static WantedFigures ofPractices(Set<Long> windows) {
    return new WantedFigures(windows, Memberships.AS_WAS, Set.of());
  }

  /** The same as a condition on rows. */
  Column condition() {
    Column isPractice = col("org_level").equalTo(Peer.PRACTICE);
    Column isOfOthers =
        isPractice.unary_$bang().and(col("org_vintage").isin(vintagesOfOthers.toArray()));
    return col("window_months")
        .isin(windows.toArray())
        .and(col("value").isNotNull())
        .and(col("org_code").isin(Organisation.RESIDUAL.toArray()).unary_$bang())
        .and(isPractice.and(col("org_vintage").equalTo(vintageOfPractices)).or(isOfOthers));
  }

  /** Whether figures measured in a way are, as far as that goes. */
  boolean includes(Way way) {
    return windows.contains(way.windowMonths());
  }

  /** Whether those of organisations of a level and a vintage are. */
  boolean includes(String level, String vintage) {
    return level.equals(Peer.PRACTICE)
        ? vintage.equals(vintageOfPractices)
        : vintagesOfOthers.contains(vintage);
  }

  /** Whether those of an organisation are. */
  boolean includes(String code) {
    return !Organisation.isResidual(code);
  }
}
