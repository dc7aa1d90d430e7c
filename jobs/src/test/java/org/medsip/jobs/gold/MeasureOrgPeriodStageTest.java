package org.medsip.jobs.gold;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.medsip.common.OnRows;
import org.medsip.common.Rows;
import org.medsip.common.metric.Measure;
import org.medsip.common.metric.MeasureCatalogue;
import org.medsip.common.run.Fingerprint;
import org.medsip.common.table.GoldTables;
import org.medsip.common.table.SilverTables;

class MeasureOrgPeriodStageTest {

  private static final Set<String> KINDS =
      Set.of(
          "high_dose_opioid_items_share",
          "opioid_ddd_per_1000_per_day",
          "opioid_items_per_1000",
          "opioid_ome_per_1000");

  /** One measure of each kind, each with one variant. */
  private static final MeasureCatalogue CATALOGUE =
      new MeasureCatalogue(
          MeasureCatalogue.load().measures().stream()
              .filter(measure -> KINDS.contains(measure.id()))
              .map(MeasureOrgPeriodStageTest::withOneVariant)
              .toList(),
          Fingerprint.of("test"));

  private static final MeasureOrgPeriodStage STAGE =
      new MeasureOrgPeriodStage(CATALOGUE, Fingerprint.of("reference"));

  private static final List<LocalDate> LAST_MONTHS =
      List.of(LocalDate.of(2019, 3, 1), LocalDate.of(2019, 12, 1), LocalDate.of(2020, 1, 1));

  private static final World WORLD = World.random(20_260_401, 60, CATALOGUE);
  private static final List<Row> ROWS = rows(WORLD);

  @Test
  void everyRowIsWhatPlainLoopsOverTheSitesGive() {
    SortedMap<String, String> expected = new MeasureOracle(WORLD).rows(CATALOGUE, LAST_MONTHS);
    SortedMap<String, String> found = texts(ROWS);

    assertThat(found.keySet()).isEqualTo(expected.keySet());
    assertThat(
            expected.keySet().stream()
                .filter(key -> !expected.getOrDefault(key, "").equals(found.get(key)))
                .map(key -> key + " is " + found.get(key) + " and not " + expected.get(key))
                .limit(5))
        .isEmpty();
    assertThat(found).hasSizeGreaterThan(5_000);
  }

  @Test
  void everyLevelAddsUpToEngland() {
    Map<String, BigDecimal> numerators = totals("numerator");
    Map<String, BigDecimal> denominators = totals("denominator");

    assertThat(numerators).hasSize((2 * 3 + 2 * 4) * 3 * (7 + 6 + 6));
    numerators.forEach(
        (key, total) ->
            assertThat(total).as(key).isEqualByComparingTo(numerators.get(england(key))));
    denominators.forEach(
        (key, total) ->
            assertThat(total).as(key).isEqualByComparingTo(denominators.get(england(key))));
  }

  @Test
  void aValueLiesBetweenItsLimitsAndAMissingOneHasAReason() {
    for (Row row : ROWS) {
      Double value = row.getAs("value");
      String reason = row.getAs("missing_reason");
      assertThat(value == null).as("%s", row).isEqualTo(reason != null);
      Double lower = row.getAs("lcl");
      Double upper = row.getAs("ucl");
      assertThat(lower == null).isEqualTo(upper == null);
      if (value == null) {
        assertThat(lower).isNull();
      } else if (lower != null && upper != null) {
        assertThat(value).as("%s", row).isFinite().isBetween(lower, upper);
      }
    }
  }

  @Test
  void neitherTheOrderOfRowsNorAnUnrelatedPracticeChangesAnOrganisation() {
    List<World.Site> sites = new ArrayList<>(WORLD.sites());
    List<World.Placed> placed = new ArrayList<>(WORLD.placed());
    World.Parents parents = new World.Parents("ZU", "ZS", "ZI", "ZC", "ZR");
    for (int m = 0; m < World.MONTHS; m++) {
      sites.add(new World.Site(World.FIRST.plusMonths(m), "Z", "GP", parents, 500L));
    }
    World.VINTAGES.forEach(vintage -> placed.add(new World.Placed(vintage, "Z", parents)));
    List<World.Part> parts = new ArrayList<>(WORLD.parts());
    Collections.shuffle(sites, new Random(2));
    Collections.shuffle(parts, new Random(3));
    Collections.shuffle(placed, new Random(4));

    assertThat(withoutComparisons(rows(new World(sites, parts, placed)), "Z"))
        .isEqualTo(withoutComparisons(ROWS, "Z"));
  }

