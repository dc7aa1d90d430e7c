package org.medsip.common.metric;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What several sites or months have together of a measure; sums are exact. */
final class Totals {

  private BigDecimal numerator = BigDecimal.ZERO;
  private BigDecimal squares = BigDecimal.ZERO;
  private long items;
  private long itemsWithValue;
  private @Nullable BigDecimal denominator;
  private BigDecimal numeratorOfWeighted = BigDecimal.ZERO;
  private @Nullable BigDecimal weighted;
  private boolean someUnweighted;

  /**
   * Adds a site-month.
   *
   * @param divisor what it adds to the denominator; null for nothing
   * @param weights its weighted registrants; null where they are not known
   */
  void add(Part part, @Nullable BigDecimal divisor, @Nullable BigDecimal weights) {
    numerator = numerator.add(part.numerator());
    squares = squares.add(part.squares());
    items += part.items();
    itemsWithValue += part.itemsWithValue();
    divide(divisor);
    if (weights != null) {
      numeratorOfWeighted = numeratorOfWeighted.add(part.numerator());
      weigh(weights);
    } else if (divisor != null) {
      someUnweighted = true;
    }
  }

  void add(Totals other) {
    numerator = numerator.add(other.numerator);
    squares = squares.add(other.squares);
    items += other.items;
    itemsWithValue += other.itemsWithValue;
    divide(other.denominator);
    numeratorOfWeighted = numeratorOfWeighted.add(other.numeratorOfWeighted);
    weigh(other.weighted);
    someUnweighted |= other.someUnweighted;
  }

  private void weigh(@Nullable BigDecimal weights) {
    if (weights != null) {
      weighted = weighted == null ? weights : weighted.add(weights);
    }
  }

  private void divide(@Nullable BigDecimal divisor) {
    if (divisor != null) {
      denominator = denominator == null ? divisor : denominator.add(divisor);
    }
  }

  BigDecimal numerator() {
    return numerator;
  }

  BigDecimal squares() {
    return squares;
  }

  long items() {
    return items;
  }

  long itemsWithValue() {
    return itemsWithValue;
  }

  /** Null where no site had anything to divide by. */
  @Nullable BigDecimal denominator() {
    return denominator;
  }

  /** The numerator of the site-months whose weighted registrants are known. */
  BigDecimal numeratorOfWeighted() {
    return numeratorOfWeighted;
  }

  /** The weighted registrants of those; null where there are none. */
  @Nullable BigDecimal weighted() {
    return weighted;
  }

  /** Whether every site-month of the denominator has weighted registrants. */
  boolean isWeighted() {
    return weighted != null && !someUnweighted;
  }
}
