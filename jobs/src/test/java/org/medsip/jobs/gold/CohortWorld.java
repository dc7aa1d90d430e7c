package org.medsip.jobs.gold;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.medsip.common.Rows;
import org.medsip.common.cohort.NaiveCohorts;
import org.medsip.common.cohort.NaiveCohorts.Dispensed;
import org.medsip.common.table.CohortTables;
import org.medsip.common.table.SilverTables;

/**
 * A few hundred people of a small random England, who move between practices: what they were given,
 * month by month, and in which cohorts they are by plain loops over it.
 */
final class CohortWorld {

  static final YearMonth FIRST = YearMonth.of(2024, 1);
  static final int MONTHS = 19;
  static final List<String> SEXES = List.of("FEMALE", "MALE");
  static final List<String> AGES = List.of("30_34", "65_69", "95+");

  /** A practice of the extract that is in no prescribing file. */
  static final String NOWHERE = "Y00000";

  private static final int PRACTICES = 14;
  private static final String MORPHINE = "0407020Q0AAAAAA";

  final List<Person> people = new ArrayList<>();

  /** Where a practice lies; the levels are those of every table. */
  record Place(String practice, String kind, String pcn, String sicbl, String icb, String region) {

    String at(String level) {
      boolean gp = kind.equals("GP");
      return switch (level) {
        case "practice" -> kind.equals("NON_GP") ? kind : practice;
        case "england" -> "ENG";
        case "pcn" -> gp ? pcn : kind;
        case "sicbl" -> gp ? sicbl : kind;
        case "icb" -> gp ? icb : kind;
        case "psc" -> gp ? "PSC" + icb.charAt(1) : kind;
        default -> gp ? region : kind;
      };
    }
  }

  /** Somebody, the practices they had items from, and what they were given. */
  static final class Person {
    final String id;
    final String sex;
    final String age;
    final Map<YearMonth, String> practices = new TreeMap<>();
    final NaiveCohorts given = new NaiveCohorts();
    private final Map<YearMonth, Set<String>> known = new TreeMap<>();

    Person(String id, String sex, String age) {
      this.id = id;
      this.sex = sex;
      this.age = age;
    }

    Set<String> cohorts(YearMonth month) {
      return known.computeIfAbsent(month, given::of);
    }

    boolean hadOpioid(YearMonth month) {
      Dispensed then = given.dispensed().get(month);
      return then != null && then.opioids() > 0;
    }

    double mg(YearMonth month) {
      Dispensed then = given.dispensed().get(month);
      return then == null ? 0 : then.ome() / (double) NaiveCohorts.UNITS;
    }

    /** The practice of the newest month with an opioid that is not later. */
    String practice(YearMonth month) {
      YearMonth then = month;
      while (!hadOpioid(then)) {
        then = then.minusMonths(1);
      }
      return practices.getOrDefault(then, "");
    }

    boolean hasStopped(YearMonth month) {
      return !hadOpioid(month)
          && !hadOpioid(month.minusMonths(1))
          && !hadOpioid(month.minusMonths(2));
    }

    /** Whether all opioids of some months were from places of one organisation. */
    boolean hadAllAt(String level, String org, int months, YearMonth last) {
      boolean all = true;
      for (int back = 0; back < months; back++) {
        YearMonth then = last.minusMonths(back);
        all &= !hadOpioid(then) || place(practices.getOrDefault(then, "")).at(level).equals(org);
      }
      return all;
    }
  }

  CohortWorld(long seed, int size) {
    Random random = new Random(seed);
    for (int i = 0; i < size; i++) {
      people.add(person(i, random));
    }
  }

  private static Person person(int number, Random random) {
    Person person =
        new Person(
            "PSEUDO-%04d".formatted(number),
            SEXES.get(random.nextInt(2)),
            AGES.get(random.nextInt(20) == 0 ? 2 : random.nextInt(2)));
    double often = List.of(0.6, 0.9, 0.97, 1.0).get(random.nextInt(4));
    long usual = NaiveCohorts.UNITS * List.of(300, 2_800, 3_600, 5_000).get(random.nextInt(4));
    int ends = random.nextInt(4) == 0 ? random.nextInt(MONTHS) : MONTHS;
    String practice = practiceOf(random.nextInt(PRACTICES) * random.nextInt(PRACTICES) / PRACTICES);
    for (int month = 0; month < ends; month++) {
      practice = random.nextInt(30) == 0 ? practiceOf(random.nextInt(PRACTICES)) : practice;
      if (random.nextDouble() < often) {
        boolean opioid = random.nextInt(20) > 0;
        Set<String> beside = new HashSet<>();
        List.of("gab", "bzd", "z").stream()
            .filter(b -> random.nextInt(5) == 0)
            .forEach(beside::add);
        long ome = usual + NaiveCohorts.UNITS * random.nextInt(400);
        long supply = 7 * NaiveCohorts.UNITS * random.nextInt(1, 9);
        person.practices.put(FIRST.plusMonths(month), practice);
        person.given.dispense(
            FIRST.plusMonths(month),
            new Dispensed(opioid ? 1 : 0, opioid ? ome : 0, opioid ? supply : 0, beside));
      }
    }
    return person;
  }

