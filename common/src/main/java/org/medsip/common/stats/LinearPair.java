package org.medsip.common.stats;

import java.util.List;
import java.util.Optional;
import org.medsip.common.metric.Interval;

/**
 * Two sums of the values of groups with fixed weights, their difference and their ratio with
 * limits: such as what the most and the least deprived are fitted to have.
 *
 * <p>The limits of the ratio are Fieller's: the ratios r at which first - r second does not differ
 * from 0.
 */
final class LinearPair {

  private final double first;
  private final double second;
  private final double varianceOfFirst;
  private final double varianceOfSecond;
  private final double covariance;

  /**
   * @param covariances how the values vary together
   */
  LinearPair(
      List<RankedGroup> groups,
      double[][] covariances,
      double[] weightsInFirst,
      double[] weightsInSecond) {
    double[] values = groups.stream().mapToDouble(RankedGroup::value).toArray();
    double[] ofFirst = Design.times(covariances, weightsInFirst);
    double[] ofSecond = Design.times(covariances, weightsInSecond);
    first = Design.product(weightsInFirst, values);
    second = Design.product(weightsInSecond, values);
    varianceOfFirst = Design.product(weightsInFirst, ofFirst);
    varianceOfSecond = Design.product(weightsInSecond, ofSecond);
    covariance = Design.product(weightsInFirst, ofSecond);
  }

  /** The covariances of groups that do not depend on each other. */
  static double[][] independent(List<RankedGroup> groups) {
    double[][] covariances = new double[groups.size()][groups.size()];
    for (int i = 0; i < groups.size(); i++) {
      double error = groups.get(i).standardError();
      covariances[i][i] = error * error;
    }
    return covariances;
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
    double apart = Math.sqrt(root);
    return Optional.of(new Interval(Math.max(0, (b - apart) / a), (b + apart) / a));
  }
}
