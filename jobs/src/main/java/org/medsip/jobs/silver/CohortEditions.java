package org.medsip.jobs.silver;

import java.io.Serializable;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.medsip.common.cohort.Cohort;
import org.medsip.common.cohort.CohortCatalogue;
import org.medsip.common.cohort.CohortRules;
import org.medsip.common.cohort.PartRow;

/** Keeps every count of a month that differs from the one before it, as an edition. */
final class CohortEditions implements Serializable {

  private static final long serialVersionUID = 1L;

  /** The edition of rows that were just counted. */
  static final long FRESH = 0;

  /** The kind of a row that says that a month of the extract is there. */
  static final String MONTH_THERE = "month";

  private final CohortCatalogue catalogue;

  CohortEditions(CohortCatalogue catalogue) {
    this.catalogue = catalogue;
  }

  /** The rows of all editions of a month, from those just counted and those that are there. */
  Iterator<Row> of(String month, Iterator<Row> rows) {
    SortedMap<Long, Set<PartRow>> editions = new TreeMap<>();
    Set<LocalDate> there = new HashSet<>();
    while (rows.hasNext()) {
      Row row = rows.next();
      if (row.<String>getAs("kind").equals(MONTH_THERE)) {
        there.add(LocalDate.parse(row.<String>getAs("area")));
      } else {
        long edition = row.<Long>getAs("edition");
        editions.computeIfAbsent(edition, none -> new HashSet<>()).add(part(row));
      }
    }
    Set<PartRow> fresh = editions.getOrDefault(FRESH, new HashSet<>());
    editions.remove(FRESH);
    fresh.addAll(known(LocalDate.parse(month), there));
    long last = editions.isEmpty() ? FRESH : editions.lastKey();
    if (!fresh.equals(editions.get(last))) {
      editions.put(last + 1, fresh);
    }
    List<Row> all = new ArrayList<>();
    LocalDate day = LocalDate.parse(month);
    editions.forEach((edition, parts) -> parts.forEach(part -> all.add(row(day, edition, part))));
    return all.iterator();
  }

  /** For which cohorts all the months are there, now, a month ago and before a stop. */
  private List<PartRow> known(LocalDate month, Set<LocalDate> there) {
    List<PartRow> known = new ArrayList<>();
    for (Cohort cohort : catalogue.cohorts()) {
      int window = catalogue.windowMonths(cohort);
      addIfThere("now", cohort, window, month, there, known);
      addIfThere("before", cohort, window + 1, month, there, known);
      addIfThere("left", cohort, window + CohortRules.MONTHS_OF_A_STOP, month, there, known);
    }
    return known;
  }

  private static void addIfThere(
      String when,
      Cohort cohort,
      int months,
      LocalDate last,
      Set<LocalDate> there,
      List<PartRow> known) {
    boolean all = true;
    for (int back = 0; back < months; back++) {
      all &= there.contains(last.minusMonths(back));
    }
    if (all) {
      known.add(new PartRow("known", cohort.id(), when, "", "", 0));
    }
  }

  private static PartRow part(Row row) {
    return new PartRow(
        row.getAs("kind"),
        row.getAs("cohort_id"),
        row.getAs("category"),
        row.getAs("area"),
        row.getAs("other"),
        row.<Long>getAs("people"));
  }

  private static Row row(LocalDate month, long edition, PartRow part) {
    return RowFactory.create(
        Date.valueOf(month),
        edition,
        part.kind(),
        part.cohort(),
        part.category(),
        part.area(),
        part.other(),
        part.people());
  }
}
