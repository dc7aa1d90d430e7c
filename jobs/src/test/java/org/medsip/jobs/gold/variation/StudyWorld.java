package org.medsip.jobs.gold.variation;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.medsip.common.Rows;
import org.medsip.common.table.DeprivationTables;
import org.medsip.common.table.GoldTables;
import org.medsip.common.table.SilverTables;

/**
 * An England of practices whose true rates are known: boards of networks of practices, each with
 * people, a deprivation score and a true rate, and what was counted of it.
 *
 * @param practices all practices, by code
 */
record StudyWorld(List<Practice> practices) {

  static final LocalDate MONTH = LocalDate.of(2024, 6, 1);
  static final String PERIOD_END = "2024-06-30";
  static final String QUARTER = "2024-04-01";
  static final long RELEASE = 2019;

  /** Daily doses of an item, each as likely. */
  private static final double[] DOSES = {5, 10, 20, 45};

  /**
   * A practice.
   *
   * @param trueRate items per registrant and month
   */
  record Practice(
      String code, String pcn, String icb, long registrants, double score, double trueRate) {

    String region() {
      return icb.compareTo("I5") < 0 ? "R1" : "R2";
    }
  }

  /** What was counted at an organisation: items, doses and what is divided by. */
  record Counts(long items, double doses, double squares, long registrantMonths) {

    Counts plus(Counts other) {
      return new Counts(
          items + other.items,
          doses + other.doses,
          squares + other.squares,
          registrantMonths + other.registrantMonths);
    }
  }

  /**
   * A random world.
   *
   * @param trueRate of each practice, from how deprived it is (0 the most, 1 the least) and chance
   */
  static StudyWorld random(
      long seed, int boards, int networks, int practicesEach, TrueRate trueRate) {
    Random random = new Random(seed);
    List<Practice> practices = new ArrayList<>();
    for (int board = 0; board < boards; board++) {
      for (int network = 0; network < networks; network++) {
        double around = random.nextDouble();
        for (int p = 0; p < practicesEach; p++) {
          String pcn = "U%d%02d".formatted(board, network);
          double rank = Math.min(0.999, Math.max(0, around + 0.15 * random.nextGaussian()));
          practices.add(
              new Practice(
                  "P%d%02d%02d".formatted(board, network, p),
                  pcn,
                  "I" + board,
                  3_000 + random.nextInt(12_000),
                  60 - 55 * rank,
                  trueRate.of(pcn, rank, random)));
        }
      }
    }
    return new StudyWorld(practices);
  }

  /** The true rate of a practice. */
  interface TrueRate {
    double of(String pcn, double rank, Random random);
  }

  /** What was counted at each practice over some months. */
  Map<String, Counts> counted(long seed, int months) {
    Random random = new Random(seed);
    Map<String, Counts> counted = new TreeMap<>();
    for (Practice practice : practices) {
      long people = practice.registrants() * months;
      long items = poisson(random, people * practice.trueRate());
      double doses = 0;
      double squares = 0;
      for (long item = 0; item < items; item++) {
        double dose = DOSES[random.nextInt(DOSES.length)];
        doses += dose;
        squares += dose * dose;
      }
      counted.put(practice.code(), new Counts(items, doses, squares, people));
    }
    return counted;
  }

  private static long poisson(Random random, double mean) {
    if (mean > 500) {
      return Math.max(0, Math.round(mean + Math.sqrt(mean) * random.nextGaussian()));
    }
    long arrivals = -1;
    for (double time = 0; time <= mean; time -= StrictMath.log(1 - random.nextDouble())) {
      arrivals++;
    }
    return arrivals;
  }

  Rows practiceMonth() {
    Rows rows = Rows.of(SilverTables.PRACTICE_MONTH).each("month", MONTH, "site_kind", "GP");
    for (Practice practice : practices) {
      rows.row(
          "practice_code", practice.code(),
          "pcn_code", practice.pcn(),
          "sicbl_code", practice.icb() + "S",
          "icb_code", practice.icb(),
          "psc_code", practice.region() + "C",
          "region_code", practice.region(),
          "registrants", practice.registrants());
    }
    return rows;
  }

