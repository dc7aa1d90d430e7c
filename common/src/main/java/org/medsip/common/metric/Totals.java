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

  void add(Part part, @Nullable BigDecimal divisor) {
    numerator = numerator.add(part.numerator());
    squares = squares.add(part.squares());
    items += part.items();
    itemsWithValue += part.itemsWithValue();
    divide(divisor);
  }

  void add(Totals other) {
    numerator = numerator.add(other.numerator);
    squares = squares.add(other.squares);
    items += other.items;
    itemsWithValue += other.itemsWithValue;
    divide(other.denominator);
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
}
