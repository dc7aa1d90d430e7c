package org.medsip.common.cohort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medsip.common.cohort.NaiveCohorts.UNITS;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.medsip.common.cohort.Cohort.Beside;
import org.medsip.common.cohort.NaiveCohorts.Dispensed;
import org.medsip.common.product.OmeSet;

class CohortRulesTest {

  private static final CohortCatalogue CATALOGUE = CohortCatalogue.load();
  private static final CohortRules RULES = new CohortRules(CATALOGUE);
  private static final YearMonth JANUARY = YearMonth.of(2024, 1);

  @Test
  void threeMonthsRunningMakeAMemberOfLongTermUse() {
    assertThat(cohorts("xxx")).contains("LT-A", "LT-D").doesNotContain("LT-B");
    assertThat(cohorts("xxxx")).contains("LT-A", "LT-B", "LT-D");
    assertThat(cohorts("x.xx")).contains("LT-D").doesNotContain("LT-A");
    assertThat(cohorts("xxx.")).doesNotContain("LT-A", "LT-D");
  }

  @Test
  void anEpisodeForgivesOneMissedMonthButNotTwo() {
    assertThat(cohorts("x.x.xxx")).contains("LT-A-GT6M");
    assertThat(cohorts("xx..xxx")).doesNotContain("LT-A-GT6M");
    assertThat(cohorts("xxxxxx")).doesNotContain("LT-A-GT6M");
    assertThat(cohorts("x.xxxxxxxxxxxx")).contains("LT-A-GT6M", "LT-A-GT12M");
    assertThat(cohorts("xxxxxxxxxxxx")).doesNotContain("LT-A-GT12M");
  }

  @Test
  void scriptsOfTwoMonthsCoverTheDaysThatTheMonthsMiss() {
    NaiveCohorts person = new NaiveCohorts();
    for (int month = 0; month < 6; month += 2) {
      person.dispense(JANUARY.plusMonths(month), new Dispensed(1, 0, 56 * UNITS, Set.of()));
    }

    assertThat(cohorts(person, JANUARY.plusMonths(4))).containsExactly("LT-C");
    assertThat(cohorts(person, JANUARY.plusMonths(5))).containsExactly("LT-C");
    assertThat(cohorts(person, JANUARY.plusMonths(6))).isEmpty();
  }

  @Test
  void aDoseIsHighFromExactlyItsThreshold() {
    long march = 120L * 31;

    assertThat(cohorts(withDose(march * UNITS), JANUARY.plusMonths(2))).contains("HD-1-120");
    assertThat(cohorts(withDose(march * UNITS - 1), JANUARY.plusMonths(2)))
        .contains("HD-1-90")
        .doesNotContain("HD-1-120");
  }

  private static NaiveCohorts withDose(long ome) {
    NaiveCohorts person = new NaiveCohorts();
    person.dispense(JANUARY.plusMonths(2), new Dispensed(1, ome, 0, Set.of()));
    return person;
  }

  @Test
  void whereNoSupplyIsKnownThereIsNoDoseOverIt() {
    NaiveCohorts person = new NaiveCohorts();
    for (int month = 0; month < 3; month++) {
      person.dispense(JANUARY.plusMonths(month), new Dispensed(1, 90_000 * UNITS, 0, Set.of()));
    }

    assertThat(cohorts(person, JANUARY.plusMonths(2)))
        .contains("HD-3-120")
        .doesNotContain("HD-S-90");
  }

  @Test
  void somebodyHasStoppedAfterThreeMonthsWithoutAnOpioid() {
    PersonMonths person = months(person("xxx"));
    int march = Months.number(JANUARY.plusMonths(2).atDay(1));

    assertThat(RULES.hasStopped(person, march + 2)).isFalse();
    assertThat(RULES.hasStopped(person, march + 3)).isTrue();
  }

