package org.medsip.common.quality;

import java.util.List;

/** The figures of the months that were accepted, kept between runs. */
public interface MetricsHistory {

  /** Every figure of every accepted month of a table, in no order. */
  List<MonthMetric> load(String table);

  /** Puts figures of months in the place of those that these months had; no other month changes. */
  void replace(String table, List<MonthMetric> metrics);
}
