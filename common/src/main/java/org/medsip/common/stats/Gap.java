package org.medsip.common.stats;

import java.util.List;
import java.util.Optional;
import org.medsip.common.metric.Interval;

/**
 * The gap between the most and the least deprived group: difference and ratio of their rates.
 *
 * <p>Units: the difference has that of the rates.
 *
 * <p>Example: 40 (standard error 1) and 30 (1) differ by 10 (7.23 to 12.77), and their ratio is
 * 1.333 (1.230 to 1.448).
 *
 * <p>Source: limits of the ratio by Fieller 1954, Journal of the Royal Statistical Society B 16:
 * 175-185.
 *
 * @param difference most less least deprived
 * @param differenceLimits its 95 % limits
 * @param ratio most over least deprived; none where either is not above 0
 * @param ratioLimits its 95 % limits; none where the rate of the least deprived may be 0
 */
public record Gap(
    double difference,
    Interval differenceLimits,
    Optional<Double> ratio,
    Optional<Interval> ratioLimits) {

  /** The gap between two groups that do not depend on each other. */
  public static Gap between(RankedGroup most, RankedGroup least) {
    List<RankedGroup> both = List.of(most, least);
    return of(both, LinearPair.independent(both));
  }

  /**
   * The gap between the first and the last of groups that may share practices.
   *
   * @param groups the groups from the most to the least deprived
   * @param covariances how their values vary together
   */
  public static Gap of(List<RankedGroup> groups, double[][] covariances) {
    double[] most = new double[groups.size()];
    double[] least = new double[groups.size()];
    most[0] = 1;
    least[groups.size() - 1] = 1;
    LinearPair pair = new LinearPair(groups, covariances, most, least);
    return new Gap(pair.difference(), pair.differenceLimits(), pair.ratio(), pair.ratioLimits());
  }
}
