package org.medsip.common.stats;

import java.math.BigDecimal;

/**
 * An exact number as a double, as statistics take it: the nearest, or now and then its neighbour.
 * Java's own conversion of numbers of more than fifteen digits goes through their text and is
 * twenty times as slow.
 *
 * <pre>
 * u = q 10^s + r,  double = q + r / 10^s
 * </pre>
 *
 * <p>Example: 1,234.56789012345678 is 1234.5678901234568.
 */
public final class NearestDouble {

  /** Up to here every whole number is a double. */
  private static final long MOST_WHOLE = 1L << 53;

  /** Numbers of fewer digits fit a long. */
  private static final int DIGITS_OF_LONG = 19;

  /** The powers of ten that are doubles, up to the fifteenth. */
  private static final long[] POWERS = powers();

  private NearestDouble() {}

  /** The double of a number. */
  public static double of(BigDecimal exact) {
    int decimals = exact.scale();
    if (decimals < 0 || decimals >= POWERS.length || exact.precision() >= DIGITS_OF_LONG) {
      return exact.doubleValue();
    }
    long unscaled = exact.unscaledValue().longValue();
    long whole = unscaled / POWERS[decimals];
    long rest = unscaled % POWERS[decimals];
    return Math.abs(whole) > MOST_WHOLE
        ? exact.doubleValue()
        : whole + (double) rest / POWERS[decimals];
  }

  private static long[] powers() {
    long[] powers = new long[16];
    powers[0] = 1;
    for (int i = 1; i < powers.length; i++) {
      powers[i] = 10 * powers[i - 1];
    }
    return powers;
  }
}
