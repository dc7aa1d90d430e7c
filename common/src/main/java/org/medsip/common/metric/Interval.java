package org.medsip.common.metric;

/**
 * A 95 % confidence interval, in the unit of the value it belongs to.
 *
 * <p>Every limit is made of the four operations and square roots alone, which Java rounds alike
 * everywhere, so that two machines never differ in the last digit.
 *
 * @param lower the lower limit
 * @param upper the upper limit, never below the lower one
 */
public record Interval(double lower, double upper) {

  /** The 97.5 % point of the standard normal distribution, for limits of 95 % confidence. */
  static final double Z = 1.959963984540054;

  public Interval {
    if (!(lower <= upper)) {
      throw new IllegalArgumentException(
          "An interval has a lower limit and an upper one, not " + lower + " and " + upper);
    }
  }

  /** The interval of the value times a factor of zero or more, such as 1000 over the population. */
  public Interval times(double factor) {
    return new Interval(lower * factor, upper * factor);
  }

  /** This interval where it holds the value; reaches to the value where rounding left it out. */
  Interval reaching(double value) {
    return new Interval(Math.min(lower, value), Math.max(upper, value));
  }
}
