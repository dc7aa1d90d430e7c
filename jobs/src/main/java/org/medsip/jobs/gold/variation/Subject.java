package org.medsip.jobs.gold.variation;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What organisations are compared by: a variant of a measure over a period.
 *
 * @param windowMonths the length of the period
 */
record Subject(StudiedMeasure measure, String variant, LocalDate periodEnd, long windowMonths) {

  private static final Comparator<Subject> IN_ORDER =
      Comparator.comparing((Subject subject) -> subject.measure().measureId())
          .thenComparing(Subject::variant)
          .thenComparing(Subject::periodEnd)
          .thenComparing(Subject::windowMonths);

  /** Subjects in the order that rows about them are written in. */
  static <V> SortedMap<Subject, V> inOrder(Map<Subject, V> bySubject) {
    SortedMap<Subject, V> sorted = new TreeMap<>(IN_ORDER);
    sorted.putAll(bySubject);
    return sorted;
  }
}
