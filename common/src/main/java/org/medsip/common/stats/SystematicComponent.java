package org.medsip.common.stats;

import java.util.List;
import java.util.OptionalDouble;

/**
 * The systematic component of variation: the part of the variance of observed over expected that
 * chance does not explain, in hundredths.
 *
 * <pre>
 * SCV = 100 / k * sum of ((O - E)^2 - c E) / E^2
 * </pre>
 *
 * with c = 1 for counts, and for sums of doses the dispersion of {@link Unit}, which leaves the
 * published formula as it is where every item weighs the same.
 *
 * <p>Unit: hundredths of a squared ratio. It may be below 0 where units vary less than chance would
 * have them; that is not hidden. Above 3 is usually called appreciable, above 10 very high.
 *
 * <p>Example: O = 30, 50, 40 where E = 40 each: 100/3 (60 + 60 - 40) / 1600 = 1.6667.
 *
 * <p>Source: McPherson, Wennberg, Hovind and Clifford 1982, New England Journal of Medicine 307:
 * 1310-1314, doi 10.1056/NEJM198211183072104.
 */
public final class SystematicComponent {

  private static final double HUNDREDTHS = 100;

  private SystematicComponent() {}

  /** The component; none of fewer than two units. */
  public static OptionalDouble of(List<Unit> units) {
    if (units.size() < 2) {
      return OptionalDouble.empty();
    }
    double sum = 0;
    for (Unit unit : units) {
      double beyond = unit.ratio() - 1;
      sum += beyond * beyond - unit.chance();
    }
    return OptionalDouble.of(HUNDREDTHS * sum / units.size());
  }
}
