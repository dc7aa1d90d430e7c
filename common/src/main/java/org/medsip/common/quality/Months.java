package org.medsip.common.quality;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;

/**
 * The months whose rows are judged together; none for a table without months.
 *
 * @param firstDays the first day of each month, in calendar order
 */
public record Months(List<LocalDate> firstDays) {

  /** Of a table that has no months. */
  public static final Months NONE = new Months(List.of());

  public Months {
    firstDays = firstDays.stream().distinct().sorted().toList();
  }

  public static Months of(LocalDate... firstDays) {
    return new Months(List.of(firstDays));
  }

  /** Such as {@code 2017-09}, {@code 2017-09..2017-10 (2 months)}, or {@code all rows}. */
  public String label() {
    if (firstDays.isEmpty()) {
      return "all rows";
    }
    YearMonth first = YearMonth.from(firstDays.get(0));
    if (firstDays.size() == 1) {
      return first.toString();
    }
    YearMonth last = YearMonth.from(firstDays.get(firstDays.size() - 1));
    return first + ".." + last + " (" + firstDays.size() + " months)";
  }
}
