package org.medsip.common.quality;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** A history that lives as long as a test. */
public final class InMemoryMetricsHistory implements MetricsHistory {

  private final List<MonthMetric> kept = new ArrayList<>();

  @Override
  public List<MonthMetric> load(String table) {
    return kept.stream().filter(metric -> metric.table().equals(table)).toList();
  }

  @Override
  public void replace(String table, List<MonthMetric> metrics) {
    List<LocalDate> months = metrics.stream().map(MonthMetric::month).toList();
    kept.removeIf(metric -> metric.table().equals(table) && months.contains(metric.month()));
    kept.addAll(metrics);
  }
}
