package org.medsip.common.stats;

import java.util.Arrays;

/**
 * Quantiles of a list of values, interpolated between order statistics (type 7: the default of R
 * and NumPy, and {@code percentile} of Spark).
 *
 * <pre>
 * h = (n - 1) p,  quantile = x[floor h] + (h - floor h) (x[floor h + 1] - x[floor h])
 * </pre>
 *
 * <p>Unit: that of the values.
 *
 * <p>Example: of 1, 2, 3, 4 the lower quartile is 1.75.
 *
 * <p>Source: Hyndman and Fan 1996, The American Statistician 50: 361-365, doi
 * 10.1080/00031305.1996.10473566.
 */
public final class Quantiles {

  private final double[] sorted;

  private Quantiles(double[] sorted) {
    this.sorted = sorted;
  }

  /**
   * The quantiles of some values.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Quantiles of(double[] values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("No values have no quantiles");
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return new Quantiles(sorted);
  }

  /** The value that a share of the values, 0 to 1, lies below. */
  public double at(double share) {
    double place = (sorted.length - 1) * share;
    int below = (int) place;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }
}
