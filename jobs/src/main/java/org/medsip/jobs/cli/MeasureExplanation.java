package org.medsip.jobs.cli;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.medsip.common.contract.Table;
import org.medsip.common.lake.Lake;
import org.medsip.common.metric.Measure;
import org.medsip.common.metric.Measure.Denominator.Kind;
import org.medsip.common.metric.MeasureCatalogue;
import org.medsip.common.metric.MeasureTrace;
import org.medsip.common.metric.MeasureVariant;
import org.medsip.common.metric.MeasureWords;
import org.medsip.common.product.ProductReference;
import org.medsip.common.run.Part;
import org.medsip.common.table.BronzeTables;
import org.medsip.common.table.PopulationTables;
import org.medsip.common.table.SilverTables;
import org.medsip.jobs.cli.Explanation.MonthOfDenominator;
import org.medsip.jobs.cli.Explanation.OfMeasure;
import org.medsip.jobs.gold.SitesOfOrganisation;
import org.medsip.jobs.silver.SourceRows;

/** How a value of a measure is computed, taken apart into presentations, months and rows. */
final class MeasureExplanation {

  private static final String[] SITE_MONTH = {"month", "practice_code"};

  private final Lake lake;
  private final MeasuredRow row;
  private final MeasureVariant variant;
  private final MeasureWords words;
  private final Dataset<Row> sites;
  private final List<Row> prescribed;
  private final int mostProducts;

  /**
   * @param mostProducts how many products are shown
   * @throws UsageError if the measure is not defined any more
   */
  MeasureExplanation(Lake lake, MeasuredRow row, int mostProducts) {
    this.lake = lake;
    this.row = row;
    this.mostProducts = mostProducts;
    this.variant = variant(row);
    this.words = new MeasureWords(ProductReference.load());
    SortedSet<String> months = months();
    this.sites = sites(months);
    this.prescribed =
        MeasureTrace.rows(
                lake.read(SilverTables.PRESCRIBING, months)
                    .join(sites.select("month", "practice_code"), SITE_MONTH, "left_semi"),
                lake.read(SilverTables.PRODUCT_MONTH, months))
            .collectAsList();
  }

  /** The measure with the numbers of the row. */
  OfMeasure asked() {
    Measure measure = variant.measure();
    MeasureTrace trace = MeasureTrace.of(variant, prescribed);
    List<MeasureTrace.Added> products = trace.products();
    BigDecimal recomputed = trace.numerator();
    List<MonthOfDenominator> months = months(trace);
    return new OfMeasure(
        measure.id(),
        variant.id(),
        measure.title(),
        variant.variant().title(),
        measure.unit(),
        row.isOfSite()
            ? "numerator = sum of what each presentation adds"
            : "value = scale x numerator / denominator",
        numbers(),
        measure.interval().name().toLowerCase(Locale.ROOT),
        measure.numerator().quantity().meaning() + " of: " + words.selected(variant),
        words.denominator(variant),
        words.exclusions(variant),
        recomputed,
        recomputed.compareTo(row.numerator()) == 0,
        products.stream().limit(mostProducts).toList(),
        Math.max(0, products.size() - mostProducts),
        trace.withoutValue(),
        months,
        agrees(months));
  }

  /** Whether the months add up to the denominator of the row; null where it has none. */
  private @Nullable Boolean agrees(List<MonthOfDenominator> months) {
    BigDecimal denominator = row.denominator();
    return denominator == null
        ? null
        : months.stream()
                .map(MonthOfDenominator::total)
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .compareTo(denominator)
            == 0;
  }

  /** Whether rows of a table of bronze can be told apart by site. */
  static boolean countsRowsOf(Table table) {
    return siteColumn(table) != null;
  }

  /**
   * The rows of each source file that the value counts: of the prescribing files those of the sites
   * and presentations, of other files those of the sites.
   */
  Map<String, Long> rowsBySourceFile(Set<Part> behind) {
    Map<String, Long> rows = new HashMap<>();
    Dataset<Row> epd = bronze(behind, BronzeTables.EPD);
    Dataset<Row> pdpi = bronze(behind, BronzeTables.PDPI);
    List<String> codes = MeasureTrace.codes(variant, prescribed);
    rows.putAll(
        counted(
            SourceRows.of(epd, pdpi)
                .filter(col("bnf_code").isin(codes.toArray()))
                .join(sites.select("month", "practice_code"), SITE_MONTH, "left_semi")));
    Dataset<Row> codesOfSites = sites.select(col("practice_code").as("site")).distinct();
    for (Table table : BronzeTables.all()) {
      Column site = siteColumn(table);
      boolean prescribing = table.equals(BronzeTables.EPD) || table.equals(BronzeTables.PDPI);
      if (site != null && !prescribing && behind.stream().anyMatch(p -> p.table().equals(table))) {
        Dataset<Row> ofTable = bronze(behind, table);
        rows.putAll(counted(ofTable.join(codesOfSites, site.equalTo(col("site")), "left_semi")));
      }
    }
    return rows;
  }

