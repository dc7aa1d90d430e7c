package org.medsip.common.stats;

import java.util.Arrays;

/**
 * Sorts keys of a value in their upper and a unit in their lower half, many times as many of them.
 * Each key is put where it would lie if the keys were spread evenly, and then moved the few places
 * that it is away; that takes a third of the time of comparing them throughout. Where the keys are
 * far from even they are compared.
 */
final class SortedKeys {

  /** The half of a key that it is sorted by before the unit. */
  static final long VALUE = 0xFFFFFFFF00000000L;

  /** Keys that are looked at to tell between which most of them lie, the far ones left out. */
  private static final int SAMPLE = 64;

  /** What is added to the range of the sample at each end, as a share of it. */
  private static final double MARGIN = 0.25;

  /** Of more keys in one room it is quicker to compare them than to move each to its place. */
  private static final int CROWD = 24;

  private final long[] sorted;

  /** How many keys the rooms up to each have; once they lie there, where each begins. */
  private final int[] rooms;

  /** Where the room of key k is {@code (k - low) * roomsForOne}, or the first or last. */
  private double low;

  private double roomsForOne;

  /**
   * @param size how many keys are sorted at a time
   */
  SortedKeys(int size) {
    this.sorted = new long[size];
    this.rooms = new int[size];
  }

  /**
   * The keys as signed numbers, the lowest first, in an array that the next call uses again.
   *
   * @param keys as many as were said
   */
  long[] of(long[] keys) {
    spread(keys);
    Arrays.fill(rooms, 0);
    for (long key : keys) {
      rooms[room(key)]++;
    }
    for (int room = 1; room < rooms.length; room++) {
      rooms[room] += rooms[room - 1];
    }
    for (long key : keys) {
      sorted[--rooms[room(key)]] = key;
    }
    sortCrowdedRooms();
    moveToPlaces();
    return sorted;
  }

  /** Makes rooms for keys about as far apart as some of them; others go to the end rooms. */
  private void spread(long[] keys) {
    long least = Long.MAX_VALUE;
    long most = Long.MIN_VALUE;
    int step = Math.max(1, keys.length / SAMPLE);
    for (int i = 0; i < keys.length; i += step) {
      least = Math.min(least, keys[i]);
      most = Math.max(most, keys[i]);
    }
    double range = (double) most - least;
    low = least - MARGIN * range;
    roomsForOne = range > 0 ? keys.length / (range * (1 + 2 * MARGIN)) : 0;
  }

  /** Never lower for a higher key. */
  private int room(long key) {
    int room = (int) ((key - low) * roomsForOne);
    return Math.max(0, Math.min(room, rooms.length - 1));
  }

  private void sortCrowdedRooms() {
    for (int room = 0; room < rooms.length; room++) {
      int end = room + 1 < rooms.length ? rooms[room + 1] : sorted.length;
      if (end - rooms[room] > CROWD) {
        Arrays.sort(sorted, rooms[room], end);
      }
    }
  }

  private void moveToPlaces() {
    for (int i = 1; i < sorted.length; i++) {
      long key = sorted[i];
      int place = i;
      while (place > 0 && sorted[place - 1] > key) {
        sorted[place] = sorted[place - 1];
        place--;
      }
      sorted[place] = key;
    }
  }
}
