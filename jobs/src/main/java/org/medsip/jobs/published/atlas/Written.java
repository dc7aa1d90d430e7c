package org.medsip.jobs.published.atlas;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Numbers and dates as people in the United Kingdom write them. */
final class Written {

  static final String NONE = "–";

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.UK);
  private static final DateTimeFormatter MONTH =
      DateTimeFormatter.ofPattern("MMMM yyyy", Locale.UK);
  private static final String[] MONTHS = {
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"
  };
  private static final MathContext SIX_DIGITS = new MathContext(6, RoundingMode.HALF_EVEN);

  /** Three figures, whatever the size: 12,300 or 12.3 or 0.123. */
  static String number(@Nullable Double value) {
    if (value == null || !Double.isFinite(value)) {
      return NONE;
    }
    double size = Math.abs(value);
    int decimals = size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
    return String.format(Locale.UK, "%,." + decimals + "f", value);
  }

  static String whole(@Nullable Long value) {
    return value == null ? NONE : String.format(Locale.UK, "%,d", value);
  }

  /** A proportion as a percentage. */
  static String percent(@Nullable Double proportion) {
    return proportion == null ? NONE : Math.round(100 * proportion) + "%";
  }

  /** A probability, which is never said to be nought or certain. */
  static String probability(@Nullable Double probability) {
    if (probability == null) {
      return NONE;
    }
    if (probability > 0.99) {
      return "over 99%";
    }
    return probability < 0.01 ? "under 1%" : Math.round(100 * probability) + "%";
  }

  static String day(LocalDate date) {
    return DAY.format(date);
  }

  static String month(LocalDate date) {
    return MONTH.format(date);
  }

  /** Such as Apr 2026. */
  static String shortMonth(LocalDate date) {
    return MONTHS[date.getMonthValue() - 1] + " " + date.getYear();
  }

  /** A number for scripts: six digits at most. */
  static String raw(@Nullable Double value) {
    if (value == null || !Double.isFinite(value)) {
      return "";
    }
    BigDecimal rounded = new BigDecimal(value).round(SIX_DIGITS);
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }

  static Cell cell(@Nullable Double value) {
    return new Cell(number(value), raw(value), "");
  }

  static Cell cell(@Nullable Long value) {
    return new Cell(whole(value), value == null ? "" : value.toString(), "");
  }

  static Cell percentCell(@Nullable Double proportion) {
    return new Cell(percent(proportion), raw(proportion), "");
  }

  private Written() {}
}
