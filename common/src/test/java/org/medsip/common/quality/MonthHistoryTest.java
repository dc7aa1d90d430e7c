package org.medsip.common.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MonthHistoryTest {

  private static final LocalDate JANUARY = LocalDate.of(2017, 1, 1);
  private static final List<AnomalyRule> ROWS =
      List.of(new AnomalyRule.Change("rows", 0.75, 1.3, 0));

  private final InMemoryMetricsHistory accepted = new InMemoryMetricsHistory();
  private final MonthHistory history = new MonthHistory(accepted);

  @Test
  void theFirstMonthHasNothingToBeComparedWith() {
    QualityResult result = judgeRows(0, 100_000);

    assertThat(result.status()).isEqualTo(Status.SKIPPED);
    assertThat(result.stopsPublication()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "100000, PASSED",
    "76000, PASSED",
    "129000, PASSED",
    "75000, FAILED",
    "130000, FAILED",
    "0, FAILED",
    "1000000, FAILED"
  })
  void aMonthMayNotBeMuchSmallerOrLargerThanTheOneBefore(double rows, Status status) {
    acceptMonths(0, 12);

    assertThat(judgeRows(12, rows).status()).isEqualTo(status);
  }

  @Test
  void aBrokenRuleSaysWhatWasExpectedAndFound() {
    acceptMonths(0, 12);

    assertThat(judgeRows(12, 10_000).message())
        .isEqualTo(
            "The rule 'rows as usual' is broken by prescribing for 2018-01: expected between 75 %"
                + " and 130 % of the month before, found rows 10000 after 100000.");
  }

  @ParameterizedTest
  @CsvSource({"5, WARNING", "6, ERROR"})
  void withLessThanSixMonthsOfHistoryItIsAWarning(int months, Severity severity) {
    acceptMonths(0, months);

    assertThat(judgeRows(months, 10_000).severity()).isEqualTo(severity);
  }

  @Test
  void withLessThanAThousandPracticesItIsAWarning() {
    for (int month = 0; month < 12; month++) {
      history.accept("prescribing", month(month, 100_000, 999));
    }

    QualityResult result = history.judge("prescribing", month(12, 10_000, 999), ROWS).get(0);

    assertThat(result.status()).isEqualTo(Status.FAILED);
    assertThat(result.stopsPublication()).isFalse();
  }

  @Test
  void aMonthThatLostItsPracticesIsNotSmallForThat() {
    acceptMonths(0, 12);

    assertThat(history.judge("prescribing", month(12, 10_000, 12), ROWS).get(0).stopsPublication())
        .isTrue();
  }

  @Test
  void aRefusedMonthIsNotTheMeasureOfTheNext() {
    acceptMonths(0, 12);
    List<MonthMetric> both = new ArrayList<>(month(12, 10_000, 7_000));
    both.addAll(month(13, 10_100, 7_000));

    assertThat(history.judge("prescribing", both, ROWS))
        .extracting(QualityResult::status)
        .containsExactly(Status.FAILED, Status.SKIPPED);
    assertThat(accepted.load("prescribing")).hasSize(24);
  }

  @Test
  void monthsOfOneRunAreComparedInCalendarOrderWhateverTheirOrder() {
    List<MonthMetric> months = new ArrayList<>();
    for (int month = 11; month >= 0; month--) {
      months.addAll(month(month, 100_000 * StrictMath.pow(1.2, month), 7_000));
    }

    assertThat(history.judge("prescribing", months, ROWS))
        .extracting(QualityResult::status)
        .containsOnlyOnce(Status.SKIPPED)
        .doesNotContain(Status.FAILED);
  }

  @Test
  void aLateMonthIsComparedWithTheMonthBeforeItNotWithTheNewest() {
    acceptMonths(0, 8);
    history.accept("prescribing", month(9, 300_000, 7_000));

    assertThat(judgeRows(8, 101_000).status()).isEqualTo(Status.PASSED);
  }

  @Test
  void aMonthAfterAGapIsNotCompared() {
    acceptMonths(0, 8);

    assertThat(judgeRows(9, 10_000).status()).isEqualTo(Status.SKIPPED);
  }

  @Test
  void aRevisedMonthTakesThePlaceOfItsFormerSelf() {
    acceptMonths(0, 8);
    history.accept("prescribing", month(7, 120_000, 7_000));

    assertThat(accepted.load("prescribing")).hasSize(16);
    assertThat(judgeRows(7, 110_000).found()).isEqualTo("rows 110000 after 100000");
    assertThat(judgeRows(8, 150_000).found()).isEqualTo("rows 150000 after 120000");
  }

  @Test
  void anotherTablesHistoryIsNotLookedAt() {
    acceptMonths(0, 8);

    assertThat(
            history
                .judge("list_size", List.of(new MonthMetric("list_size", at(8), "rows", 1)), ROWS)
                .get(0)
                .status())
        .isEqualTo(Status.SKIPPED);
  }

  @Test
  void aMetricThatIsNotMeasuredIsSkipped() {
    acceptMonths(0, 8);

    assertThat(
            history
                .judge(
                    "prescribing",
                    month(8, 100_000, 7_000),
                    List.of(new AnomalyRule.Floor("practices_kept", 0.95)))
                .get(0)
                .status())
        .isEqualTo(Status.SKIPPED);
  }

  @ParameterizedTest
  @CsvSource({"0.951, PASSED", "0.95, FAILED", "0, FAILED"})
  void moreThanNineteenInTwentyPracticesAreThereAgain(double kept, Status status) {
    List<MonthMetric> month =
        List.of(new MonthMetric("prescribing", JANUARY, "practices_kept", kept));

    assertThat(
            history
                .judge("prescribing", month, List.of(new AnomalyRule.Floor("practices_kept", 0.95)))
                .get(0)
                .status())
        .isEqualTo(status);
  }

  /** RELIABILITY.md D09: at most one false alarm, every injected anomaly caught. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void twentyFourOrdinaryMonthsRaiseNoAlarm(long seed) {
    assertThat(failures(twoYears(seed))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void twoFifthsOfARegionMissingIsCaught(long seed) {
    assertThat(failuresWith(seed, "rows_by_region[Y60]", 0.6)).contains("rows_by_region as usual");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void aMonthTenTimesOverIsCaught(long seed) {
    assertThat(failuresWith(seed, "rows", 10)).contains("rows as usual");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void aMissingChapterIsCaught(long seed) {
    assertThat(failuresWith(seed, "rows_by_chapter[04]", 0)).contains("rows_by_chapter as usual");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void oneInTwentyPracticesMissingIsCaught(long seed) {
    assertThat(failuresWith(seed, "practices", 0.95)).contains("practices as usual");
  }

  /** The last month with one figure changed; a factor of 0 leaves the figure out. */
  private List<String> failuresWith(long seed, String metric, double factor) {
    List<MonthMetric> months = new ArrayList<>(twoYears(seed));
    LocalDate last = at(23);
    months.replaceAll(
        m ->
            m.month().equals(last) && m.metric().equals(metric)
                ? new MonthMetric(m.table(), m.month(), m.metric(), m.value() * factor)
                : m);
    months.removeIf(m -> m.value() == 0);
    return failures(months);
  }

  private List<String> failures(List<MonthMetric> months) {
    return history.judge("prescribing", months, AnomalyRule.PRESCRIBING).stream()
        .filter(QualityResult::stopsPublication)
        .map(QualityResult::rule)
        .toList();
  }

  /** Months that differ by working days and chance, by up to 12 % each way in all. */
  private static List<MonthMetric> twoYears(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Map<String, Double> usual =
        new TreeMap<>(
            Map.of(
                "rows",
                1.7e7,
                "items",
                9e7,
                "opioid_items",
                3.4e6,
                "nic",
                7e8,
                "rows_by_region[Y60]",
                2e6,
                "rows_by_region[Y61]",
                3e6,
                "rows_by_chapter[04]",
                4e6,
                "rows_by_chapter[14]",
                2e4));
    List<MonthMetric> months = new ArrayList<>();
    for (int month = 0; month < 24; month++) {
      double workingDays = random.nextDouble(0.92, 1.08);
      for (Map.Entry<String, Double> metric : usual.entrySet()) {
        double value = metric.getValue() * workingDays * random.nextDouble(0.97, 1.03);
        months.add(new MonthMetric("prescribing", at(month), metric.getKey(), value));
      }
      months.add(new MonthMetric("prescribing", at(month), "practices", 7_000 - 10 * month));
      months.add(new MonthMetric("prescribing", at(month), "practices_kept", 0.995));
    }
    return months;
  }

  private QualityResult judgeRows(int month, double rows) {
    return history.judge("prescribing", month(month, rows, 7_000), ROWS).get(0);
  }

  private void acceptMonths(int from, int to) {
    for (int month = from; month < to; month++) {
      history.accept("prescribing", month(month, 100_000, 7_000));
    }
  }

  private static List<MonthMetric> month(int month, double rows, double practices) {
    return List.of(
        new MonthMetric("prescribing", at(month), "rows", rows),
        new MonthMetric("prescribing", at(month), "practices", practices));
  }

  private static LocalDate at(int month) {
    return JANUARY.plusMonths(month);
  }
}
