package org.medsip.jobs.gold;

import java.sql.Date;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.api.java.function.CoGroupFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;
import org.medsip.common.cohort.CohortCatalogue;
import org.medsip.common.cohort.CohortFigures;
import org.medsip.common.cohort.CohortFigures.Earlier;
import org.medsip.common.cohort.FigureRow;
import org.medsip.common.cohort.FigureRow.Key;
import org.medsip.common.cohort.PartRow;
import org.medsip.common.disclosure.DisclosurePolicy;
import org.medsip.common.disclosure.Shown;

/** The figures of a month, from all counts of it and from what was published of it before. */
final class PublishedFigures implements CoGroupFunction<String, Row, Row, Row> {

  private static final long serialVersionUID = 1L;
  private static final String INCOMPLETE = "incomplete_window";

  /** The edition of rows that belong to every edition. */
  static final long EVERY_EDITION = 0;

  private final CohortCatalogue catalogue;
  private final String policy;

  PublishedFigures(CohortCatalogue catalogue, DisclosurePolicy policy) {
    this.catalogue = catalogue;
    this.policy = policy.id();
  }

  @Override
  public Iterator<Row> call(String month, Iterator<Row> parts, Iterator<Row> published) {
    SortedMap<Long, List<PartRow>> editions = new TreeMap<>();
    parts.forEachRemaining(
        row ->
            editions
                .computeIfAbsent(row.getAs("edition"), none -> new ArrayList<>())
                .add(part(row)));
    List<PartRow> everywhere = editions.getOrDefault(EVERY_EDITION, List.of());
    editions.remove(EVERY_EDITION);
    editions.values().forEach(edition -> edition.addAll(everywhere));
    List<Row> before = new ArrayList<>();
    published.forEachRemaining(before::add);
    return (before.isEmpty() ? first(month, editions) : next(month, editions, before)).iterator();
  }

  private List<Row> first(String month, SortedMap<Long, List<PartRow>> editions) {
    long newest = editions.lastKey();
    CohortFigures figures = new CohortFigures(catalogue, DisclosurePolicy.of(policy));
    return rows(month, newest, figures.first(editions.getOrDefault(newest, List.of())));
  }

  /** Where the new figures would tell a suppressed one, those published before stand. */
  private List<Row> next(String month, SortedMap<Long, List<PartRow>> editions, List<Row> before) {
    long newest = editions.lastKey();
    long then = before.get(0).<Long>getAs("edition");
    DisclosurePolicy policyThen = DisclosurePolicy.of(before.get(0).getAs("policy"));
    Earlier earlier =
        new Earlier(
            editions.getOrDefault(then, List.of()),
            before.stream().map(PublishedFigures::figure).toList(),
            policyThen);
    CohortFigures figures = new CohortFigures(catalogue, DisclosurePolicy.of(policy));
    return figures
        .next(editions.getOrDefault(newest, List.of()), earlier)
        .map(now -> rows(month, newest, now))
        .orElse(before);
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

  private static FigureRow figure(Row row) {
    Key key =
        new Key(
            row.getAs("figure"),
            row.getAs("cohort_id"),
            row.getAs("category"),
            row.getAs("org_level"),
            row.getAs("org_code"));
    @Nullable Long number = row.getAs("n_published");
    if (number != null) {
      return new FigureRow(key, Optional.of(Shown.number(number)));
    }
    return new FigureRow(
        key, row.<Boolean>getAs("suppressed") ? Optional.of(Shown.SUPPRESSED) : Optional.empty());
  }

  private List<Row> rows(String month, long edition, List<FigureRow> figures) {
    List<Row> rows = new ArrayList<>();
    for (FigureRow figure : figures) {
      Key key = figure.key();
      Shown shown = figure.shown().orElse(Shown.SUPPRESSED);
      boolean known = figure.shown().isPresent();
      rows.add(
          RowFactory.create(
              Date.valueOf(month),
              key.figure(),
              key.cohort(),
              key.category(),
              key.level(),
              key.org(),
              shown.number().isPresent() ? shown.number().getAsLong() : null,
              known && shown.isSuppressed(),
              known ? null : INCOMPLETE,
              policy,
              edition,
              ""));
    }
    return rows;
  }
}
