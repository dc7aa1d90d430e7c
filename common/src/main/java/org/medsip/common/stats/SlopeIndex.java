package org.medsip.common.stats;

import java.util.List;
import java.util.Optional;
import org.medsip.common.metric.Interval;

/**
 * The slope and the relative index of inequality: how much more the most deprived person has than
 * the least deprived, by a straight line through the groups.
 *
 * <p>Each group stands at the middle of its place among all people, 0 the most deprived and 1 the
 * least; the line minimises the squares weighted by population:
 *
 * <pre>
 * value = Y0 + b rank
 * SII = -b            most less least deprived: above 0 where it is higher among the poorer
 * RII = Y0 / (Y0 + b) most over least deprived: above 1 where it is higher among the poorer
 * </pre>
 *
 * Both indices are sums of the group values with fixed weights, so their limits follow from the
 * standard errors of the groups without simulation: of the SII as those of a normal sum, of the RII
 * by Fieller's theorem. They are what the published method comes to as its random draws grow.
 *
 * <p>Units: the SII has that of the values; the RII is a ratio.
 *
 * <p>Example: ten tenths of two areas in the test data of PHEindicatormethods have slopes of 6.9346
 * (3.13 to 10.76) and 12.5478 (11.94 to 13.16), which here is an SII of -6.9346 and -12.5478.
 *
 * <p>Source: Low and Low 2004, Journal of Public Health 26: 388-395, doi 10.1093/pubmed/fdh175; R
 * package PHEindicatormethods, phe_sii (whose manual has 0.12/2 = 0.6 for 0.06); Fieller 1954,
 * Journal of the Royal Statistical Society B 16: 175-185.
 *
 * @param sii the slope index
 * @param siiLimits its 95 % limits
 * @param rii the relative index; none where the line falls to 0 or below
 * @param riiLimits its 95 % limits; none where the value of the least deprived may be 0
 */
public record SlopeIndex(
    double sii, Interval siiLimits, Optional<Double> rii, Optional<Interval> riiLimits) {

  private static final int FEWEST_GROUPS = 5;

  /**
   * The indices of groups that do not depend on each other; none of fewer than five.
   *
   * @param groups the groups from the most to the least deprived
   */
  public static Optional<SlopeIndex> of(List<RankedGroup> groups) {
    return of(groups, LinearPair.independent(groups));
  }

  /**
   * The indices of groups that share practices; none of fewer than five.
   *
   * @param groups the groups from the most to the least deprived
   * @param covariances how their values vary together
   */
  public static Optional<SlopeIndex> of(List<RankedGroup> groups, double[][] covariances) {
    if (groups.size() < FEWEST_GROUPS) {
      return Optional.empty();
    }
    double[] ranks = RankedGroup.ranks(groups);
    double[] shares = shares(groups);
    double middle = Design.product(shares, ranks);
    double apart = 0;
    for (int i = 0; i < shares.length; i++) {
      apart += shares[i] * (ranks[i] - middle) * (ranks[i] - middle);
    }
    double[] ofMost = new double[shares.length];
    double[] ofLeast = new double[shares.length];
    for (int i = 0; i < shares.length; i++) {
      double perRank = shares[i] * (ranks[i] - middle) / apart;
      ofMost[i] = shares[i] - perRank * middle;
      ofLeast[i] = shares[i] + perRank * (1 - middle);
    }
    LinearPair ends = new LinearPair(groups, covariances, ofMost, ofLeast);
    return Optional.of(
        new SlopeIndex(
            ends.difference(), ends.differenceLimits(), ends.ratio(), ends.ratioLimits()));
  }

  private static double[] shares(List<RankedGroup> groups) {
    double all = groups.stream().mapToDouble(RankedGroup::population).sum();
    return groups.stream().mapToDouble(group -> group.population() / all).toArray();
  }
}
