package org.medsip.common.stats;

import java.util.List;
import java.util.Optional;
import org.hipparchus.distribution.continuous.GammaDistribution;
import org.hipparchus.special.Gamma;
import org.medsip.common.metric.Interval;

/**
 * Shrinks counts of many organisations towards their mean, each the more the less was expected
 * there.
 *
 * <pre>
 * O ~ Poisson(theta E),  theta ~ gamma with mean mu and variance tau2
 * theta given O ~ gamma(O + mu^2/tau2, E + mu/tau2), mean (O + mu^2/tau2) / (E + mu/tau2)
 * </pre>
 *
 * with mu and tau2 by moments ({@link BetweenVariance}). A dispersion c other than 1, as of shares
 * (c = 1 - share), divides O and E: so many counts would know as much.
 *
 * <p>Units: theta is a ratio of observed over expected.
 *
 * <p>Example: mu = 1, tau2 = 0.2, O = 10, E = 20: gamma(15, 25), mean 0.6, above 1 with probability
 * 0.0124.
 *
 * <p>Source: Clayton and Kaldor 1987, Biometrics 43: 671-681, doi 10.2307/2532003; Marshall 1991,
 * Applied Statistics 40: 283-294, doi 10.2307/2347593.
 *
 * @param mean the mean of the true ratios
 * @param tau2 their variance; 0 where chance explains everything
 */
public record GammaPoisson(double mean, double tau2) {

  private static final double FAR = 0.975;
  private static final double NEAR = 0.025;

  /** The model of some units; none of fewer than three, or if nothing was observed. */
  public static Optional<GammaPoisson> of(List<Unit> units) {
    return BetweenVariance.of(units)
        .map(between -> new GammaPoisson(between.mean(), between.tau2()));
  }

  /** What is known of a unit when all are taken together. */
  public Shrunk shrunk(Unit unit) {
    if (tau2 == 0) {
      return new Shrunk(Double.POSITIVE_INFINITY, mean);
    }
    double shape = unit.observed() / unit.dispersion() + mean * mean / tau2;
    double rate = unit.expected() / unit.dispersion() + mean / tau2;
    return new Shrunk(shape, shape / rate);
  }

  /**
   * A shrunk ratio: a gamma distribution.
   *
   * @param shape its shape; infinite where all units are alike
   * @param estimate its mean
   */
  public record Shrunk(double shape, double estimate) {

    /** The probability that the true ratio is above a threshold. */
    public double above(double threshold) {
      if (Double.isInfinite(shape)) {
        return estimate > threshold ? 1 : 0;
      }
      return threshold <= 0 ? 1 : Gamma.regularizedGammaQ(shape, threshold * shape / estimate);
    }

    /** The limits that the true ratio lies between with 95 % probability. */
    public Interval limits() {
      if (Double.isInfinite(shape)) {
        return new Interval(estimate, estimate);
      }
      GammaDistribution gamma = new GammaDistribution(shape, estimate / shape);
      return new Interval(
          gamma.inverseCumulativeProbability(NEAR), gamma.inverseCumulativeProbability(FAR));
    }

    /** The ratio that lies so many normal standard deviations out (Wilson and Hilferty 1931). */
    public double at(double z) {
      if (Double.isInfinite(shape)) {
        return estimate;
      }
      double root = 1 - 1 / (9 * shape) + z / (3 * Math.sqrt(shape));
      return estimate * root * root * root;
    }
  }
}
