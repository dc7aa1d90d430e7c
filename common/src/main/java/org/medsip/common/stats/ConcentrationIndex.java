package org.medsip.common.stats;

import java.util.List;
import java.util.Optional;
import org.medsip.common.metric.Interval;

/**
 * The concentration index: whether what is counted lies with the more or the less deprived.
 *
 * <pre>
 * C = 2/mu * sum of f_i y_i R_i - 1
 * </pre>
 *
 * with f_i the share of the people in practice i, y_i its rate, mu the mean rate, and R_i where its
 * middle person stands among all, 0 the most deprived. Its variance is the sum of f_i^2 (a_i - 1 -
 * C)^2 with a_i = y_i/mu (2 R_i - 1 - C) + 2 - q_(i-1) - q_i, q_i the share of all that is counted
 * in practices 1 to i.
 *
 * <p>Unit: none, from -1 (all of it with the most deprived) to 1; below 0 where it is higher among
 * the poorer.
 *
 * <p>Example: rates 40, 35, 30, 25, 20 of five groups of the same size: C = -0.1333.
 *
 * <p>Source: Kakwani, Wagstaff and van Doorslaer 1997, Journal of Econometrics 77: 87-103, doi
 * 10.1016/S0304-4076(96)01807-6; the variance is their equation with practices, not persons, as
 * what was drawn, so that it allows for practices that differ.
 *
 * <p>Of groups, such as fifths, it is the ratio of two sums of their values less one, and its limits
 * are Fieller's; it leaves out what differs within groups.
 *
 * @param index the index
 * @param limits its 95 % limits
 */
public record ConcentrationIndex(double index, Interval limits) {

  private static final int FEWEST = 5;

  /**
   * The index of some practices; none of fewer than five, or if nothing was counted.
   *
   * @param practices the practices from the most to the least deprived
   */
  public static Optional<ConcentrationIndex> of(List<RankedGroup> practices) {
    double people = practices.stream().mapToDouble(RankedGroup::population).sum();
    double counted = practices.stream().mapToDouble(p -> p.population() * p.value()).sum();
    if (practices.size() < FEWEST || !(counted > 0)) {
      return Optional.empty();
    }
    double mean = counted / people;
    double[] ranks = RankedGroup.ranks(practices);
    double index = -1;
    for (int i = 0; i < ranks.length; i++) {
      RankedGroup practice = practices.get(i);
      index += 2 / mean * practice.population() / people * practice.value() * ranks[i];
    }
    double variance = 0;
    double before = 0;
    for (int i = 0; i < ranks.length; i++) {
      RankedGroup practice = practices.get(i);
      double share = practice.population() / people;
      double upTo = before + share * practice.value() / mean;
      double a = practice.value() / mean * (2 * ranks[i] - 1 - index) + 2 - before - upTo;
      variance += share * share * (a - 1 - index) * (a - 1 - index);
      before = upTo;
    }
    return Optional.of(
        new ConcentrationIndex(index, Normal.interval(index, Math.sqrt(variance))));
  }

  /**
   * The index of groups that may share practices; none of fewer than five, or where the limits are
   * open.
   *
   * @param groups the groups from the most to the least deprived
   * @param covariances how their values vary together
   */
  public static Optional<ConcentrationIndex> of(
      List<RankedGroup> groups, double[][] covariances) {
    if (groups.size() < FEWEST) {
      return Optional.empty();
    }
    double people = groups.stream().mapToDouble(RankedGroup::population).sum();
    double[] ranks = RankedGroup.ranks(groups);
    double[] ranked = new double[ranks.length];
    double[] mean = new double[ranks.length];
    for (int i = 0; i < ranks.length; i++) {
      mean[i] = groups.get(i).population() / people;
      ranked[i] = 2 * mean[i] * ranks[i];
    }
    LinearPair pair = new LinearPair(groups, covariances, ranked, mean);
    if (pair.ratio().isEmpty() || pair.ratioLimits().isEmpty()) {
      return Optional.empty();
    }
    Interval limits = pair.ratioLimits().get();
    return Optional.of(
        new ConcentrationIndex(
            pair.ratio().get() - 1, new Interval(limits.lower() - 1, limits.upper() - 1)));
  }
}
