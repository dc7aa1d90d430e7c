package org.medsip.common.cohort;

import java.time.LocalDate;
import java.time.YearMonth;

/** Months as numbers, counted from January of year 0, and their days. */
public final class Months {

  private static final int IN_A_YEAR = 12;

  private Months() {}

  public static int number(LocalDate month) {
    return IN_A_YEAR * month.getYear() + month.getMonthValue() - 1;
  }

  /** The first day of a month. */
  public static LocalDate firstDay(int month) {
    return ofYear(month).atDay(1);
  }

  private static YearMonth ofYear(int month) {
    return YearMonth.of(Math.floorDiv(month, IN_A_YEAR), Math.floorMod(month, IN_A_YEAR) + 1);
  }

  /** The days of so many months up to one. */
  static int days(int months, int last) {
    int days = 0;
    for (int month = last - months + 1; month <= last; month++) {
      days += ofYear(month).lengthOfMonth();
    }
    return days;
  }
}
