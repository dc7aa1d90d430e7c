package org.medsip.common.stats;

/**
 * An organisation with what was counted there and what would be expected if all were alike.
 *
 * <p>A count of items varies like a Poisson count: its variance is its expectation. A sum of doses
 * varies more, since each item carries many: its variance is the expectation times the mean squared
 * dose over the mean dose of an item. That ratio is the {@code dispersion} here: 1 for counts, sum
 * of squares over sum for doses.
 *
 * @param observed what was counted: items, daily doses, milligrams
 * @param expected what the rate of all organisations together gives for its people
 * @param dispersion variance over expectation if all were alike
 */
public record Unit(double observed, double expected, double dispersion) {

  public Unit {
    if (!(expected > 0) || !(dispersion > 0) || !(observed >= 0)) {
      throw new IllegalArgumentException(
          "A unit has an expectation and a dispersion above 0, and nothing below 0 is observed: "
              + observed
              + ", "
              + expected
              + ", "
              + dispersion);
    }
  }

  /** A unit whose observation is a count. */
  public static Unit ofCount(double observed, double expected) {
    return new Unit(observed, expected, 1);
  }

  /** Observed over expected. */
  public double ratio() {
    return observed / expected;
  }

  /** The variance of the ratio if all units were alike. */
  public double chance() {
    return dispersion / expected;
  }
}
