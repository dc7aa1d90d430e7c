package org.medsip.common.quality;

import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A month in question, and the months before it that were accepted.
 *
 * @param figures by metric
 * @param before by month and metric
 */
record CandidateMonth(
    String table,
    LocalDate month,
    SortedMap<String, Double> figures,
    SortedMap<LocalDate, SortedMap<String, Double>> before) {

  static final int ENOUGH_MONTHS = 6;
  static final int ENOUGH_PRACTICES = 1_000;

  private static final int ENOUGH_PARTS = 5;

  QualityResult judge(AnomalyRule rule) {
    List<Part> judged =
        parts(rule.metric()).stream().filter(part -> rule.canJudge(part.series())).toList();
    if (judged.isEmpty()) {
      return result(rule, Status.SKIPPED, "nothing to compare with");
    }
    List<Part> broken = judged.stream().filter(part -> rule.isBrokenBy(part.series())).toList();
    return broken.isEmpty()
        ? result(rule, Status.PASSED, inWords(judged))
        : result(rule, Status.FAILED, inWords(broken));
  }

  /**
   * The metric, or each of its parts, in this month or the one before; none if not measured. A part
   * that vanished is 0.
   */
  private List<Part> parts(String metric) {
    if (figures.keySet().stream().noneMatch(name -> belongs(name, metric))) {
      return List.of();
    }
    SortedMap<String, Double> both = new TreeMap<>(monthBefore());
    both.putAll(figures);
    return both.keySet().stream()
        .filter(name -> belongs(name, metric))
        .map(name -> part(name, figures.getOrDefault(name, 0.0)))
        .toList();
  }

  private static boolean belongs(String name, String metric) {
    return name.equals(metric) || name.startsWith(metric + "[");
  }

  private Part part(String name, double now) {
    SortedMap<LocalDate, Double> series = new TreeMap<>();
    before.forEach(
        (earlier, values) -> {
          Double value = values.get(name);
          if (value != null) {
            series.put(earlier, value);
          }
        });
    series.put(month, now);
    return new Part(name, now, series);
  }

  private SortedMap<String, Double> monthBefore() {
    return before.getOrDefault(month.minusMonths(1), new TreeMap<>());
  }

  private static String inWords(List<Part> parts) {
    String first =
        parts.stream().limit(ENOUGH_PARTS).map(Part::inWords).collect(Collectors.joining(", "));
    int more = parts.size() - ENOUGH_PARTS;
    return more > 0 ? first + " and " + more + " more" : first;
  }

  private QualityResult result(AnomalyRule rule, Status status, String found) {
    return QualityResult.of(
        table,
        Months.of(month),
        rule.metric() + " as usual",
        severity(),
        status,
        rule.expected(),
        found);
  }

  private Severity severity() {
    return before.size() >= ENOUGH_MONTHS && practices() >= ENOUGH_PRACTICES
        ? Severity.ERROR
        : Severity.WARNING;
  }

  /** A month that lost its practices is not small for that. */
  private double practices() {
    return Math.max(
        figures.getOrDefault(MonthMeasures.PRACTICES, 0.0),
        monthBefore().getOrDefault(MonthMeasures.PRACTICES, 0.0));
  }

  /** A metric, or a part of one, over the months up to the one in question. */
  private record Part(String name, double now, SortedMap<LocalDate, Double> series) {
    String inWords() {
      Double earlier = series.get(series.lastKey().minusMonths(1));
      String words = name + " " + Words.number(now);
      return earlier == null ? words : words + " after " + Words.number(earlier);
    }
  }
}
