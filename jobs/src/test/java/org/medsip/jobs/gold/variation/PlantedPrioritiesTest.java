package org.medsip.jobs.gold.variation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.medsip.common.OnRows;
import org.medsip.common.Rows;
import org.medsip.common.metric.MeasureCatalogue;
import org.medsip.common.stats.Quantiles;
import org.medsip.common.table.GoldTables;
import org.medsip.jobs.gold.variation.StudyWorld.Counts;
import org.medsip.jobs.gold.variation.StudyWorld.Practice;
import org.medsip.jobs.simulate.TrueUse;

/**
 * The simulated England in full size, with the excesses that its {@code truth.json} names: what is
 * counted at its practices is drawn from their true use, and {@code priority_area} is held against
 * that. In a small part of England a network has one practice, whose own deviation hides the excess
 * of its network: whoever was planted there is truly high no more often than others.
 */
@Tag("slow")
class PlantedPrioritiesTest {

  private static final String COUNT = "high_dose_opioid_items_per_1000";

  /**
   * High-dose items per registrant and month at the published mix: a practice has some 300 a year.
   */
  private static final double ITEMS = 0.003;

  private static final double FIFTH = 0.8;
  private static final int BINS = 5;

  private static final List<TrueUse.OfPractice> TRUTH = TrueUse.of(1);
  private static final StudyWorld WORLD =
      new StudyWorld(
          TRUTH.stream()
              .map(
                  of ->
                      new Practice(
                          of.code(),
                          of.pcn(),
                          of.icb(),
                          of.registrants(),
                          of.score(),
                          ITEMS * of.use()))
              .toList());

  private static final Map<String, Double> TRUE_RATES = trueRates();
  private static final Set<String> DEPRIVED = deprived();
  private static final Set<String> PLANTED = planted();
  private static final List<Row> NETWORKS =
      OnRows.apply(
              VariationStages.priorityArea(MeasureCatalogue.load()),
              figures(),
              WORLD.practiceMonth(),
              WORLD.practiceDeprivation(),
              WORLD.organisationDeprivation())
          .filter("org_level = 'pcn' AND frame = 'national' AND measure_id = '" + COUNT + "'")
          .collectAsList();

  private static Rows figures() {
    Rows rows = Rows.of(GoldTables.MEASURE_ORG_PERIOD);
    Map<String, Counts> year = new HashMap<>();
    for (int quarter = 0; quarter < 4; quarter++) {
      Map<String, Counts> counted = WORLD.counted(quarter, 3);
      counted.forEach((code, counts) -> year.merge(code, counts, Counts::plus));
      LocalDate end =
          StudyWorld.MONTH.minusMonths(3L * quarter).with(TemporalAdjusters.lastDayOfMonth());
      rows.each("period_end", end);
      StudyWorld.addFigures(rows, WORLD, counted, 3);
    }
    rows.each("period_end", StudyWorld.PERIOD_END);
    StudyWorld.addFigures(rows, WORLD, year, 12);
    return rows;
  }

  @Test
  void nearlyAllDeprivedNetworksThatAreTrulyHighAreFoundAndNearlyNoOthers() {
    double high = highestFifthOfTruth();
    int truly = 0;
    int found = 0;
    int chosen = 0;
    int wrong = 0;
    for (Row row : NETWORKS) {
      String code = row.getAs("org_code");
      String joint = row.getAs("joint_class");
      boolean isTruly = DEPRIVED.contains(code) && rate(code) > high;
      truly += isTruly ? 1 : 0;
      found += isTruly && isPriority(joint) ? 1 : 0;
      chosen += joint.equals("priority") ? 1 : 0;
      wrong += joint.equals("priority") && !isTruly ? 1 : 0;
    }

    assertThat(truly).isGreaterThan(50);
    assertThat((double) found / truly).as("sensitivity").isGreaterThanOrEqualTo(0.9);
    assertThat((double) wrong / chosen).as("false discovery rate").isLessThanOrEqualTo(0.1);
  }

  @Test
  void plantedNetworksThatAreDeprivedAndTrulyHighAreFound() {
    double high = highestFifthOfTruth();
    int truly = 0;
    int found = 0;
    int foundHigh = 0;
    int trulyHigh = 0;
    for (Row row : NETWORKS) {
      String code = row.getAs("org_code");
      String joint = row.getAs("joint_class");
      if (PLANTED.contains(code) && rate(code) > high) {
        trulyHigh++;
        foundHigh += isPriority(joint) || joint.equals("high_only") ? 1 : 0;
        truly += DEPRIVED.contains(code) ? 1 : 0;
        found += DEPRIVED.contains(code) && isPriority(joint) ? 1 : 0;
      }
    }

    assertThat(trulyHigh).isGreaterThan(PLANTED.size() / 2);
    assertThat((double) foundHigh / trulyHigh).isGreaterThanOrEqualTo(0.9);
    assertThat((double) found / truly).isGreaterThanOrEqualTo(0.9);
  }

  @Test
  void inEachBinOfTheProbabilityAsManyAreTrulyHighAsItSays() {
    double[] said = new double[BINS];
    int[] truly = new int[BINS];
    int[] count = new int[BINS];
    for (Row row : NETWORKS) {
      double probability = row.<Double>getAs("p_high");
      int bin = Math.min(BINS - 1, (int) (BINS * probability));
      said[bin] += probability;
      truly[bin] += 1_000 * rate(row.getAs("org_code")) > row.<Double>getAs("threshold") ? 1 : 0;
      count[bin]++;
    }
    for (int bin = 0; bin < BINS; bin++) {
      double mean = said[bin] / count[bin];
      double chance = Math.sqrt(mean * (1 - mean) / count[bin]);

      assertThat((double) truly[bin] / count[bin])
          .as("share truly high where %.2f is said of %d", mean, count[bin])
          .isCloseTo(mean, within(0.02 + 3 * chance));
    }
  }

  private static boolean isPriority(String joint) {
    return joint.equals("priority") || joint.equals("probable");
  }

  private static double rate(String network) {
    return TRUE_RATES.getOrDefault(network, 0.0);
  }

  private static double highestFifthOfTruth() {
    return Quantiles.of(TRUE_RATES.values().stream().mapToDouble(Double::doubleValue).toArray())
        .at(FIFTH);
  }

  private static Map<String, List<Practice>> members() {
    Map<String, List<Practice>> members = new TreeMap<>();
    WORLD
        .practices()
        .forEach(p -> members.computeIfAbsent(p.pcn(), next -> new ArrayList<>()).add(p));
    return members;
  }

  private static Map<String, Double> trueRates() {
    Map<String, Double> rates = new TreeMap<>();
    members()
        .forEach(
            (pcn, all) -> {
              double people = all.stream().mapToDouble(Practice::registrants).sum();
              double items = all.stream().mapToDouble(p -> p.registrants() * p.trueRate()).sum();
              rates.put(pcn, items / people);
            });
    return rates;
  }

  private static Set<String> deprived() {
    Map<String, Double> scores = new TreeMap<>();
    members().forEach((pcn, all) -> scores.put(pcn, StudyWorld.score(all)));
    double threshold =
        Quantiles.of(scores.values().stream().mapToDouble(Double::doubleValue).toArray()).at(FIFTH);
    scores.values().removeIf(score -> score < threshold);
    return scores.keySet();
  }

  private static Set<String> planted() {
    Set<String> planted = new TreeSet<>();
    TRUTH.stream().filter(of -> of.excessOfPcn() > 1).forEach(of -> planted.add(of.pcn()));
    return planted;
  }
}
