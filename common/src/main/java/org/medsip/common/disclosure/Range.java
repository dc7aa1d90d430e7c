package org.medsip.common.disclosure;

/**
 * The numbers that a count may be, as far as somebody knows.
 *
 * @param from the least of them
 * @param to the greatest of them; {@link #NO_END} where there is none
 */
public record Range(long from, long to) {

  /** The end of a range that has none. */
  public static final long NO_END = Long.MAX_VALUE;

  /** What is known of any count: that it is not below zero. */
  public static final Range ANY_COUNT = new Range(0, NO_END);

  public Range {
    if (from > to) {
      throw new IllegalArgumentException("No number is from " + from + " to " + to);
    }
  }

  public boolean contains(long number) {
    return from <= number && number <= to;
  }

  /** What must be added to a number so that it lies in the range: 0 where it does. */
  long shortOf(long number) {
    if (number < from) {
      return from - number;
    }
    return number > to ? to - number : 0;
  }
}
