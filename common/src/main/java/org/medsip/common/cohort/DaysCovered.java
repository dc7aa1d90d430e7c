package org.medsip.common.cohort;

import java.math.BigDecimal;

/**
 * The days of the last 120 that somebody's supply covers. Supply begins on the first day of the
 * month it was dispensed in, or when the supply before it ends, as the days within a month are not
 * known; at most 28 days are carried over into the next month.
 */
final class DaysCovered {

  /** The months that the last 120 days lie in, and one before them whose supply may last. */
  static final int WINDOW_MONTHS = 5;

  private static final int DAYS = 120;
  private static final int MONTHS = 4;
  private static final BigDecimal MOST_CARRIED_OVER = BigDecimal.valueOf(28);

  private DaysCovered() {}

  /** The days covered, up to the end of a month. */
  static BigDecimal upTo(int last, PersonMonths person) {
    if (person.daysSupplied(WINDOW_MONTHS, last).signum() == 0) {
      return BigDecimal.ZERO;
    }
    BigDecimal carried = BigDecimal.ZERO;
    BigDecimal covered = BigDecimal.ZERO;
    BigDecimal outside = BigDecimal.valueOf(Months.days(MONTHS, last) - DAYS);
    for (int month = last - WINDOW_MONTHS + 1; month <= last; month++) {
      BigDecimal days = BigDecimal.valueOf(Months.days(1, month));
      BigDecimal supply = carried.add(person.daysSupplied(1, month));
      BigDecimal used = supply.min(days);
      carried = supply.subtract(used).min(MOST_CARRIED_OVER);
      if (month == last - MONTHS + 1) {
        covered = used.subtract(outside).max(BigDecimal.ZERO);
      } else if (month > last - MONTHS + 1) {
        covered = covered.add(used);
      }
    }
    return covered;
  }
}
