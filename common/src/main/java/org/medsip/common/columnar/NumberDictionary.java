package org.medsip.common.columnar;

import java.util.Arrays;

/** The different numbers of a column, each with a number from 0 in the order they come. */
final class NumberDictionary {

  private static final long FACTOR = 0x9E3779B97F4A7C15L;

  private final int most;
  private long[] numbers = new long[1 << 8];
  private int[] slots = new int[1 << 10];
  private int size;

  /**
   * @param most the most numbers it holds
   */
  NumberDictionary(int most) {
    this.most = most;
  }

  int size() {
    return size;
  }

  /** The numbers, as many as {@link #size()}. */
  long[] numbers() {
    return numbers;
  }

  /** The id of a number; -1 where it is new and the dictionary full. */
  int idOf(long number) {
    int mask = slots.length - 1;
    int slot = slotOf(number, mask);
    while (slots[slot] != 0) {
      if (numbers[slots[slot] - 1] == number) {
        return slots[slot] - 1;
      }
      slot = (slot + 1) & mask;
    }
    if (size >= most) {
      return -1;
    }
    if (size == numbers.length) {
      numbers = Arrays.copyOf(numbers, 2 * size);
    }
    numbers[size++] = number;
    slots[slot] = size;
    if (3 * size > slots.length) {
      spread();
    }
    return size - 1;
  }

  private void spread() {
    slots = new int[4 * slots.length];
    int mask = slots.length - 1;
    for (int i = 0; i < size; i++) {
      int slot = slotOf(numbers[i], mask);
      while (slots[slot] != 0) {
        slot = (slot + 1) & mask;
      }
      slots[slot] = i + 1;
    }
  }

  private static int slotOf(long number, int mask) {
    long hash = number * FACTOR;
    return (int) (hash ^ (hash >>> 32)) & mask;
  }
}
