package org.medsip.jobs.gold.variation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.medsip.common.OnRows;
import org.medsip.common.Rows;
import org.medsip.common.metric.MeasureCatalogue;
import org.medsip.common.run.Stage;
import org.medsip.jobs.gold.variation.StudyWorld.Counts;
import org.medsip.jobs.gold.variation.StudyWorld.Practice;

/**
 * A world of nine boards, 90 networks and 540 practices: the log of the true rate rises by 0.3 from
 * the least to the most deprived and varies by 0.12 between networks and 0.25 between practices.
 */
class VariationStagesTest {

  private static final MeasureCatalogue CATALOGUE = MeasureCatalogue.load();
  private static final String COUNT = "high_dose_opioid_items_per_1000";
  private static final String DOSES = "opioid_ddd_per_1000_per_day";
  private static final double GRADIENT = 0.3;
  private static final double BETWEEN_NETWORKS = 0.12;
  private static final double BETWEEN_PRACTICES = 0.25;

  private static final StudyWorld WORLD = world();
  private static final Map<String, Counts> COUNTED = WORLD.counted(3, 12);
  private static final Rows FIGURES = WORLD.figures(COUNTED, 12);

  private static final List<Row> SUMMARIES =
      rows(VariationStages.variationSummary(CATALOGUE), FIGURES, WORLD.practiceMonth());
  private static final List<Row> FUNNEL =
      rows(VariationStages.funnelUnit(CATALOGUE), FIGURES, WORLD.practiceMonth());
  private static final List<Row> GRADIENTS =
      rows(
          VariationStages.deprivationGradient(CATALOGUE),
          FIGURES,
          WORLD.practiceMonth(),
          WORLD.practiceDeprivation());

  private static StudyWorld world() {
    Map<String, Double> ofNetwork = new TreeMap<>();
    return StudyWorld.random(
        20_240_630,
        9,
        10,
        6,
        (pcn, rank, random) -> {
          double network =
              ofNetwork.computeIfAbsent(pcn, next -> BETWEEN_NETWORKS * random.nextGaussian());
          return 0.01
              * Math.exp(
                  GRADIENT * (0.5 - rank) + network + BETWEEN_PRACTICES * random.nextGaussian());
        });
  }

  @Test
  void everyLevelIsSummedUpWithinEnglandAndPracticesAndNetworksWithinBoards() {
    Set<String> said = new HashSet<>();
    SUMMARIES.forEach(
        row ->
            said.add(
                "%s within %s %s: %d"
                    .formatted(
                        row.<String>getAs("level"),
                        row.<String>getAs("parent_level"),
                        row.<String>getAs("parent_code"),
                        row.<Long>getAs("n"))));

    assertThat(said)
        .contains(
            "practice within england ENG: 540",
            "pcn within england ENG: 90",
            "icb within england ENG: 9",
            "practice within icb I0: 60",
            "pcn within icb I8: 10",
            "practice within psc R1C: 300")
        .noneMatch(text -> text.startsWith("region") || text.startsWith("psc"));
  }

  @Test
  void theSummaryOfPracticesIsWhatPlainLoopsGive() {
    Row summary = one(SUMMARIES, COUNT, row -> isEngland(row) && isAt(row, "level", "practice"));
    double items = 0;
    double months = 0;
    for (Counts counts : COUNTED.values()) {
      items += counts.items();
      months += counts.registrantMonths();
    }
    double sum = 0;
    double squares = 0;
    double systematic = 0;
    for (Counts counts : COUNTED.values()) {
      double expected = counts.registrantMonths() * items / months;
      double value = 1000.0 * counts.items() / counts.registrantMonths();
      sum += value;
      squares += value * value;
      systematic += (Math.pow(counts.items() - expected, 2) - expected) / expected / expected;
    }
    double mean = sum / 540;

    assertThat(summary.<Double>getAs("rate")).isCloseTo(1000 * items / months, within(1e-9));
    assertThat(summary.<Double>getAs("cv"))
        .isCloseTo(Math.sqrt((squares - 540 * mean * mean) / 539) / mean, within(1e-9));
    assertThat(summary.<Double>getAs("scv")).isCloseTo(100 * systematic / 540, within(1e-9));
    assertThat(summary.isNullAt(summary.fieldIndex("icc"))).isTrue();
  }

  @Test
  void thePlantedVarianceIsFoundAliveInCountsAndInDoses() {
    double ofLog =
        BETWEEN_NETWORKS * BETWEEN_NETWORKS
            + BETWEEN_PRACTICES * BETWEEN_PRACTICES
            + GRADIENT * GRADIENT / 12;
    double planted = Math.expm1(ofLog);
    for (String measure : List.of(COUNT, DOSES)) {
      Row summary =
          one(SUMMARIES, measure, row -> isEngland(row) && isAt(row, "level", "practice"));

      assertThat(summary.<Double>getAs("tau2")).isCloseTo(planted, within(0.2 * planted));
      assertThat(summary.<Double>getAs("tau2_lcl")).isLessThan(planted);
      assertThat(summary.<Double>getAs("tau2_ucl")).isGreaterThan(planted);
      assertThat(summary.<Double>getAs("mor"))
          .isCloseTo(Math.exp(0.6745 * Math.sqrt(2 * ofLog)), within(0.04));
      assertThat(summary.<Double>getAs("phi")).isGreaterThan(5);
    }
  }

  @Test
  void partOfTheVarianceBetweenPracticesLiesBetweenNetworks() {
    Row networks = one(SUMMARIES, COUNT, row -> isEngland(row) && isAt(row, "level", "pcn"));

    assertThat(networks.<Double>getAs("icc")).isBetween(0.08, 0.35);
  }

