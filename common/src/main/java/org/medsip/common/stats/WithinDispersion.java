package org.medsip.common.stats;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hipparchus.distribution.continuous.ChiSquaredDistribution;
import org.medsip.common.metric.Measure.IntervalMethod;

/**
 * How much more the parts of a period differ within an organisation than chance explains: items of
 * one person follow each other, so that fewer things are independent than items are counted.
 *
 * <pre>
 * X_i = sum over parts k of (O_ik - r_i E_ik)^2 / (c r_i E_ik),  r_i = sum O_ik / sum E_ik
 * phi = max(1, median of X_i / median of chi-square with K - 1 degrees of freedom)
 * </pre>
 *
 * with E_ik what the rate of all organisations in part k gives, which takes away season and trend.
 * The median keeps a few organisations that changed from speaking for all.
 *
 * <p>Unit: a ratio of variances.
 *
 * <p>Example: two parts with E = 10 each; O = 5 and 15 at one organisation, 15 and 5 at another: X =
 * 5 at both, and phi = 5 / 0.4549 = 10.99.
 *
 * <p>Source: McCullagh and Nelder 1989, Generalized Linear Models, 2nd edition, section 6.2: the
 * dispersion of counts, here by its median.
 */
public final class WithinDispersion {

  private static final double MIDDLE = 0.5;

  private WithinDispersion() {}

  /**
   * The dispersion; 1 where there are fewer than two parts, or no organisation is in all of them.
   *
   * @param parts the organisations in each part of the period
   * @param counts how the measure counts
   */
  public static double of(List<List<Counted>> parts, IntervalMethod counts) {
    List<PeerGroup> groups =
        parts.stream()
            .map(part -> new PeerGroup(part, counts))
            .filter(PeerGroup::hasRate)
            .toList();
    if (groups.size() < 2) {
      return 1;
    }
    Map<String, List<Unit>> units = new TreeMap<>();
    for (PeerGroup group : groups) {
      for (Counted member : group.members()) {
        units.computeIfAbsent(member.code(), next -> new ArrayList<>()).add(group.unit(member));
      }
    }
    double[] squares =
        units.values().stream()
            .filter(ofOne -> ofOne.size() == groups.size())
            .filter(ofOne -> ofOne.stream().anyMatch(unit -> unit.observed() > 0))
            .mapToDouble(WithinDispersion::squares)
            .toArray();
    if (squares.length == 0) {
      return 1;
    }
    double chance =
        new ChiSquaredDistribution(groups.size() - 1).inverseCumulativeProbability(MIDDLE);
    return Math.max(1, Quantiles.of(squares).at(MIDDLE) / chance);
  }

  private static double squares(List<Unit> ofOne) {
    double observed = ofOne.stream().mapToDouble(Unit::observed).sum();
    double expected = ofOne.stream().mapToDouble(Unit::expected).sum();
    double ratio = observed / expected;
    double sum = 0;
    for (Unit unit : ofOne) {
      double apart = unit.observed() - ratio * unit.expected();
      sum += apart * apart / (unit.dispersion() * ratio * unit.expected());
    }
    return sum;
  }
}
