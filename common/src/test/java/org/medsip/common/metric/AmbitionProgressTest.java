package org.medsip.common.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The arithmetic of the national ambitions, to the last person. */
class AmbitionProgressTest {

  private static final double EXACTLY = 1e-12;

  @Test
  void thirtyThousandFewerPeopleAre484Deaths() {
    AmbitionProgress march = reached("LT-2023-24", "2023-03", "2024-03", 1_050_000, 30_000);

    assertThat(march.reduction()).isEqualByComparingTo("30000");
    assertThat(march.outcomesPrevented()).isEqualTo(30_000.0 / 62);
    assertThat(Math.round(of(march.outcomesPrevented()))).isEqualTo(484);
    assertThat(march.outcomesLow()).isEqualTo(30_000.0 / 101);
    assertThat(march.outcomesHigh()).isEqualTo(30_000.0 / 51);
    assertThat(march.deathsPrevented(ambition("LT-2023-24"))).isEqualTo(30_000.0 / 62);
    assertThat(march.outlook()).isEqualTo("reached");
  }

  @Test
  void onePersonShortOfTheTargetHasNotReachedIt() {
    AmbitionProgress march = reached("LT-2023-24", "2023-03", "2024-03", 1_050_000, 29_999);

    assertThat(march.reduction()).isEqualByComparingTo("29999");
    assertThat(march.outlook()).isEqualTo("missed");
  }

  @Test
  void twentyFiveThousandFewerPeopleAre403Deaths() {
    AmbitionProgress march = reached("LT-2024-25", "2024-03", "2025-03", 1_020_000, 25_000);

    assertThat(Math.round(of(march.outcomesPrevented()))).isEqualTo(403);
    assertThat(march.outlook()).isEqualTo("reached");
  }

  @Test
  void fourAndAHalfThousandFewerOnAHighDoseAre500AdmissionsAndNoDeaths() {
    AmbitionProgress march = reached("HD-2023-24", "2023-03", "2024-03", 60_000, 4_500);

    assertThat(march.outcomesPrevented()).isEqualTo(500.0);
    assertThat(march.outcomesLow()).isNull();
    assertThat(march.deathsPrevented(ambition("HD-2023-24"))).isNull();
  }

  @Test
  void withoutAPublishedNumberNeededToHarmThereAreNoOutcomes() {
    AmbitionProgress march = reached("HD-2024-25", "2024-03", "2025-03", 55_000, 4_500);

    assertThat(march.outlook()).isEqualTo("reached");
    assertThat(march.outcomesPrevented()).isNull();
  }

  /** January to October 2022 against the mean of 2021: neither is the count of one month. */
  @Test
  void theReportedFallIsOfAMeanAgainstAMean() {
    TreeMap<LocalDate, Long> counts = new TreeMap<>();
    YearMonth january = YearMonth.of(2021, 1);
    for (int month = 0; month < 12; month++) {
      counts.put(january.plusMonths(month).atDay(1), 1_060_000L + 100L * (2 * month - 11));
    }
    for (int month = 12; month < 22; month++) {
      counts.put(january.plusMonths(month).atDay(1), 1_038_480L + 50L * (2 * month - 33));
    }

    List<AmbitionProgress> progress = AmbitionProgress.of(ambition("LT-2022"), counts);

    AmbitionProgress october = progress.get(progress.size() - 1);
    assertThat(progress).hasSize(10);
    assertThat(october.month()).isEqualTo("2022-10-01");
    assertThat(october.baseline()).isEqualByComparingTo("1060000");
    assertThat(october.current()).isEqualByComparingTo("1038480");
    assertThat(october.reduction()).isEqualByComparingTo("21520");
    assertThat(october.outlook()).isEqualTo("reached");
    assertThat(october.projected()).isNull();
  }

  @Test
  void aMeanIsExactToTheLastPerson() {
    TreeMap<LocalDate, Long> counts = new TreeMap<>();
    for (int month = 0; month < 13; month++) {
      counts.put(YearMonth.of(2021, 1).plusMonths(month).atDay(1), month == 0 ? 13L : 12L);
    }

    AmbitionProgress january = AmbitionProgress.of(ambition("LT-2022"), counts).get(0);

    assertThat(january.baseline()).isEqualByComparingTo("12.0833");
    assertThat(january.reduction()).isEqualByComparingTo("0.0833");
  }

