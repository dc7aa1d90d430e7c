package org.medsip.common.metric;

import java.util.Optional;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * A straight line through counts of months, by least squares, and where it leads.
 *
 * <p>Source: Draper and Smith 1998, Applied Regression Analysis, third edition, section 1.4: the
 * interval for one further observation, {@code y +- t(n - 2) s sqrt(1 + 1/n + (x - mean x)^2 /
 * Sxx)}.
 */
public final class LinearTrend {

  private static final int FEWEST = 4;
  private static final double UPPER_TAIL = 0.975;

  private final int n;
  private final double meanX;
  private final double meanY;
  private final double sxx;
  private final double slope;
  private final double residualVariance;

  private LinearTrend(double[] x, double[] y) {
    n = x.length;
    double sumX = 0;
    double sumY = 0;
    for (int i = 0; i < n; i++) {
      sumX += x[i];
      sumY += y[i];
    }
    meanX = sumX / n;
    meanY = sumY / n;
    double xx = 0;
    double xy = 0;
    for (int i = 0; i < n; i++) {
      xx += (x[i] - meanX) * (x[i] - meanX);
      xy += (x[i] - meanX) * (y[i] - meanY);
    }
    sxx = xx;
    slope = xy / xx;
    double residuals = 0;
    for (int i = 0; i < n; i++) {
      double residual = y[i] - at(x[i]);
      residuals += residual * residual;
    }
    residualVariance = residuals / (n - 2);
  }

  /**
   * The line through some points; none through fewer than four or through points of one x.
   *
   * @param x the numbers of the months
   * @param y the counts
   */
  public static Optional<LinearTrend> through(double[] x, double[] y) {
    if (x.length < FEWEST || x.length != y.length) {
      return Optional.empty();
    }
    LinearTrend trend = new LinearTrend(x, y);
    return trend.sxx > 0 ? Optional.of(trend) : Optional.empty();
  }

  /** The height of the line. */
  public double at(double x) {
    return meanY + slope * (x - meanX);
  }

  /** Where a further count lies with 95 % probability if the line goes on. */
  public Interval about(double x) {
    double distance = x - meanX;
    double spread = Math.sqrt(residualVariance * (1 + 1.0 / n + distance * distance / sxx));
    double t = TDistribution.of(n - 2).inverseCumulativeProbability(UPPER_TAIL);
    return new Interval(at(x) - t * spread, at(x) + t * spread);
  }
}
