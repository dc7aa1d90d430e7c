package org.medsip.common.stats;

import java.util.List;
import org.medsip.common.metric.Interval;

/**
 * A group of people by deprivation, such as a fifth of the practices of England.
 *
 * @param population how many people, or people times months: what the group weighs
 * @param value its rate
 * @param standardError the standard error of the rate
 */
public record RankedGroup(double population, double value, double standardError) {

  public RankedGroup {
    if (!(population > 0) || !(standardError >= 0)) {
      throw new IllegalArgumentException(
          "A group has people and no negative standard error, not "
              + population
              + " and "
              + standardError);
    }
  }

  /** The 95 % limits of the rate, never below 0. */
  public Interval limits() {
    Interval limits = Normal.interval(value, standardError);
    return new Interval(Math.max(0, limits.lower()), Math.max(0, limits.upper()));
  }

  /**
   * Where the middle person of each group stands among all people, 0 the most deprived and 1 the
   * least. Of groups with 12, 10 and 78 % of the people: 0.06, 0.17 and 0.61.
   *
   * @param groups the groups from the most to the least deprived
   */
  static double[] ranks(List<RankedGroup> groups) {
    double[] populations = groups.stream().mapToDouble(RankedGroup::population).toArray();
    double all = Sums.of(populations);
    double[] ranks = new double[populations.length];
    double before = 0;
    for (int i = 0; i < populations.length; i++) {
      ranks[i] = (before + populations[i] / 2) / all;
      before += populations[i];
    }
    return ranks;
  }
}
