package org.medsip.common.stats;

import java.util.OptionalDouble;

/**
 * How far the values of organisations lie apart, chance included.
 *
 * <pre>
 * coefficient of variation = standard deviation (n - 1) / mean
 * P90/P10                  = 90th percentile / 10th percentile
 * </pre>
 *
 * <p>Unit: none; both compare across measures. Neither says how much of the spread is chance: see
 * {@link SystematicComponent} and {@link BetweenVariance}.
 *
 * <p>Example: 10, 20, 30 have a coefficient of variation of 0.5 and P90/P10 = 28/12.
 *
 * <p>Source: Ibáñez et al. 2009, BMC Health Services Research 9: 60, doi 10.1186/1472-6963-9-60.
 */
public final class Spread {

  private static final double TOP_TENTH = 0.9;
  private static final double BOTTOM_TENTH = 0.1;

  private Spread() {}

  /**
   * The coefficient of variation; none of fewer than two values or where their mean is not above 0.
   */
  public static OptionalDouble coefficientOfVariation(double[] values) {
    double mean = Sums.mean(values);
    if (values.length < 2 || !(mean > 0)) {
      return OptionalDouble.empty();
    }
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    return OptionalDouble.of(Math.sqrt(squares / (values.length - 1)) / mean);
  }

  /** The ratio of the 90th to the 10th percentile; none where the 10th is not above 0. */
  public static OptionalDouble p90OverP10(double[] values) {
    if (values.length < 2) {
      return OptionalDouble.empty();
    }
    Quantiles quantiles = Quantiles.of(values);
    double low = quantiles.at(BOTTOM_TENTH);
    return low > 0 ? OptionalDouble.of(quantiles.at(TOP_TENTH) / low) : OptionalDouble.empty();
  }
}
