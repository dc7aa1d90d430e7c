package org.medsip.jobs.gold.variation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.medsip.common.OnRows;
import org.medsip.common.Rows;
import org.medsip.common.metric.MeasureCatalogue;
import org.medsip.common.stats.Quantiles;
import org.medsip.common.table.GoldTables;
import org.medsip.jobs.gold.variation.StudyWorld.Counts;
import org.medsip.jobs.gold.variation.StudyWorld.Practice;

/**
 * A world of ten boards, 250 networks and 1,000 practices whose true rates are known; one network
 * in ten has an excess of half.
 */
class PriorityAreaStageTest {

  private static final String COUNT = "high_dose_opioid_items_per_1000";
  private static final String DOSES = "opioid_ddd_per_1000_per_day";

  private static final Set<String> EXCESS = new HashSet<>();
  private static final StudyWorld WORLD = world();
  private static final List<Row> ROWS =
      OnRows.apply(
              VariationStages.priorityArea(MeasureCatalogue.load()),
              figures(),
              practiceMonth(),
              WORLD.practiceDeprivation(),
              WORLD.organisationDeprivation())
          .collectAsList();

  private static StudyWorld world() {
    Map<String, Double> ofNetwork = new TreeMap<>();
    return StudyWorld.random(
        20_260_331,
        10,
        25,
        4,
        (pcn, rank, random) -> {
          double network =
              ofNetwork.computeIfAbsent(
                  pcn,
                  next -> {
                    boolean excess = random.nextInt(10) == 0;
                    if (excess) {
                      EXCESS.add(pcn);
                    }
                    return 0.1 * random.nextGaussian() + (excess ? Math.log(1.5) : 0);
                  });
          return 0.004 * Math.exp(0.3 * (0.5 - rank) + network + 0.15 * random.nextGaussian());
        });
  }

