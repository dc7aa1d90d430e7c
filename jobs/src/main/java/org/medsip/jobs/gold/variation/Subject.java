package org.medsip.jobs.gold.variation;

import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Row;

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

  /** Some figures by what they are about. */
  static SortedMap<Subject, List<Row>> grouped(
      Iterator<Row> figures, SortedMap<String, StudiedMeasure> measures) {
    SortedMap<Subject, List<Row>> subjects = new TreeMap<>(IN_ORDER);
    figures.forEachRemaining(
        row -> subjects.computeIfAbsent(of(row, measures), next -> new ArrayList<>()).add(row));
    return subjects;
  }

  private static Subject of(Row row, SortedMap<String, StudiedMeasure> measures) {
    String id = row.getAs("measure_id");
    StudiedMeasure measure = measures.get(id);
    if (measure == null) {
      throw new IllegalStateException("No measure has the id " + id);
    }
    return new Subject(
        measure,
        row.getAs("variant"),
        row.<Date>getAs("period_end").toLocalDate(),
        row.<Long>getAs("window_months"));
  }
}
