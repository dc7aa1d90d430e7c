package org.medsip.jobs.gold;

import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import org.medsip.common.metric.Measure;

/** Which months make up a period: the windows that end with a month. */
final class Periods {

  private static final List<Integer> WINDOWS = List.of(1, 3, 12);
  private static final List<Integer> PRIORITY_WINDOWS = List.of(1, 3, 6, 12);

  static final int LONGEST_WINDOW = 12;

  /** The windows of a measure: half a year only of those that priority areas are judged by. */
  static List<Integer> windowsOf(Measure measure) {
    return measure.priority() ? PRIORITY_WINDOWS : WINDOWS;
  }

  static LocalDate endOf(LocalDate month) {
    return month.with(TemporalAdjusters.lastDayOfMonth());
  }

  private Periods() {}
}