  private static @Nullable Column siteColumn(Table table) {
    if (table.equals(BronzeTables.REGISTERED_PATIENTS)) {
      return col("org_code");
    }
    return table.columnNames().contains("practice_code") ? col("practice_code") : null;
  }

  private static Map<String, Long> counted(Dataset<Row> rows) {
    Map<String, Long> counted = new HashMap<>();
    rows.groupBy("source_file")
        .agg(count(lit(1)).as("rows"))
        .collectAsList()
        .forEach(row -> counted.put(row.getString(0), row.getLong(1)));
    return counted;
  }

  private Dataset<Row> bronze(Set<Part> behind, Table table) {
    List<String> partitions =
        behind.stream().filter(part -> part.table().equals(table)).map(Part::partition).toList();
    return lake.read(table, partitions);
  }

  private static MeasureVariant variant(MeasuredRow row) {
    return MeasureCatalogue.load().variants().stream()
        .filter(one -> one.measure().id().equals(row.measureId()) && one.id().equals(row.variant()))
        .findFirst()
        .orElseThrow(
            () ->
                new UsageError(
                    "The measure %s has no variant %s any more; run medsip on the lake again"
                        .formatted(row.measureId(), row.variant())));
  }

  private Dataset<Row> sites(SortedSet<String> months) {
    Dataset<Row> all = lake.read(SilverTables.PRACTICE_MONTH, months);
    return row.isOfSite()
        ? all.filter(col("practice_code").equalTo(row.orgCode()))
        : SitesOfOrganisation.of(
            all,
            lake.read(SilverTables.PRACTICE_VINTAGE),
            row.orgVintage(),
            row.orgLevel(),
            row.orgCode());
  }

  private SortedSet<String> months() {
    SortedSet<String> months = new TreeSet<>();
    for (LocalDate month = row.firstMonth();
        !month.isAfter(row.lastMonth());
        month = month.plusMonths(1)) {
      months.add(month.toString());
    }
    return months;
  }

  private String numbers() {
    String numerator = ExplanationText.number(row.numerator());
    BigDecimal denominator = row.denominator();
    if (row.missingReason() != null) {
      return "numerator = %s, and no value: %s".formatted(numerator, row.missingReason());
    }
    if (denominator == null || row.value() == null) {
      return "numerator = " + numerator;
    }
    return "%s x %s / %s = %s"
        .formatted(
            ExplanationText.number(variant.measure().scale()),
            numerator,
            ExplanationText.number(denominator),
            ExplanationText.number(BigDecimal.valueOf(row.value())));
  }

  private List<MonthOfDenominator> months(MeasureTrace trace) {
    if (variant.measure().denominator().isOfItems()) {
      List<MonthOfDenominator> months = new ArrayList<>();
      trace
          .comparedByMonth()
          .forEach(
              (month, items) ->
                  months.add(new MonthOfDenominator(month, items, 1, "items of the denominator")));
      return months;
    }
    SortedMap<String, BigDecimal> counts = new TreeMap<>();
    SortedMap<String, List<String>> bases = new TreeMap<>();
    people()
        .join(sites.filter(col("site_kind").equalTo("GP")), SITE_MONTH, "left_semi")
        .groupBy("month", "basis")
        .agg(count(lit(1)).as("sites"), sum("people").as("people"))
        .orderBy("month", "basis")
        .collectAsList()
        .forEach(
            row -> {
              String month = row.get(0).toString();
              counts.merge(month, new BigDecimal(row.get(3).toString()), BigDecimal::add);
              bases
                  .computeIfAbsent(month, first -> new ArrayList<>())
                  .add("%d %s".formatted(row.getLong(2), row.getString(1)));
            });
    List<MonthOfDenominator> months = new ArrayList<>();
    counts.forEach(
        (month, people) ->
            months.add(
                new MonthOfDenominator(
                    month,
                    people,
                    times(month),
                    "list sizes of practices: "
                        + String.join(", ", bases.getOrDefault(month, List.of())))));
    return months;
  }

  /** The people of each practice and month that may be divided by, and where the figure is from. */
  private Dataset<Row> people() {
    String weights = variant.measure().denominator().weights();
    return weights == null
        ? lake.read(SilverTables.REGISTRANTS, months()).withColumn("people", col("registrants"))
        : lake.read(PopulationTables.WEIGHTED_REGISTRANTS, months())
            .filter(col("weight_set").equalTo(weights))
            .withColumn("people", col("weighted"));
  }

  private int times(String month) {
    return variant.measure().denominator().kind() == Kind.REGISTRANT_DAYS
        ? LocalDate.parse(month).lengthOfMonth()
        : 1;
  }
}
