package org.medsip.common.metric;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;

/**
 * Several sums of whole numbers side by side, each of 128 bits: as exact as {@link BigDecimal} for
 * anything that is prescribed, and cheap enough for every row of a country. The decimals are kept
 * by who adds: a sum is of numbers times a power of ten.
 */
final class ExactSums {

  private static final int BITS = 64;

  private final long[] high;
  private final long[] low;

  ExactSums(int number) {
    high = new long[number];
    low = new long[number];
  }

  /** Adds a number to a sum. */
  void add(int place, long number) {
    add(place, number < 0 ? -1 : 0, number);
  }

  /** Adds a product to a sum. */
  void addProduct(int place, long number, long times) {
    add(place, Math.multiplyHigh(number, times), number * times);
  }

  /** Adds a number that is already rounded, however large, to a sum. */
  void add(int place, BigInteger number) {
    add(place, number.shiftRight(BITS).longValueExact(), number.longValue());
  }

  /** A sum with its decimals. */
  BigDecimal total(int place, int decimals) {
    BigInteger unsignedLow = new BigInteger(Long.toUnsignedString(low[place]));
    return new BigDecimal(
        BigInteger.valueOf(high[place]).shiftLeft(BITS).add(unsignedLow), decimals);
  }

  void writeTo(ByteBuffer buffer) {
    for (int place = 0; place < high.length; place++) {
      buffer.putLong(high[place]).putLong(low[place]);
    }
  }

  /** Adds the sums that were written, each to its own. */
  void addFrom(ByteBuffer buffer) {
    for (int place = 0; place < high.length; place++) {
      add(place, buffer.getLong(), buffer.getLong());
    }
  }

  private void add(int place, long moreHigh, long moreLow) {
    long sum = low[place] + moreLow;
    long carry = Long.compareUnsigned(sum, moreLow) < 0 ? 1 : 0;
    low[place] = sum;
    high[place] = Math.addExact(high[place], Math.addExact(moreHigh, carry));
  }
}