  @Test
  void aMonthThatIsMissingIsNotAMonthOfNothing() {
    Rows sites = practice("A1", "2019-01-01", "2019-03-01");

    assertThat(
            said(
                sites,
                Rows.of(GoldTables.PRACTICE_MONTH_MEASURE),
                "2019-03-31",
                "org_level = 'practice' AND window_months < 12"))
        .as("window, months with data, value and reason of a practice that prescribed no opioids")
        .containsExactly("1 | 1 | 0.0 | null", "3 | 2 | null | incomplete_period");
  }

  @Test
  void zeroOfNoRegistrantsHasNoValue() {
    Rows sites =
        Rows.of(SilverTables.PRACTICE_MONTH)
            .each("month", "2019-03-01", "site_kind", "GP", "sicbl_code", "S")
            .row("practice_code", "NONE", "registrants", null)
            .row("practice_code", "ZERO", "registrants", 0);

    assertThat(
            said(
                sites,
                Rows.of(GoldTables.PRACTICE_MONTH_MEASURE),
                "2019-03-31",
                "org_level IN ('practice', 'sicbl') AND window_months = 1"))
        .containsExactly(
            "1 | 0 | null | no_registrants",
            "1 | 1 | null | no_registrants",
            "1 | 1 | null | no_registrants");
  }

  @Test
  void adjustmentsOfItemsWithoutAValueLeaveNoShareAboveOne() {
    Rows measured =
        Rows.of(GoldTables.PRACTICE_MONTH_MEASURE)
            .each("month", "2019-03-01", "practice_code", "A1", "measure_id", "opioid_ome_per_1000")
            .row("variant", "cdc_2022", "numerator", 5, "items", 1, "items_with_value", 2);

    assertThat(
            Rows.said(
                OnRows.apply(STAGE, practice("A1", "2019-03-01"), measured)
                    .filter("measure_id = 'opioid_ome_per_1000' AND window_months = 1"),
                "org_level",
                "coverage"))
        .contains("practice | null");
  }

  @Test
  void tiesShareAPercentileAndASingleOrganisationHasNone() {
    Rows sites = Rows.of(SilverTables.PRACTICE_MONTH).each("site_kind", "GP", "registrants", 1000);
    Rows measured =
        Rows.of(GoldTables.PRACTICE_MONTH_MEASURE)
            .each("measure_id", "opioid_items_per_1000", "variant", "standard");
    Map.of("A", 1, "B", 5, "C", 5, "D", 5, "E", 9)
        .forEach(
            (practice, items) -> {
              sites.row("practice_code", practice);
              measured.row(
                  "practice_code",
                  practice,
                  "numerator",
                  items,
                  "items",
                  items,
                  "items_with_value",
                  items);
            });

    assertThat(
            Rows.said(
                OnRows.apply(STAGE, sites, measured)
                    .filter("measure_id = 'opioid_items_per_1000' AND window_months = 1"),
                "org_code",
                "percentile",
                "practices"))
        .containsExactly(
            "A | 0.0 | 1",
            "B | 25.0 | 1",
            "C | 25.0 | 1",
            "D | 25.0 | 1",
            "E | 100.0 | 1",
            "ENG | null | 5",
            "UNMATCHED | null | 5",
            "UNMATCHED | null | 5",
            "UNMATCHED | null | 5",
            "UNMATCHED | null | 5");
  }

  private static List<String> said(Rows sites, Rows measured, String period, String rows) {
    return Rows.said(
        OnRows.apply(STAGE, new TreeSet<>(List.of(period)), sites, measured)
            .filter("measure_id = 'opioid_items_per_1000'")
            .filter(rows),
        "window_months",
        "months",
        "value",
        "missing_reason");
  }

