package org.medsip.jobs.gold;

import java.math.BigDecimal;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.medsip.common.metric.Figure;
import org.medsip.common.metric.IndirectStandardisation.Standardised;
import org.medsip.common.metric.Interval;
import org.medsip.common.metric.MeasureFigures;
import org.medsip.common.metric.MeasureVariant;
import org.medsip.common.metric.Organisation;
import org.medsip.common.metric.Part;
import org.medsip.common.metric.Quartiles;
import org.medsip.common.metric.Rates.Rate;
import org.medsip.common.metric.Roster;
import org.medsip.common.metric.SiteMonth;
import org.medsip.common.table.GoldTables;

/** The rows of some measures for some periods, one measure and period at a time. */
final class FigureRows {

  private static final Set<String> ADDED_LATER =
      Set.of("org_name", "definition_id", "source_run_id");

  /** What is known before names and provenance are added. */
  static final StructType SCHEMA = schema();

  private static final Map<String, Integer> PLACES = places();

  private static final Set<String> WITH_A_CODE_OF_ITS_OWN = Set.of("GP", "UNMATCHED");

  private final List<MeasureVariant> measures;
  private final List<LocalDate> lastMonths;

  /**
   * @param measures in the order of the parts
   * @param lastMonths the last month of each period wanted
   */
  FigureRows(List<MeasureVariant> measures, List<LocalDate> lastMonths) {
    this.measures = measures;
    this.lastMonths = lastMonths;
  }

  private static StructType schema() {
    StructType schema = new StructType();
    for (StructField field : GoldTables.MEASURE_ORG_PERIOD.schema().fields()) {
      if (!ADDED_LATER.contains(field.name())) {
        schema = schema.add(field);
      }
    }
    return schema;
  }

  private static Map<String, Integer> places() {
    Map<String, Integer> places = new HashMap<>();
    for (String column : SCHEMA.fieldNames()) {
      places.put(column, places.size());
    }
    return places;
  }

  /**
   * The rows.
   *
   * @param sites by month, practice and vintage, in this order
   * @param parts rows of {@code practice_month_measure} by measure and variant, in this order
   */
  Iterator<Row> of(Iterator<Row> sites, Iterator<Row> parts) {
    if (measures.isEmpty()) {
      return List.<Row>of().iterator();
    }
    Roster roster = new Roster(siteMonths(sites));
    Peeking rest = new Peeking(parts);
    Deque<Supplier<List<Row>>> work = new ArrayDeque<>();
    for (MeasureVariant measure : measures) {
      work.add(
          () -> {
            MeasureFigures figures =
                new MeasureFigures(roster, measure.measure(), partsOf(measure, rest, roster));
            for (int i = lastMonths.size() - 1; i >= 0; i--) {
              LocalDate last = lastMonths.get(i);
              work.addFirst(() -> rows(measure, figures, last));
            }
            return List.of();
          });
    }
    return new InTurn(work);
  }

  private static List<SiteMonth> siteMonths(Iterator<Row> rows) {
    List<SiteMonth> siteMonths = new ArrayList<>();
    Map<List<Organisation>, List<Organisation>> known = new HashMap<>();
    List<Row> ofOne = new ArrayList<>();
    while (rows.hasNext()) {
      Row next = rows.next();
      if (!ofOne.isEmpty() && !isSameSiteMonth(ofOne.get(0), next)) {
        siteMonths.add(siteMonth(ofOne, known));
        ofOne.clear();
      }
      ofOne.add(next);
    }
    if (!ofOne.isEmpty()) {
      siteMonths.add(siteMonth(ofOne, known));
    }
    return siteMonths;
  }

  private static boolean isSameSiteMonth(Row one, Row other) {
    return one.getAs("practice_code").equals(other.getAs("practice_code"))
        && one.getAs("month").equals(other.getAs("month"));
  }

  private static SiteMonth siteMonth(
      List<Row> byVintage, Map<List<Organisation>, List<Organisation>> known) {
    Row first = byVintage.get(0);
    List<Organisation> above = new ArrayList<>();
    for (Row row : byVintage) {
      String vintage = row.getAs("org_vintage");
      List<String> codes = row.getList(row.fieldIndex("codes"));
      for (int level = 0; level < codes.size(); level++) {
        above.add(new Organisation(vintage, Memberships.LEVELS.get(level), codes.get(level)));
      }
      above.add(new Organisation(vintage, "england", Memberships.ENGLAND));
    }
    String kind = first.getAs("site_kind");
    String code = first.getAs("practice_code");
    @Nullable Map<String, BigDecimal> weighted =
        first.isNullAt(first.fieldIndex("weighted"))
            ? null
            : first.getJavaMap(first.fieldIndex("weighted"));
    return new SiteMonth(
        code,
        first.<Date>getAs("month").toLocalDate(),
        kind.equals("GP"),
        first.getAs("registrants"),
        weighted == null ? Map.of() : weighted,
        new Organisation(
            Memberships.AS_WAS, "practice", WITH_A_CODE_OF_ITS_OWN.contains(kind) ? code : kind),
        known.computeIfAbsent(above, same -> List.copyOf(same)));
  }