  @Test
  void morePeopleAreFewerOutcomesPreventedWithTheirRangeTurned() {
    AmbitionProgress march = reached("LT-2023-24", "2023-03", "2024-03", 1_000_000, -6_200);

    assertThat(march.outcomesPrevented()).isEqualTo(-100.0);
    assertThat(of(march.outcomesLow())).isLessThan(-100).isEqualTo(-6_200.0 / 51);
    assertThat(of(march.outcomesHigh())).isGreaterThan(-100).isEqualTo(-6_200.0 / 101);
  }

  @Test
  void withoutEveryMonthOfItsBaselineThereIsNoProgress() {
    TreeMap<LocalDate, Long> counts = new TreeMap<>();
    for (int month = 1; month < 15; month++) {
      counts.put(YearMonth.of(2021, 1).plusMonths(month).atDay(1), 1_000L);
    }

    assertThat(AmbitionProgress.of(ambition("LT-2022"), counts)).isEmpty();
  }

  @Test
  void aMeanThatMissesAMonthIsNotWorkedOut() {
    TreeMap<LocalDate, Long> counts = new TreeMap<>();
    for (int month = 0; month < 22; month++) {
      counts.put(YearMonth.of(2021, 1).plusMonths(month).atDay(1), 1_000L);
    }
    counts.remove(LocalDate.of(2022, 3, 1));

    assertThat(AmbitionProgress.of(ambition("LT-2022"), counts))
        .extracting(AmbitionProgress::month)
        .containsExactly(LocalDate.of(2022, 1, 1), LocalDate.of(2022, 2, 1));
  }

  @Test
  void aStraightFallIsProjectedOnToTheTargetMonth() {
    AmbitionProgress september = straight(2_500);

    assertThat(of(september.projected())).isCloseTo(1_000_000 - 12 * 2_500, within(1e-6));
    assertThat(september.outlook()).isEqualTo("on_track");
    assertThat(straight(1_000).outlook()).isEqualTo("off_track");
  }

  /** The counts of seven months that fall by the same number each, seen in September 2023. */
  private static AmbitionProgress straight(long each) {
    TreeMap<LocalDate, Long> counts = new TreeMap<>();
    for (int month = 0; month < 7; month++) {
      counts.put(YearMonth.of(2023, 3).plusMonths(month).atDay(1), 1_000_000 - each * month);
    }
    List<AmbitionProgress> progress = AmbitionProgress.of(ambition("LT-2023-24"), counts);
    return progress.get(progress.size() - 1);
  }

  /** Worked by hand: mean x 3, mean y 93.2, Sxx 10, slope -2.8, residual sum of squares 12.4. */
  @Test
  void theIntervalIsThatOfOneFurtherCount() {
    LinearTrend trend =
        LinearTrend.through(new double[] {1, 2, 3, 4, 5}, new double[] {98, 97, 92, 93, 86})
            .orElseThrow();

    assertThat(trend.at(7)).isCloseTo(93.2 - 2.8 * 4, within(EXACTLY));
    double spread = Math.sqrt(12.4 / 3 * (1 + 0.2 + 16 / 10.0));
    assertThat(trend.about(7).upper() - trend.at(7)).isCloseTo(3.182446305 * spread, within(1e-6));
    assertThat(trend.at(7) - trend.about(7).lower()).isCloseTo(3.182446305 * spread, within(1e-6));
  }

  @Test
  void threeCountsMakeNoTrend() {
    assertThat(LinearTrend.through(new double[] {1, 2, 3}, new double[] {3, 2, 1})).isEmpty();
    assertThat(LinearTrend.through(new double[] {1, 1, 1, 1}, new double[] {3, 2, 1, 0})).isEmpty();
  }

  /** The counts of two months alone, seen in the month of the target. */
  private static AmbitionProgress reached(
      String id, String from, String to, long baseline, long fewer) {
    TreeMap<LocalDate, Long> counts = new TreeMap<>();
    counts.put(YearMonth.parse(from).atDay(1), baseline);
    counts.put(YearMonth.parse(to).atDay(1), baseline - fewer);
    List<AmbitionProgress> progress = AmbitionProgress.of(ambition(id), counts);
    assertThat(progress).hasSize(1);
    assertThat(progress.get(0).baseline()).isEqualByComparingTo(BigDecimal.valueOf(baseline));
    return progress.get(0);
  }

  private static Ambition ambition(String id) {
    return Ambition.all().stream().filter(a -> a.id().equals(id)).findFirst().orElseThrow();
  }

  private static double of(@Nullable Double value) {
    if (value == null) {
      throw new AssertionError("There is no value");
    }
    return value;
  }
}