  @Test
  void everyOrganisationLiesInTheFunnelOfItsLevelByBothMethods() {
    assertThat(FUNNEL).hasSize(2 * 2 * (540 + 90 + 9 + 9));
    for (Row row : FUNNEL) {
      double ratio = row.<Double>getAs("ratio");
      boolean inside =
          ratio >= row.<Double>getAs("lower_95") && ratio <= row.<Double>getAs("upper_95");

      assertThat(row.<String>getAs("flag").equals("within")).isEqualTo(inside);
      assertThat(Math.abs(row.<Double>getAs("z_adjusted")))
          .isLessThanOrEqualTo(Math.abs(row.<Double>getAs("z")) + 1e-12);
    }
  }

  @Test
  void observedAndExpectedOfALevelAddUpToTheSame() {
    double observed = 0;
    double expected = 0;
    for (Row row : FUNNEL) {
      if (isAt(row, "measure_id", DOSES)
          && isAt(row, "org_level", "pcn")
          && isAt(row, "method", "additive")) {
        observed += row.<Double>getAs("observed");
        expected += row.<Double>getAs("expected");
      }
    }

    assertThat(observed).isPositive().isCloseTo(expected, within(1e-6 * expected));
  }

  @Test
  void thePlantedGradientIsFoundAndLiesInItsInterval() {
    for (String measure : List.of(COUNT, DOSES)) {
      Row england =
          one(
              GRADIENTS,
              measure,
              row -> isEnglandArea(row) && isAt(row, "attribution", "practice"));

      assertThat(england.<Double>getAs("rii_lcl")).isLessThan(Math.exp(GRADIENT)).isGreaterThan(1);
      assertThat(england.<Double>getAs("rii_ucl")).isGreaterThan(Math.exp(GRADIENT));
      assertThat(england.<Double>getAs("sii")).isPositive();
      assertThat(england.<Double>getAs("sii_lcl")).isPositive();
      assertThat(england.<Double>getAs("concentration_index")).isNegative();
      assertThat(england.<Double>getAs("per_decile")).isPositive();
      assertThat(england.<Double>getAs("rate_q1")).isGreaterThan(england.<Double>getAs("rate_q5"));
    }
  }

  @Test
  void theRateOfAFifthIsThatOfItsPracticesTogether() {
    Map<String, Integer> fifths = StudyWorld.fifths(WORLD.practices(), Practice::registrants);
    double items = 0;
    double months = 0;
    for (Practice practice : WORLD.practices()) {
      if (fifths.getOrDefault(practice.code(), 0) == 2) {
        items += Objects.requireNonNull(COUNTED.get(practice.code())).items();
        months += Objects.requireNonNull(COUNTED.get(practice.code())).registrantMonths();
      }
    }
    Row england =
        one(GRADIENTS, COUNT, row -> isEnglandArea(row) && isAt(row, "attribution", "practice"));

    assertThat(england.<Double>getAs("rate_q2")).isCloseTo(1000 * items / months, within(1e-9));
  }

  @Test
  void sharedAmongSmallAreasTheGradientIsSmallerAndOfTheSameSign() {
    Row practices =
        one(GRADIENTS, COUNT, row -> isEnglandArea(row) && isAt(row, "attribution", "practice"));
    Row shared =
        one(GRADIENTS, COUNT, row -> isEnglandArea(row) && isAt(row, "attribution", "lsoa"));

    assertThat(shared.<Double>getAs("sii")).isPositive();
    assertThat(shared.<Double>getAs("sii")).isLessThan(practices.<Double>getAs("sii"));
    assertThat(shared.<Double>getAs("concentration_index")).isNegative();
    assertThat(shared.isNullAt(shared.fieldIndex("per_decile"))).isTrue();
  }

  @Test
  void anAreaWithoutPracticesInEveryFifthHasAReasonInsteadOfAGradient() {
    List<Row> few =
        GRADIENTS.stream()
            .filter(row -> "too_few_practices_in_a_fifth".equals(row.getAs("missing_reason")))
            .toList();
    for (Row row : GRADIENTS) {
      assertThat(row.isNullAt(row.fieldIndex("sii")))
          .isEqualTo(!row.isNullAt(row.fieldIndex("missing_reason")));
    }
    assertThat(few).allMatch(row -> !isEnglandArea(row));
    assertThat(GRADIENTS).hasSize(2 * 2 * (1 + 2 + 9 + 2));
  }

  @Test
  void howTheRowsAreSpreadOverPartitionsChangesNothing() {
    Stage stage = VariationStages.variationSummary(CATALOGUE);
    List<String> before = texts(SUMMARIES);
    List<String> after = texts(rows(stage, shuffled(), WORLD.practiceMonth()));

    assertThat(after).isEqualTo(before);
  }

  /** The same figures, the last first. */
  private static Rows shuffled() {
    StudyWorld turned = new StudyWorld(new ArrayList<>(WORLD.practices()));
    java.util.Collections.reverse(turned.practices());
    return turned.figures(COUNTED, 12);
  }

  private static List<String> texts(List<Row> rows) {
    return rows.stream().map(Row::toString).sorted().toList();
  }

  private static List<Row> rows(Stage stage, Rows... tables) {
    return OnRows.apply(stage, tables).collectAsList();
  }

  private static boolean isAt(Row row, String column, String value) {
    return row.<String>getAs(column).equals(value);
  }

  private static boolean isEngland(Row row) {
    return isAt(row, "parent_level", "england");
  }

  private static boolean isEnglandArea(Row row) {
    return isAt(row, "org_level", "england");
  }

  private static Row one(List<Row> rows, String measure, Predicate<Row> which) {
    List<Row> found =
        rows.stream().filter(row -> isAt(row, "measure_id", measure) && which.test(row)).toList();
    assertThat(found).hasSize(1);
    return found.get(0);
  }
}
