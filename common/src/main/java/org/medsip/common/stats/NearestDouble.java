package org.medsip.common.stats;

import java.math.BigDecimal;
import java.math.BigInteger;

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

  /** The powers of ten that are doubles, up to the fifteenth. */
  private static final long[] POWERS = powers();

  private NearestDouble() {}

  /** The double of a number. */
  public static double of(BigDecimal exact) {
    int decimals = exact.scale();
    if (decimals < 0 || decimals >= POWERS.length) {
      return exact.doubleValue();
    }
    BigInteger unscaled = exact.unscaledValue();
    if (unscaled.bitLength() < Long.SIZE) {
      return sum(unscaled.longValue(), decimals);
    }
    BigInteger[] parts = unscaled.divideAndRemainder(BigInteger.valueOf(POWERS[decimals]));
    return parts[0].bitLength() < Long.SIZE
        ? sum(parts[0].longValue(), parts[1].longValue(), decimals)
        : exact.doubleValue();
  }

  /**
   * The double of a number by the bytes of its unscaled value, the upper ones first, as files have
   * it.
   */
  public static double of(byte[] unscaled, int decimals) {
    int rest = unscaled.length - Long.BYTES;
    long number = unscaled[0] < 0 ? -1 : 0;
    for (int i = Math.max(0, rest); i < unscaled.length; i++) {
      number = number << Byte.SIZE | unscaled[i] & 0xFF;
    }
    for (int i = 0; i < rest; i++) {
      if (unscaled[i] != number >> (Long.SIZE - 1)) {
        return of(new BigDecimal(new BigInteger(unscaled), decimals));
      }
    }
    return decimals < POWERS.length
        ? sum(number, decimals)
        : BigDecimal.valueOf(number, decimals).doubleValue();
  }

  private static double sum(long unscaled, int decimals) {
    return sum(unscaled / POWERS[decimals], unscaled % POWERS[decimals], decimals);
  }

  private static double sum(long whole, long rest, int decimals) {
    return whole + (double) rest / POWERS[decimals];
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
