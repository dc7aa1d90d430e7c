package org.medsip.jobs.landing;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;
import org.medsip.common.contract.Column;
import org.medsip.common.contract.Constraint;

/**
 * Reads numbers of one grammar: an optional minus, digits, and optionally a point with digits
 * behind it or none ({@code 4}, {@code 0012}, {@code 4.}, {@code -3.50}). Zeros behind the scale of
 * the column are let go; anything else that does not fit is rejected and never rounded.
 */
final class NumberCell extends Cell {

  private static final int MOST_DIGITS_OF_A_LONG = 18;

  private final int precision;
  private final int scale;
  private final boolean whole;
  private final boolean bounded;
  private boolean parsed;
  private long unscaled;

  NumberCell(Column column, int precision, int scale) {
    super(column);
    this.precision = precision;
    this.scale = scale;
    this.whole = scale == 0;
    this.bounded = !column.constraints().isEmpty();
  }

  /** Whether the last value read was a number, accepted or out of bounds. */
  boolean parsed() {
    return parsed;
  }

  /** The last number read times ten to the scale, where the precision is at most 18. */
  long unscaled() {
    return unscaled;
  }

  int scale() {
    return scale;
  }

  @Override
  @Nullable Rejection readBlank() {
    parsed = false;
    return super.readBlank();
  }

  @Override
  @Nullable Rejection read(char[] text, int start, int end) {
    parsed = false;
    boolean negative = text[start] == '-';
    int whole = negative ? start + 1 : start;
    int point = digitsFrom(text, whole, end);
    int fraction = point < end && text[point] == '.' ? point + 1 : point;
    if (point == whole
        || digitsFrom(text, fraction, end) != end
        || (fraction == point && point < end)) {
      return rejected(Reason.BAD_NUMBER, "a plain number", text, start, end);
    }
    int last = withoutZerosBehind(text, fraction, end);
    int first = withoutZerosBefore(text, whole, point);
    if (negative && first == point && last == fraction) {
      return rejected(Reason.BAD_NUMBER, "a plain number", text, start, end);
    }
    if (last - fraction > scale) {
      return rejected(
          Reason.TOO_MANY_DECIMALS, "of at most " + scale + " decimals", text, start, end);
    }
    if (point - first > precision - scale) {
      return rejected(
          Reason.NUMBER_TOO_LARGE,
          "of at most " + (precision - scale) + " digits before the point",
          text,
          start,
          end);
    }
    parsed = true;
    return accept(text, start, end, negative, first, point, fraction, last);
  }

  private @Nullable Rejection accept(
      char[] text,
      int start,
      int end,
      boolean negative,
      int first,
      int point,
      int fraction,
      int last) {
    if (precision > MOST_DIGITS_OF_A_LONG) {
      value = large(text, negative, first, point, fraction, last);
    } else {
      long digits = digits(text, fraction, last, digits(text, first, point, 0));
      for (int i = last - fraction; i < scale; i++) {
        digits *= 10;
      }
      unscaled = negative ? -digits : digits;
      value = whole ? (Object) unscaled : BigDecimal.valueOf(unscaled, scale);
    }
    Constraint broken = bounded ? brokenBound(new BigDecimal(String.valueOf(value))) : null;
    return broken == null ? null : rejected(Reason.CONSTRAINT, broken.describe(), text, start, end);
  }

  private static BigDecimal large(
      char[] text, boolean negative, int first, int point, int fraction, int last) {
    int decimals = last - fraction;
    if (point - first + decimals <= MOST_DIGITS_OF_A_LONG) {
      long digits = digits(text, fraction, last, digits(text, first, point, 0));
      return BigDecimal.valueOf(negative ? -digits : digits, decimals);
    }
    String digits = new String(text, first, point - first) + new String(text, fraction, decimals);
    BigDecimal number = new BigDecimal(new BigInteger(digits), decimals);
    return negative ? number.negate() : number;
  }

  private static long digits(char[] text, int from, int to, long before) {
    long number = before;
    for (int i = from; i < to; i++) {
      number = 10 * number + (text[i] - '0');
    }
    return number;
  }

  private static int digitsFrom(char[] text, int from, int end) {
    int i = from;
    while (i < end && text[i] >= '0' && text[i] <= '9') {
      i++;
    }
    return i;
  }

  private static int withoutZerosBehind(char[] text, int from, int end) {
    int last = end;
    while (last > from && text[last - 1] == '0') {
      last--;
    }
    return last;
  }

  private static int withoutZerosBefore(char[] text, int from, int to) {
    int first = from;
    while (first < to && text[first] == '0') {
      first++;
    }
    return first;
  }
}
