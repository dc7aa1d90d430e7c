package org.medsip.common.metric;

import org.jspecify.annotations.Nullable;

/** What each of many things has of a measure in each month; a month without a site has nothing. */
final class MonthlyTotals {

  private final int months;
  private final @Nullable Totals[] cells;

  MonthlyTotals(int things, int months) {
    this.months = months;
    this.cells = new Totals[things * months];
  }

  /** The totals to add to, begun if there are none yet. */
  Totals at(int thing, int month) {
    int cell = thing * months + month;
    Totals there = cells[cell];
    if (there == null) {
      there = new Totals();
      cells[cell] = there;
    }
    return there;
  }

  /** The totals, if any site was there. */
  @Nullable Totals find(int thing, int month) {
    return cells[thing * months + month];
  }
}