  @Test
  void tenThousandRandomPeopleAreWhereTheTextsPutThem() {
    Random random = new Random(20_260_901);
    Map<String, Integer> members = new TreeMap<>();
    for (int i = 0; i < 10_000; i++) {
      NaiveCohorts person = random(random);
      YearMonth month = JANUARY.plusMonths(10 + random.nextInt(8));

      Set<String> expected = person.of(month);

      assertThat(cohorts(person, month)).as("person %d in %s", i, month).isEqualTo(expected);
      expected.forEach(id -> members.merge(id, 1, Integer::sum));
      for (String id : expected) {
        assertThat(expected).as(id).containsAll(CATALOGUE.within(id));
      }
    }
    assertThat(members.keySet()).containsExactlyElementsOf(CATALOGUE.ids());
    assertThat(members.values()).allMatch(count -> count > 100 && count < 9_900);
  }

  private static NaiveCohorts random(Random random) {
    NaiveCohorts person = new NaiveCohorts();
    double often = List.of(0.5, 0.8, 0.95, 1.0).get(random.nextInt(4));
    long usual = UNITS * List.of(300, 2_000, 2_800, 3_600, 5_000).get(random.nextInt(5));
    for (int month = 0; month < 18; month++) {
      if (random.nextDouble() < often) {
        Set<String> beside = new HashSet<>();
        List.of("gab", "bzd", "z").stream()
            .filter(b -> random.nextInt(6) == 0)
            .forEach(beside::add);
        boolean opioid = random.nextInt(15) > 0;
        long supply =
            random.nextInt(8) == 0 ? 0 : 7 * UNITS * random.nextInt(1, 9) + random.nextInt(5);
        long ome = usual + random.nextInt(4_000_000);
        person.dispense(
            JANUARY.plusMonths(month),
            new Dispensed(opioid ? 1 : 0, opioid ? ome : 0, opioid ? supply : 0, beside));
      }
    }
    return person;
  }

  /** Somebody with an item in every month from January that is marked. */
  private static NaiveCohorts person(String months) {
    NaiveCohorts person = new NaiveCohorts();
    for (int i = 0; i < months.length(); i++) {
      if (months.charAt(i) == 'x') {
        person.dispense(JANUARY.plusMonths(i), new Dispensed(1, 0, 0, Set.of()));
      }
    }
    return person;
  }

  private static Set<String> cohorts(String months) {
    return cohorts(person(months), JANUARY.plusMonths(months.length() - 1));
  }

  private static Set<String> cohorts(NaiveCohorts person, YearMonth month) {
    long bits = RULES.cohortsOf(months(person), Months.number(month.atDay(1)));
    Set<String> ids = new TreeSet<>();
    for (int i = 0; i < CATALOGUE.ids().size(); i++) {
      if ((bits >> i & 1) == 1) {
        ids.add(CATALOGUE.ids().get(i));
      }
    }
    return ids;
  }

  private static PersonMonths months(NaiveCohorts person) {
    List<PersonMonth> months = new ArrayList<>();
    person.dispensed().forEach((month, what) -> months.add(month(month, what)));
    return new PersonMonths(months);
  }

  private static PersonMonth month(YearMonth month, Dispensed what) {
    Set<Beside> beside = new HashSet<>();
    Map.of("gab", Beside.GABAPENTINOID, "bzd", Beside.BENZODIAZEPINE, "z", Beside.Z_DRUG)
        .forEach((word, medicine) -> addIf(what.beside().contains(word), medicine, beside));
    Optional<BigDecimal> supply =
        Optional.of(BigDecimal.valueOf(what.supply(), 4)).filter(days -> days.signum() > 0);
    return new PersonMonth(
        Months.number(month.atDay(1)),
        what.opioids(),
        Map.of(OmeSet.OPENPRESCRIBING_2026, BigDecimal.valueOf(what.ome(), 4)),
        supply,
        beside);
  }

  private static void addIf(boolean so, Beside medicine, Set<Beside> beside) {
    if (so) {
      beside.add(medicine);
    }
  }
}