  /** Takes the parts of one measure, which come next if there are any. */
  private static Part[] partsOf(MeasureVariant measure, Peeking rest, Roster roster) {
    Part[] parts = new Part[roster.size()];
    Arrays.fill(parts, Part.NOTHING);
    while (rest.hasNext() && isOf(measure, rest.peek())) {
      Row row = rest.next();
      String site = row.getAs("practice_code");
      LocalDate month = row.<Date>getAs("month").toLocalDate();
      int place =
          roster
              .placeOf(site, month)
              .orElseThrow(
                  () ->
                      new IllegalStateException(
                          "Site %s prescribed in %s and is not in practice_month"
                              .formatted(site, month)));
      parts[place] = part(row);
    }
    return parts;
  }

  private static boolean isOf(MeasureVariant measure, Row row) {
    return measure.measure().id().equals(row.getAs("measure_id"))
        && measure.id().equals(row.getAs("variant"));
  }

  private static Part part(Row row) {
    BigDecimal compared = row.getAs("items_compared");
    return new Part(
        row.getAs("numerator"),
        row.getAs("numerator_squares"),
        row.getAs("items"),
        row.getAs("items_with_value"),
        compared == null ? BigDecimal.ZERO : compared);
  }

  private static List<Row> rows(MeasureVariant measure, MeasureFigures figures, LocalDate last) {
    List<Row> rows = new ArrayList<>();
    Date periodEnd = Date.valueOf(Periods.endOf(last));
    for (int window : Periods.windowsOf(measure.measure())) {
      figures.of(last, window).forEach(figure -> rows.add(row(measure, figure, periodEnd)));
    }
    return rows;
  }

  private static Row row(MeasureVariant measure, Figure figure, Date periodEnd) {
    Optional<Rate> rate = Optional.ofNullable(figure.rate());
    Optional<Interval> limits = rate.flatMap(Rate::limits);
    Optional<Standardised> standardised = Optional.ofNullable(figure.standardised());
    Optional<Interval> stdLimits = standardised.flatMap(Standardised::limits);
    Optional<Quartiles> quartiles = Optional.ofNullable(figure.quartiles());
    @Nullable Object[] values = new Object[SCHEMA.size()];
    put(values, "measure_id", measure.measure().id());
    put(values, "variant", measure.id());
    put(values, "org_level", figure.organisation().level());
    put(values, "org_code", figure.organisation().code());
    put(values, "org_vintage", figure.organisation().vintage());
    put(values, "period_end", periodEnd);
    put(values, "window_months", (long) figure.windowMonths());
    put(values, "numerator", figure.numerator());
    put(values, "numerator_squares", figure.squares());
    put(values, "items", figure.items());
    put(values, "denominator", figure.denominator());
    put(values, "value", rate.map(Rate::value).orElse(null));
    put(values, "lcl", limits.map(Interval::lower).orElse(null));
    put(values, "ucl", limits.map(Interval::upper).orElse(null));
    put(values, "standardised_value", standardised.map(Standardised::value).orElse(null));
    put(values, "std_lcl", stdLimits.map(Interval::lower).orElse(null));
    put(values, "std_ucl", stdLimits.map(Interval::upper).orElse(null));
    put(values, "percentile", figure.percentile());
    put(values, "months", (long) figure.months());
    put(values, "practices", figure.practices());
    put(values, "q1_of_practices", quartiles.map(Quartiles::lower).orElse(null));
    put(values, "median_of_practices", quartiles.map(Quartiles::median).orElse(null));
    put(values, "q3_of_practices", quartiles.map(Quartiles::upper).orElse(null));
    put(values, "coverage", figure.coverage());
    put(values, "missing_reason", figure.missingReason());
    return RowFactory.create(values);
  }

  private static void put(@Nullable Object[] values, String column, @Nullable Object value) {
    values[Objects.requireNonNull(PLACES.get(column))] = value;
  }

  /** Rows of which the next can be seen before it is taken. */
  private static final class Peeking implements Iterator<Row> {
    private final Iterator<Row> rows;
    private @Nullable Row next;

    Peeking(Iterator<Row> rows) {
      this.rows = rows;
      advance();
    }

    private void advance() {
      next = rows.hasNext() ? rows.next() : null;
    }

    @Override
    public boolean hasNext() {
      return next != null;
    }

    Row peek() {
      if (next == null) {
        throw new NoSuchElementException();
      }
      return next;
    }

    @Override
    public Row next() {
      Row taken = peek();
      advance();
      return taken;
    }
  }

  /** The rows of pieces of work, each done when its turn comes, so that few are held at once. */
  private static final class InTurn implements Iterator<Row> {
    private final Deque<Supplier<List<Row>>> work;
    private Iterator<Row> current = List.<Row>of().iterator();

    InTurn(Deque<Supplier<List<Row>>> work) {
      this.work = work;
    }

    @Override
    public boolean hasNext() {
      while (!current.hasNext() && !work.isEmpty()) {
        current = work.removeFirst().get().iterator();
      }
      return current.hasNext();
    }

    @Override
    public Row next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return current.next();
    }
  }
}