  /** The year and its half, and the quarters they are made of. */
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
      if (quarter == 1) {
        rows.each("period_end", StudyWorld.PERIOD_END);
        StudyWorld.addFigures(rows, WORLD, year, 6);
      }
    }
    rows.each("period_end", StudyWorld.PERIOD_END);
    StudyWorld.addFigures(rows, WORLD, year, 12);
    rows.each("org_level", "practice", "value", null, "numerator", 3, "denominator", null);
    rows.row("measure_id", COUNT, "variant", "120", "org_code", "SHORT", "months", 7);
    return rows;
  }

  /** The practices of the world, and one that has no value for the whole year. */
  private static Rows practiceMonth() {
    return WORLD
        .practiceMonth()
        .row(
            "practice_code", "SHORT",
            "pcn_code", "U000",
            "icb_code", "I0",
            "registrants", 5_000);
  }

  @Test
  void everyOrganisationIsJudgedOnceByEveryWayOfMeasuring() {
    Set<String> keys = new HashSet<>();
    for (Row row : ROWS) {
      StringBuilder key = new StringBuilder();
      for (String column :
          List.of(
              "org_level",
              "org_code",
              "window_months",
              "measure_id",
              "variant",
              "imd_release",
              "frame")) {
        key.append(row.<Object>getAs(column)).append(' ');
      }
      assertThat(keys.add(key.toString())).as(key.toString()).isTrue();
    }
    int ways = 2 * 2;
    int national = 1_000 + 250 + 10 + 10 + 2;
    int within = 1_000 + 250;

    assertThat(ROWS).hasSize(ways * (national + within) + 2);
  }

  @Test
  void nearlyAllDeprivedNetworksWithATrulyHighRateAreFoundAndNearlyNoOthers() {
    Map<String, Double> truth = trueRates();
    double high =
        Quantiles.of(truth.values().stream().mapToDouble(Double::doubleValue).toArray()).at(0.8);
    Set<String> deprived = deprivedNetworks();
    int truly = 0;
    int found = 0;
    int chosen = 0;
    int wrong = 0;
    for (Row row : networks(DOSES, 12, "national")) {
      String code = row.getAs("org_code");
      String joint = row.getAs("joint_class");
      boolean isTruly = deprived.contains(code) && truth.getOrDefault(code, 0.0) > high;
      truly += isTruly ? 1 : 0;
      found += isTruly && (joint.equals("priority") || joint.equals("probable")) ? 1 : 0;
      chosen += joint.equals("priority") ? 1 : 0;
      wrong += joint.equals("priority") && !isTruly ? 1 : 0;
    }

    assertThat(truly).isGreaterThan(10);
    assertThat((double) found / truly).as("sensitivity").isGreaterThanOrEqualTo(0.9);
    assertThat((double) wrong / chosen).as("false discovery rate").isLessThanOrEqualTo(0.1);
  }

  @Test
  void deprivedNetworksWithAPlantedExcessArePriorities() {
    Set<String> deprived = deprivedNetworks();
    List<String> classes = new ArrayList<>();
    for (Row row : networks(COUNT, 12, "national")) {
      if (EXCESS.contains(row.<String>getAs("org_code"))
          && deprived.contains(row.getAs("org_code"))) {
        classes.add(row.getAs("joint_class"));
      }
    }
    long priorities = classes.stream().filter("priority"::equals).count();

    assertThat(classes).hasSizeGreaterThan(3);
    assertThat((double) priorities / classes.size()).isGreaterThanOrEqualTo(0.9);
  }

  @Test
  void theProbabilityOfBeingHighComesTrueAsOften() {
    for (String level : List.of("practice", "pcn")) {
      Map<String, Double> truth = level.equals("pcn") ? trueRates() : trueRatesOfPractices();
      double probable = 0;
      int high = 0;
      for (Row row : rows(r -> isNationalYear(r, level, COUNT))) {
        if (row.isNullAt(row.fieldIndex("p_high"))) {
          continue;
        }
        probable += row.<Double>getAs("p_high");
        high +=
            1000 * truth.getOrDefault(row.<String>getAs("org_code"), 0.0)
                    > row.<Double>getAs("threshold")
                ? 1
                : 0;
      }

      assertThat(probable).as(level).isCloseTo(high, within(0.15 * high));
    }
  }

  @Test
  void classesFollowFromDeprivationAndProbability() {
    for (Row row : ROWS) {
      String joint = row.getAs("joint_class");
      if (joint.equals("insufficient")) {
        continue;
      }
      boolean deprived = row.getAs("deprived");
      double high = row.getAs("p_high");
      String expected =
          deprived
              ? high >= 0.8 ? "priority" : high >= 0.5 ? "probable" : "deprived_only"
              : high >= 0.5 ? "high_only" : "neither";

      assertThat(joint).isEqualTo(expected);
      assertThat(row.<Long>getAs("rank_p05")).isLessThanOrEqualTo(row.<Long>getAs("rank_median"));
      assertThat(row.<Long>getAs("rank_median")).isLessThanOrEqualTo(row.<Long>getAs("rank_p95"));
      assertThat(row.<Double>getAs("excess")).isNotNegative();
    }
  }

  @Test
  void agreementIsTheShareOfAllWaysWithTheSameClass() {
    Map<String, List<Row>> ways = new TreeMap<>();
    for (Row row :
        rows(r -> r.getAs("measure_id").equals(DOSES) && r.getAs("org_level").equals("pcn"))) {
      ways.computeIfAbsent(row.getAs("org_code"), next -> new ArrayList<>()).add(row);
    }
    ways.values()
        .forEach(
            ofOne -> {
              for (Row row : ofOne) {
                String joint = row.getAs("joint_class");
                long same =
                    ofOne.stream().filter(r -> r.getAs("joint_class").equals(joint)).count();

                assertThat(row.<Long>getAs("ways")).isEqualTo(4);
                assertThat(row.<Double>getAs("agreement")).isEqualTo(same / 4.0);
              }
            });
  }

  @Test
  void whatIsSaidOfAPriorityCanBeReadAloud() {
    Row row =
        networks(DOSES, 12, "national").stream()
            .filter(r -> r.getAs("joint_class").equals("priority"))
            .findFirst()
            .orElseThrow();

    assertThat(row.<String>getAs("rationale"))
        .startsWith(
            "Deprived and high: in the most deprived fifth of PCNs in England (mean IMD 2019")
        .contains(
            "DDD per 1,000 registrants per day (main_index) over the 12 months to 30 June 2024")
        .contains("of 250")
        .endsWith("ways of measuring agree.");
  }

  @Test
  void whoeverHasNoValueForTheWholePeriodIsInsufficientAndTheSentenceSaysWhy() {
    List<Row> found = rows(row -> row.getAs("org_code").equals("SHORT"));

    assertThat(found)
        .hasSize(2)
        .allMatch(row -> row.getAs("joint_class").equals("insufficient"))
        .allMatch(row -> row.isNullAt(row.fieldIndex("agreement")));
    assertThat(found.get(0).<String>getAs("rationale"))
        .isEqualTo("Too little is known: the measure has no value for the whole of the period.");
  }

  @Test
  void twoAreasOfCollaborativesAreTooFewToHaveAHighestFifth() {
    assertThat(rows(row -> row.getAs("org_level").equals("psc")))
        .allMatch(row -> row.getAs("joint_class").equals("insufficient"));
  }

  private static boolean isNationalYear(Row row, String level, String measure) {
    return row.getAs("org_level").equals(level)
        && row.getAs("measure_id").equals(measure)
        && row.<Long>getAs("window_months") == 12
        && row.getAs("frame").equals("national");
  }

  private static List<Row> networks(String measure, long window, String frame) {
    return rows(
        row ->
            row.getAs("org_level").equals("pcn")
                && row.getAs("measure_id").equals(measure)
                && row.<Long>getAs("window_months") == window
                && row.getAs("frame").equals(frame));
  }

  private static List<Row> rows(Predicate<Row> which) {
    return ROWS.stream().filter(which).toList();
  }

  private static Map<String, List<Practice>> members() {
    Map<String, List<Practice>> members = new TreeMap<>();
    WORLD
        .practices()
        .forEach(p -> members.computeIfAbsent(p.pcn(), next -> new ArrayList<>()).add(p));
    return members;
  }

  private static Set<String> deprivedNetworks() {
    Map<String, Double> scores = new TreeMap<>();
    members().forEach((pcn, all) -> scores.put(pcn, StudyWorld.score(all)));
    double threshold =
        Quantiles.of(scores.values().stream().mapToDouble(Double::doubleValue).toArray()).at(0.8);
    scores.values().removeIf(score -> score < threshold);
    return scores.keySet();
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

  private static Map<String, Double> trueRatesOfPractices() {
    Map<String, Double> rates = new TreeMap<>();
    WORLD.practices().forEach(p -> rates.put(p.code(), p.trueRate()));
    return rates;
  }
}