  private static Rows practice(String code, String... months) {
    Rows sites = Rows.of(SilverTables.PRACTICE_MONTH).each("practice_code", code);
    for (String month : months) {
      sites.row("month", month, "site_kind", "GP", "registrants", 1000);
    }
    return sites;
  }

  private static List<Row> rows(World world) {
    TreeSet<String> periods =
        LAST_MONTHS.stream()
            .map(month -> month.with(TemporalAdjusters.lastDayOfMonth()).toString())
            .collect(Collectors.toCollection(TreeSet::new));
    return OnRows.apply(
            STAGE,
            periods,
            world.practiceMonth(),
            world.practiceVintage(),
            world.practiceMonthMeasure())
        .collectAsList();
  }

  private static SortedMap<String, String> texts(List<Row> rows) {
    SortedMap<String, String> texts = new TreeMap<>();
    for (Row row : rows) {
      LocalDate last = LocalDate.parse(row.getAs("period_end").toString()).withDayOfMonth(1);
      texts.put(
          Stream.of("measure_id", "org_vintage", "org_level", "org_code")
                  .map(row::<String>getAs)
                  .collect(Collectors.joining("/"))
              + "/"
              + last
              + "/"
              + row.getAs("window_months"),
          numbers(row, "numerator", "denominator", "value", "lcl", "ucl", "percentile")
              + " "
              + row.getAs("months")
              + " "
              + numbers(row, "coverage")
              + " "
              + row.getAs("missing_reason")
              + " "
              + row.getAs("practices")
              + " "
              + numbers(row, "q1_of_practices", "median_of_practices", "q3_of_practices"));
    }
    return texts;
  }

  private static String numbers(Row row, String... columns) {
    return Stream.of(columns)
        .map(column -> row.<Object>getAs(column))
        .map(value -> value == null ? null : Double.valueOf(value.toString()))
        .map(MeasureOracle::text)
        .collect(Collectors.joining(" "));
  }

  /** Rows but for England and for how they compare with others. */
  private static List<String> withoutComparisons(List<Row> rows, String unrelated) {
    return rows.stream()
        .filter(row -> !row.getAs("org_level").equals("england"))
        .filter(row -> !row.<String>getAs("org_code").startsWith(unrelated))
        .map(
            row ->
                row.<String>getAs("measure_id")
                    + row.getAs("org_vintage")
                    + row.getAs("org_level")
                    + row.getAs("org_code")
                    + row.getAs("period_end")
                    + row.getAs("window_months")
                    + numbers(row, "numerator", "denominator", "value", "lcl", "ucl")
                    + numbers(row, "q1_of_practices", "median_of_practices", "q3_of_practices"))
        .sorted()
        .toList();
  }

  private static Map<String, BigDecimal> totals(String column) {
    return ROWS.stream()
        .collect(
            Collectors.groupingBy(
                row ->
                    Stream.of(
                            "measure_id", "period_end", "window_months", "org_vintage", "org_level")
                        .map(name -> row.getAs(name).toString())
                        .collect(Collectors.joining("/")),
                Collectors.reducing(
                    BigDecimal.ZERO,
                    row -> row.getAs(column) == null ? BigDecimal.ZERO : row.getAs(column),
                    BigDecimal::add)));
  }

  private static String england(String key) {
    String measureAndPeriod = Stream.of(key.split("/")).limit(3).collect(Collectors.joining("/"));
    return measureAndPeriod + "/as_was/england";
  }

  private static Measure withOneVariant(Measure measure) {
    return new Measure(
        measure.id(),
        measure.title(),
        measure.whyItMatters(),
        measure.numerator(),
        measure.denominator(),
        measure.scale(),
        measure.unit(),
        measure.direction(),
        measure.interval(),
        measure.variants().headMap(measure.variants().firstKey() + "\0"),
        measure.exclusions(),
        measure.standardisedBy(),
        measure.priority(),
        measure.authors(),
        measure.reviewed(),
        measure.reviewDue(),
        measure.references(),
        measure.workedExample());
  }
}
