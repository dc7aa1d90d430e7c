package org.medsip.jobs.gold;

import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.List;

/** Which months make up a period: the windows that end with a month. */
final class Periods {

  static final List<Integer> WINDOWS = List.of(1, 3, 12);

  static final int LONGEST_WINDOW = 12;

  static LocalDate endOf(LocalDate month) {
    return month.with(TemporalAdjusters.lastDayOfMonth());
  }

  private Periods() {}
}
