package org.medsip.jobs.gold.variation;

import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.Function;
import org.medsip.common.run.Available;
import org.medsip.common.run.Part;
import org.medsip.common.table.GoldTables;

/**
 * The periods that organisations are compared in: those that end with a quarter of the calendar,
 * and the latest. Quarters do not overlap; of the periods in between each would have most of its
 * months in common with one that is compared.
 */
final class ComparedPeriods {

  private static final int MONTHS_OF_QUARTER = 3;

  private ComparedPeriods() {}

  /**
   * Plans one partition for each period.
   *
   * @param parts what a period is compared from, by its last day
   */
  static SortedMap<String, List<Part>> plan(
      Available available, Function<String, List<Part>> parts) {
    SortedMap<String, List<Part>> plan = new TreeMap<>();
    SortedSet<String> periods = available.of(GoldTables.MEASURE_ORG_PERIOD);
    for (String period : periods) {
      boolean isLatest = period.equals(periods.last());
      if (isLatest || LocalDate.parse(period).getMonthValue() % MONTHS_OF_QUARTER == 0) {
        plan.put(period, parts.apply(period));
      }
    }
    return plan;
  }
}
