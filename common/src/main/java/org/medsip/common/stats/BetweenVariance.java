package org.medsip.common.stats;

import java.util.List;
import java.util.Optional;
import org.hipparchus.distribution.continuous.ChiSquaredDistribution;
import org.medsip.common.metric.Interval;

/**
 * How much organisations differ beyond chance: the variance of their true ratios of observed over
 * expected, by the method of moments, with what follows from it.
 *
 * <p>Observed over expected of unit i has variance tau2 + c_i mu / E_i. Paule and Mandel take the
 * tau2 at which the weighted squares about the weighted mean mu are what they should be:
 *
 * <pre>
 * sum of (r_i - mu)^2 / (tau2 + c_i mu / E_i) = k - 1
 * </pre>
 *
 * and 0 where even tau2 = 0 leaves less than that. Moments and not a likelihood, since they hold
 * for counts and for sums of doses alike, need no distribution of the true ratios, and take units
 * without an event as they are. The limits are those at which the same sum is the 97.5 and the 2.5
 * % point of chi-square with k - 1 degrees of freedom.
 *
 * <pre>
 * median odds ratio = exp(0.6745 sqrt(2 v)),  v = ln(1 + tau2 / mu^2)
 * </pre>
 *
 * the median ratio of the higher to the lower of two units drawn by chance, v being the variance on
 * the logarithmic scale of ratios with that mean and variance.
 *
 * <p>Units: tau2 in squared ratios; the median odds ratio is a ratio, 1 where all are alike.
 *
 * <p>Example: O = 10, 20, 30 where E = 20 each: mu = 1, and 0.5 / (tau2 + 0.05) = 2 gives tau2 =
 * 0.2, and a median odds ratio of 1.503.
 *
 * <p>Source: Paule and Mandel 1982, Journal of Research of the National Bureau of Standards 87:
 * 377-385, doi 10.6028/jres.087.022; limits: Viechtbauer 2007, Statistics in Medicine 26: 37-52,
 * doi 10.1002/sim.2514; median odds ratio: Larsen and Merlo 2005, American Journal of Epidemiology
 * 161: 81-88, doi 10.1093/aje/kwi017.
 *
 * @param tau2 the variance between true ratios
 * @param limits its 95 % limits
 * @param mean the weighted mean ratio
 */
public record BetweenVariance(double tau2, Interval limits, double mean) {

  private static final double UPPER_QUARTILE_OF_NORMAL = 0.6744897501960817;
  private static final double FAR = 0.975;
  private static final double NEAR = 0.025;

  /** The variance between some units; none of fewer than three, or if nothing was observed. */
  public static Optional<BetweenVariance> of(List<Unit> units) {
    double observed = units.stream().mapToDouble(Unit::observed).sum();
    if (units.size() < 3 || !(observed > 0)) {
      return Optional.empty();
    }
    Ratios ratios = new Ratios(units);
    double freedom = units.size() - 1.0;
    ChiSquaredDistribution chiSquared = new ChiSquaredDistribution(freedom);
    double tau2 = ratios.whereSquaresAre(freedom, ratios.beyondChance());
    double guess = tau2 > 0 ? tau2 : ratios.chance;
    double lower = ratios.whereSquaresAre(chiSquared.inverseCumulativeProbability(FAR), guess);
    double upper = ratios.whereSquaresAre(chiSquared.inverseCumulativeProbability(NEAR), guess);
    return Optional.of(
        new BetweenVariance(
            tau2, new Interval(Math.min(lower, tau2), Math.max(upper, tau2)), ratios.mean(tau2)));
  }

  /** The median ratio of the higher to the lower of two units drawn by chance. */
  public double medianOddsRatio() {
    return medianOddsRatio(tau2);
  }

  /** The 95 % limits of the median odds ratio. */
  public Interval medianOddsRatioLimits() {
    return new Interval(medianOddsRatio(limits.lower()), medianOddsRatio(limits.upper()));
  }

  private double medianOddsRatio(double variance) {
    double ofLog = StrictMath.log1p(variance / (mean * mean));
    return StrictMath.exp(UPPER_QUARTILE_OF_NORMAL * Math.sqrt(2 * ofLog));
  }

  /** The ratios of units and what chance adds to each. */
  private static final class Ratios {

    private final double[] ratios;
    private final double[] chances;
    private final double chance;

    Ratios(List<Unit> units) {
      ratios = units.stream().mapToDouble(Unit::ratio).toArray();
      chances = units.stream().mapToDouble(Unit::chance).toArray();
      chance = Sums.mean(chances);
    }

    /** The variance at which the weighted squares about the mean are so many. */
    double whereSquaresAre(double squares, double guess) {
      return Root.from0(tau2 -> squares(tau2) - squares, guess);
    }

    /**
     * The variance of the ratios less what chance adds, or that where it is less: a first guess.
     */
    double beyondChance() {
      double mean = Sums.mean(ratios);
      double squares = 0;
      for (double ratio : ratios) {
        squares += (ratio - mean) * (ratio - mean);
      }
      return Math.max(squares / ratios.length - chance, chance);
    }

    private double squares(double tau2) {
      double mean = mean(tau2);
      double sum = 0;
      for (int i = 0; i < ratios.length; i++) {
        double apart = ratios[i] - mean;
        sum += apart * apart / (tau2 + mean * chances[i]);
      }
      return sum;
    }

    /** The weighted mean, with the mean itself in the weights, twice over. */
    double mean(double tau2) {
      return weighted(tau2, weighted(tau2, 1));
    }

    private double weighted(double tau2, double mean) {
      double weights = 0;
      double sum = 0;
      for (int i = 0; i < ratios.length; i++) {
        double weight = 1 / (tau2 + mean * chances[i]);
        weights += weight;
        sum += weight * ratios[i];
      }
      return sum / weights;
    }
  }
}
