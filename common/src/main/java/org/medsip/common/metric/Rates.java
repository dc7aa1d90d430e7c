package org.medsip.common.metric;

import java.util.Optional;
import org.medsip.common.metric.Measure.IntervalMethod;

/** A rate or share with its 95 % interval, from sums over organisations and months. */
public final class Rates {

  /**
   * A rate or share.
   *
   * @param value in the unit of the measure
   * @param limits none where the method gives none
   */
  public record Rate(double value, Optional<Interval> limits) {}

  /**
   * {@code numerator / denominator * scale}, the limits always about the value.
   *
   * @param method how the limits are computed
   * @param squares the variance of the numerator: the sum over items of the square of what one adds
   * @param items the number of items behind the numerator
   * @param denominator above zero
   */
  public static Rate of(
      IntervalMethod method,
      double numerator,
      double squares,
      long items,
      double denominator,
      double scale) {
    double value = numerator / denominator * scale;
    Optional<Interval> limits =
        switch (method) {
          case BYAR -> byar(numerator).map(count -> count.times(scale / denominator));
          case DOBSON ->
              DobsonInterval.ofSum(numerator, squares, items)
                  .map(sum -> sum.times(scale / denominator));
          case WILSON ->
              WilsonInterval.ofShare(Math.round(numerator), Math.round(denominator))
                  .map(share -> share.times(scale));
        };
    return new Rate(value, limits.map(about -> about.reaching(value)));
  }

  private static Optional<Interval> byar(double count) {
    return count < 0 ? Optional.empty() : Optional.of(ByarInterval.ofCount(Math.round(count)));
  }

  private Rates() {}
}
