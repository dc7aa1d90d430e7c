package org.medsip.common.stats;

import java.util.Arrays;

/**
 * Sorts keys of a value in their upper and a unit in their lower half: many by their digits, which
 * takes a fifth of the time of comparing them.
 */
final class SortedKeys {

  /** The half of a key that it is sorted by before the unit. */
  static final long VALUE = 0xFFFFFFFF00000000L;

  private static final int MANY = 1_000;
  private static final int DIGIT = 11;
  private static final int DIGITS = 3;
  private static final int LOWEST = Integer.SIZE - 1;
  private static final int VALUES = 1 << DIGIT;

  private final long[] other;
  private final int[][] counts = new int[DIGITS][VALUES];

  /**
   * @param size how many keys are sorted at a time
   */
  SortedKeys(int size) {
    this.other = new long[size];
  }

  /**
   * The keys, the lowest first, in the array given or in one that the next call uses again.
   *
   * @param keys as signed numbers; of each half of the same value in the order of their units
   */
  long[] of(long[] keys) {
    if (keys.length < MANY) {
      Arrays.sort(keys);
      return keys;
    }
    for (int[] count : counts) {
      Arrays.fill(count, 0);
    }
    for (long key : keys) {
      for (int digit = 0; digit < DIGITS; digit++) {
        counts[digit][at(key, digit)]++;
      }
    }
    long[] from = keys;
    long[] to = other;
    for (int digit = 0; digit < DIGITS; digit++) {
      int[] next = counts[digit];
      int before = 0;
      for (int value = 0; value < VALUES; value++) {
        int count = next[value];
        next[value] = before;
        before += count;
      }
      for (long key : from) {
        to[next[at(key, digit)]++] = key;
      }
      long[] swapped = from;
      from = to;
      to = swapped;
    }
    return from;
  }

  /** A digit of the upper half, counted from the lowest, negative numbers before the others. */
  private static int at(long key, int digit) {
    return (int) ((key ^ Long.MIN_VALUE) >>> (LOWEST + digit * DIGIT)) & (VALUES - 1);
  }
}
