package org.medsip.common.stats;

import org.hipparchus.distribution.continuous.NormalDistribution;
import org.hipparchus.special.Erf;
import org.medsip.common.metric.Interval;

/**
 * The standard normal distribution.
 *
 * <p>Example: 2.5 % of it lies above 1.959963984540054, 0.1 % above 3.090232306167813.
 */
public final class Normal {

  /** The point that 2.5 % lie above: two of them bound 95 %. */
  public static final double Z95 = 1.959963984540054;

  /** The point that 0.1 % lie above: two of them bound 99.8 %. */
  public static final double Z998 = 3.090232306167813;

  private static final NormalDistribution STANDARD = new NormalDistribution(0, 1);
  private static final double ROOT_OF_TWO = Math.sqrt(2);

  private Normal() {}

  /** The share of the distribution above a point. */
  public static double above(double z) {
    return Erf.erfc(z / ROOT_OF_TWO) / 2;
  }

  /** The point that a share of the distribution lies below. */
  public static double quantile(double share) {
    return STANDARD.inverseCumulativeProbability(share);
  }

  /** The 95 % limits of an estimate that is normal. */
  public static Interval interval(double estimate, double standardError) {
    return new Interval(estimate - Z95 * standardError, estimate + Z95 * standardError);
  }
}