  private static String practiceOf(int number) {
    return number == PRACTICES - 1 ? NOWHERE : "A%05d".formatted(number);
  }

  static Place place(String practice) {
    if (practice.equals(NOWHERE)) {
      return new Place(practice, "UNMATCHED", "", "", "", "");
    }
    int n = Integer.parseInt(practice.substring(1));
    String kind = n == PRACTICES - 2 ? "NON_GP" : "GP";
    return new Place(practice, kind, "U" + n / 2, "S" + n / 4, "I" + n / 6, "R" + n / 8);
  }

  static Set<String> practices() {
    Set<String> all = new TreeSet<>();
    for (int n = 0; n < PRACTICES; n++) {
      all.add(practiceOf(n));
    }
    return all;
  }

  Rows patientMonth() {
    Rows rows = Rows.of(CohortTables.PATIENT_MONTH);
    for (Person person : people) {
      person
          .given
          .dispensed()
          .forEach(
              (month, what) ->
                  rows.row(
                      "month",
                      month.atDay(1),
                      "pseudo_id",
                      person.id,
                      "practice_code",
                      person.practices.get(month),
                      "sex",
                      person.sex,
                      "age_band",
                      person.age,
                      "items",
                      what.opioids() + what.beside().size(),
                      "captured_items",
                      what.opioids(),
                      "opioid_items",
                      what.opioids(),
                      "ome_openprescribing_2026",
                      what.opioids() == 0 ? null : exact(what.ome()),
                      "days_supplied",
                      what.opioids() == 0 ? null : exact(what.supply()),
                      "gabapentinoid_items",
                      what.beside().contains("gab") ? 1 : 0,
                      "benzodiazepine_items",
                      what.beside().contains("bzd") ? 1 : 0,
                      "z_drug_items",
                      what.beside().contains("z") ? 1 : 0));
    }
    return rows;
  }

  private static BigDecimal exact(long units) {
    return BigDecimal.valueOf(units, 4);
  }

  /** The places of every month; 2,000 people are registered with each practice. */
  Rows practiceMonth() {
    Rows rows = Rows.of(SilverTables.PRACTICE_MONTH);
    for (int month = 0; month < MONTHS; month++) {
      for (String practice : practices()) {
        Place place = place(practice);
        if (!practice.equals(NOWHERE)) {
          boolean gp = place.kind.equals("GP");
          rows.row(
              "month", FIRST.plusMonths(month).atDay(1),
              "practice_code", practice,
              "site_kind", place.kind,
              "pcn_code", gp ? place.at("pcn") : null,
              "sicbl_code", gp ? place.at("sicbl") : null,
              "icb_code", gp ? place.at("icb") : null,
              "psc_code", gp ? place.at("psc") : null,
              "region_code", gp ? place.at("region") : null,
              "registrants", gp ? 2_000 : null);
        }
      }
    }
    return rows;
  }

  /** All prescribing, of which the items of the people are a part: a mg is a unit. */
  Rows prescribing() {
    Map<YearMonth, Map<String, long[]>> sums = new TreeMap<>();
    for (Person person : people) {
      person
          .given
          .dispensed()
          .forEach(
              (month, what) -> {
                long[] sum =
                    sums.computeIfAbsent(month, none -> new TreeMap<>())
                        .computeIfAbsent(
                            person.practices.getOrDefault(month, ""), none -> new long[2]);
                sum[0] += what.opioids();
                sum[1] += what.ome();
              });
    }
    Rows rows = Rows.of(SilverTables.PRESCRIBING);
    sums.forEach(
        (month, byPractice) ->
            byPractice.forEach(
                (practice, sum) -> {
                  if (!practice.equals(NOWHERE)) {
                    rows.row(
                        "month",
                        month.atDay(1),
                        "practice_code",
                        practice,
                        "bnf_code",
                        MORPHINE,
                        "source_rows",
                        1,
                        "items",
                        sum[0],
                        "total_quantity",
                        exact(sum[1]));
                  }
                }));
    return rows;
  }

  static Rows productMonth() {
    Rows rows = Rows.of(SilverTables.PRODUCT_MONTH);
    for (int month = 0; month < MONTHS; month++) {
      rows.row(
          "month",
          FIRST.plusMonths(month).atDay(1),
          "bnf_code",
          MORPHINE,
          "resolution",
          "opioid",
          "route",
          "oral",
          "ome_openprescribing_2026_per_unit",
          1);
    }
    return rows;
  }

  static YearMonth month(int number) {
    return FIRST.plusMonths(number);
  }

  static LocalDate day(int number) {
    return month(number).atDay(1);
  }
}
