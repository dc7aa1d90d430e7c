package org.medsip.jobs.gold.variation;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Some of many numbered things, numbered anew from 0 as they come. */
final class Some {

  private static final int NONE = -1;

  private int[] numbers = new int[0];
  private int[] things = new int[1 << 4];
  private int size;

  /** The new number of a thing. */
  int numberOf(int thing) {
    if (thing >= numbers.length) {
      int before = numbers.length;
      numbers = Arrays.copyOf(numbers, 2 * thing + 16);
      Arrays.fill(numbers, before, numbers.length, NONE);
    }
    if (numbers[thing] == NONE) {
      numbers[thing] = size;
      if (size == things.length) {
        things = Arrays.copyOf(things, 2 * size);
      }
      things[size++] = thing;
    }
    return numbers[thing];
  }

  /** The things by their new numbers. */
  IntStream inOrder() {
    return Arrays.stream(things, 0, size);
  }

  void clear() {
    inOrder().forEach(thing -> numbers[thing] = NONE);
    size = 0;
  }
}
