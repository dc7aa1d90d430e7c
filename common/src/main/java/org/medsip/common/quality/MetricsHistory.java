package org.medsip.common.quality;

import java.time.LocalDate;
import java.util.List;

/** The figures of the months that were accepted, kept between runs. */
public interface MetricsHistory {

  /** Every figure of every accepted month of a table, in no order. */
  List<MonthMetric> load(String table);

  /** Puts a month's figures in the place of those it had; no other month changes. */
  void replace(String table, LocalDate month, List<MonthMetric> metrics);
}
