package org.medsip.common.stats;

import java.util.Optional;
import org.medsip.common.metric.Interval;

/**
 * Two sums of the same independent values with fixed weights, their difference and their ratio with
 * limits: what the most and the least deprived are fitted to have.
 *
 * <p>The limits of the ratio are Fieller's: the ratios r at which first - r second does not differ
 * from 0.
 */
final class LinearPair {

  private double first;
  private double second;
  private double varianceOfFirst;
  private double varianceOfSecond;
  private double covariance;

  void add(RankedGroup group, double weightInFirst, double weightInSecond) {
    double variance = group.standardError() * group.standardError();
    first += weightInFirst * group.value();
    second += weightInSecond * group.value();
    varianceOfFirst += weightInFirst * weightInFirst * variance;
    varianceOfSecond += weightInSecond * weightInSecond * variance;
    covariance += weightInFirst * weightInSecond * variance;
  }

  double difference() {
    return first - second;
  }

  Interval differenceLimits() {
    double variance = varianceOfFirst + varianceOfSecond - 2 * covariance;
    return Normal.interval(difference(), Math.sqrt(Math.max(0, variance)));
  }

  /** First over second; none unless both are above zero. */
  Optional<Double> ratio() {
    return first > 0 && second > 0 ? Optional.of(first / second) : Optional.empty();
  }

  /** The limits of the ratio; none where the second may be 0. */
  Optional<Interval> ratioLimits() {
    double z2 = Normal.Z95 * Normal.Z95;
    double a = second * second - z2 * varianceOfSecond;
    double b = first * second - z2 * covariance;
    double c = first * first - z2 * varianceOfFirst;
    double root = b * b - a * c;
    if (ratio().isEmpty() || !(a > 0) || !(root >= 0)) {
      return Optional.empty();
    }
    return Optional.of(
        new Interval(Math.max(0, (b - Math.sqrt(root)) / a), (b + Math.sqrt(root)) / a));
  }
}
