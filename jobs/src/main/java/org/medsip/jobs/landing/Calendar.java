package org.medsip.jobs.landing;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The ways in which the published files write months and days. */
final class Calendar {

  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

  private Calendar() {}

  /** The first day of {@code 201709}, {@code 2017_09} or {@code 2025-03}. */
  static Optional<LocalDate> month(String text) {
    boolean plain = text.length() == 6;
    boolean split = text.length() == 7 && (text.charAt(4) == '_' || text.charAt(4) == '-');
    if (!plain && !split) {
      return Optional.empty();
    }
    return date(number(text, 0, 4), number(text, plain ? 4 : 5, text.length()), 1);
  }

  /** The day of {@code 19740401}, {@code 01JAN2021}, {@code 01Jan2022} or {@code 01-Sep-20}. */
  static Optional<LocalDate> day(String text) {
    if (text.length() == 8) {
      return date(number(text, 0, 4), number(text, 4, 6), number(text, 6, 8));
    }
    if (text.length() == 10 && text.charAt(4) == '-' && text.charAt(7) == '-') {
      return date(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10));
    }
    if (text.length() != 9 && text.length() != 11) {
      return Optional.empty();
    }
    String bare = text.charAt(2) == '-' && text.charAt(6) == '-' ? text.replace("-", "") : text;
    if (bare.length() != 7 && bare.length() != 9) {
      return Optional.empty();
    }
    int month = MONTHS.indexOf(bare.substring(2, 5).toLowerCase(Locale.ROOT)) + 1;
    int year = number(bare, 5, bare.length());
    return date(bare.length() == 7 && year >= 0 ? 2000 + year : year, month, number(bare, 0, 2));
  }

  private static Optional<LocalDate> date(int year, int month, int day) {
    if (year < 1800 || year > 2199) {
      return Optional.empty();
    }
    try {
      return Optional.of(LocalDate.of(year, month, day));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static int number(String text, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = 10 * number + digit;
    }
    return number;
  }
}