  /** The figures of a count and of doses, at every level, for one period of some months. */
  static void addFigures(Rows rows, StudyWorld world, Map<String, Counts> counted, int window) {
    Map<String, Counts> byOrganisation = new TreeMap<>();
    for (Practice practice : world.practices()) {
      Counts counts = counted.get(practice.code());
      for (String organisation :
          List.of(
              "practice " + practice.code(),
              "pcn " + practice.pcn(),
              "sicbl " + practice.icb() + "S",
              "icb " + practice.icb(),
              "psc " + practice.region() + "C",
              "region " + practice.region(),
              "england ENG")) {
        byOrganisation.merge(organisation, counts, Counts::plus);
      }
    }
    byOrganisation.forEach(
        (organisation, counts) -> {
          String[] place = organisation.split(" ", 2);
          rows.each(
              "org_level",
              place[0],
              "org_code",
              place[1],
              "org_name",
              "Name of " + place[1],
              "org_vintage",
              "as_was",
              "window_months",
              window,
              "months",
              window,
              "definition_id",
              "test",
              "denominator",
              counts.registrantMonths());
          rows.row(
              "measure_id",
              "high_dose_opioid_items_per_1000",
              "variant",
              "120",
              "numerator",
              counts.items(),
              "numerator_squares",
              counts.items(),
              "items",
              counts.items(),
              "value",
              1000.0 * counts.items() / counts.registrantMonths());
          rows.row(
              "measure_id",
              "opioid_ddd_per_1000_per_day",
              "variant",
              "main_index",
              "numerator",
              exact(counts.doses()),
              "numerator_squares",
              exact(counts.squares()),
              "items",
              counts.items(),
              "value",
              1000.0 * counts.doses() / counts.registrantMonths());
        });
  }

  Rows figures(Map<String, Counts> counted, int window) {
    Rows rows = Rows.of(GoldTables.MEASURE_ORG_PERIOD).each("period_end", PERIOD_END);
    addFigures(rows, this, counted, window);
    return rows;
  }

  /** Scores with national fifths by registrants, and half of the people in the fifth beside it. */
  Rows practiceDeprivation() {
    Rows rows =
        Rows.of(DeprivationTables.PRACTICE_DEPRIVATION)
            .each("quarter", QUARTER, "imd_release", RELEASE, "source", "lsoa_weighted");
    Map<String, Integer> fifths = fifths(practices, Practice::registrants);
    Map<String, Integer> within = new TreeMap<>();
    practices.stream()
        .map(Practice::icb)
        .distinct()
        .forEach(
            icb ->
                within.putAll(
                    fifths(
                        practices.stream().filter(p -> p.icb().equals(icb)).toList(),
                        Practice::registrants)));
    for (Practice practice : practices) {
      int fifth = fifths.getOrDefault(practice.code(), 0);
      rows.each(
          "practice_code", practice.code(),
          "registrants", practice.registrants(),
          "imd_score_weighted", practice.score(),
          "coverage", 0.99,
          "quintile_1_most_deprived", fifth,
          "quintile_within_icb_1_most_deprived", within.get(practice.code()));
      for (int q = 1; q <= 5; q++) {
        double share = q == fifth ? 0.6 : 0.1;
        rows.each("share_" + DeprivationTables.QUINTILES.get(q - 1), share);
      }
      rows.row();
    }
    return rows;
  }

  Rows organisationDeprivation() {
    Rows rows =
        Rows.of(DeprivationTables.ORGANISATION_DEPRIVATION)
            .each(
                "quarter",
                QUARTER,
                "imd_release",
                RELEASE,
                "org_vintage",
                "as_was",
                "coverage",
                0.99,
                "source",
                "lsoa_weighted");
    Map<String, List<Practice>> members = new TreeMap<>();
    for (Practice practice : practices) {
      for (String organisation :
          List.of(
              "pcn " + practice.pcn(),
              "sicbl " + practice.icb() + "S",
              "icb " + practice.icb(),
              "psc " + practice.region() + "C")) {
        members.computeIfAbsent(organisation, next -> new ArrayList<>()).add(practice);
      }
    }
    members.forEach(
        (organisation, all) -> {
          String[] place = organisation.split(" ", 2);
          rows.row(
              "org_level", place[0],
              "org_code", place[1],
              "imd_score_weighted", score(all));
        });
    return rows;
  }

  static double score(List<Practice> practices) {
    double people = practices.stream().mapToDouble(Practice::registrants).sum();
    return practices.stream().mapToDouble(p -> p.score() * p.registrants()).sum() / people;
  }

  /** Fifths by score, the most deprived first, each with a fifth of the weight. */
  static Map<String, Integer> fifths(List<Practice> practices, ToDoubleFunction<Practice> weight) {
    List<Practice> ranked =
        practices.stream().sorted(Comparator.comparingDouble(Practice::score).reversed()).toList();
    double all = ranked.stream().mapToDouble(weight).sum();
    double before = 0;
    Map<String, Integer> fifths = new TreeMap<>();
    for (Practice practice : ranked) {
      double own = weight.applyAsDouble(practice);
      fifths.put(practice.code(), Math.min(5, 1 + (int) (5 * (before + own / 2) / all)));
      before += own;
    }
    return fifths;
  }

  static BigDecimal exact(double value) {
    return BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_EVEN);
  }
}
