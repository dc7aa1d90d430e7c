package org.medsip.common.stats;

import java.util.Arrays;

/** Organisations numbered anew from 0 as they appear, since a group has few of all. */
public final class Clusters {

  private static final int FIRST_ROOM = 64;

  /** By the number of an organisation among all: its new number and one, 0 where it has none. */
  private int[] numbers = new int[FIRST_ROOM];

  private int size;

  /**
   * The number of an organisation in the group.
   *
   * @param organisation its number among all, from 0
   */
  public int of(int organisation) {
    if (organisation >= numbers.length) {
      numbers = Arrays.copyOf(numbers, 2 * organisation);
    }
    if (numbers[organisation] == 0) {
      size++;
      numbers[organisation] = size;
    }
    return numbers[organisation] - 1;
  }
}
