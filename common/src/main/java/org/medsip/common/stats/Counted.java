package org.medsip.common.stats;

/**
 * What was counted at an organisation over a period.
 *
 * @param code its code
 * @param numerator what was counted: items, daily doses, milligrams
 * @param squares the sum over items of the square of what one item adds to the numerator
 * @param denominator what it is divided by
 */
public record Counted(String code, double numerator, double squares, double denominator) {

  /** The ratio of the two, without the scale of the measure. */
  public double value() {
    return numerator / denominator;
  }

  /** Whether there is something to divide by and corrections leave no less than nothing. */
  boolean isComparable() {
    return denominator > 0 && numerator >= 0;
  }
}
