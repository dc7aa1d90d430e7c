package org.medsip.common.quality;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Judges the figures of months against the accepted months before them.
 *
 * <p>New months are judged in calendar order against a staging copy of the history, which a month
 * joins only when it is acceptable; the kept history changes by {@link #accept} alone. A Deequ
 * repository would save an anomalous month too, and make it the measure of the next.
 *
 * <p>With fewer than {@value CandidateMonth#ENOUGH_MONTHS} months before it, or fewer than {@value
 * CandidateMonth#ENOUGH_PRACTICES} practices in it and in the month before, a broken rule is a
 * warning: a small folder of files runs. A month is compared with the calendar month before it;
 * where that was never accepted, the rule is skipped. A revised month is judged in the place of its
 * former self.
 */
public final class MonthHistory {

  private final MetricsHistory accepted;

  public MonthHistory(MetricsHistory accepted) {
    this.accepted = accepted;
  }

  /**
   * One result for each month and rule, months in calendar order.
   *
   * @param measured the figures of the new and revised months of one table
   */
  public List<QualityResult> judge(
      String table, List<MonthMetric> measured, List<AnomalyRule> rules) {
    SortedMap<LocalDate, SortedMap<String, Double>> candidates = byMonth(measured);
    SortedMap<LocalDate, SortedMap<String, Double>> staging = byMonth(accepted.load(table));
    staging.keySet().removeAll(candidates.keySet());
    List<QualityResult> results = new ArrayList<>();
    candidates.forEach(
        (month, figures) -> {
          CandidateMonth candidate =
              new CandidateMonth(table, month, figures, staging.headMap(month));
          List<QualityResult> judged = rules.stream().map(candidate::judge).toList();
          results.addAll(judged);
          if (judged.stream().noneMatch(QualityResult::stopsPublication)) {
            staging.put(month, figures);
          }
        });
    return List.copyOf(results);
  }

  /** Keeps the figures of accepted months, in the place of those that a revised month had. */
  public void accept(String table, List<MonthMetric> measured) {
    accepted.replace(table, measured);
  }

  private static SortedMap<LocalDate, SortedMap<String, Double>> byMonth(
      List<MonthMetric> metrics) {
    SortedMap<LocalDate, SortedMap<String, Double>> months = new TreeMap<>();
    for (MonthMetric metric : metrics) {
      months
          .computeIfAbsent(metric.month(), month -> new TreeMap<>())
          .put(metric.metric(), metric.value());
    }
    return months;
  }
}
