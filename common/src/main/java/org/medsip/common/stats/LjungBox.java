package org.medsip.common.stats;

import java.util.Optional;
import org.hipparchus.distribution.continuous.ChiSquaredDistribution;

/**
 * Whether what a regression leaves of a series is still alike from month to month.
 *
 * <pre>
 * Q = n (n + 2) sum over lags l = 1..h of r_l^2 / (n - l)
 * </pre>
 *
 * with r_l the autocorrelation at lag l; chi-square with h degrees of freedom where months are
 * independent.
 *
 * <p>Unit: none. A small probability says that the standard errors are too small.
 *
 * <p>Example: 1, 2, 3, 4, 5, 4, 3, 2 at one lag: Q = 2.8571, probability 0.0910.
 *
 * <p>Source: Ljung and Box 1978, Biometrika 65: 297-303, doi 10.1093/biomet/65.2.297.
 *
 * @param statistic Q
 * @param probability of so much or more where months are independent
 */
public record LjungBox(double statistic, double probability) {

  /** The test of a series; none where it is no longer than the lags, or never varies. */
  public static Optional<LjungBox> of(double[] series, int lags) {
    int n = series.length;
    double mean = n == 0 ? 0 : Sums.mean(series);
    double squares = products(series, mean, 0);
    if (n <= lags || !(squares > 0)) {
      return Optional.empty();
    }
    double sum = 0;
    for (int lag = 1; lag <= lags; lag++) {
      double correlation = products(series, mean, lag) / squares;
      sum += correlation * correlation / (n - lag);
    }
    double statistic = n * (n + 2.0) * sum;
    double below = new ChiSquaredDistribution(lags).cumulativeProbability(statistic);
    return Optional.of(new LjungBox(statistic, 1 - below));
  }

  private static double products(double[] series, double mean, int lag) {
    double sum = 0;
    for (int i = lag; i < series.length; i++) {
      sum += (series[i] - mean) * (series[i - lag] - mean);
    }
    return sum;
  }
}
