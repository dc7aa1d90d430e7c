package org.medsip.jobs.gold;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.medsip.common.OnRows;
import org.medsip.common.Rows;
import org.medsip.common.cohort.CohortCatalogue;
import org.medsip.common.disclosure.DisclosurePolicy;
import org.medsip.common.table.CohortTables;
import org.medsip.common.table.DeprivationTables;
import org.medsip.jobs.gold.CohortWorld.Person;
import org.medsip.jobs.gold.CohortWorld.Place;
import org.medsip.jobs.silver.SecureCohortMemberStage;
import org.medsip.jobs.silver.SecureCohortPartStage;

/** From the months of people to everything that is published of them, beside plain loops. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CohortStagesTest {

  private static final List<String> LEVELS =
      List.of("practice", "pcn", "sicbl", "icb", "psc", "region", "england");
  private static final List<String> UPPER = List.of("icb", "psc", "region", "england");
  private static final List<Integer> COUNTED = List.of(17, 18);
  private static final CohortCatalogue CATALOGUE = CohortCatalogue.load();
  private static final DisclosurePolicy POLICY = DisclosurePolicy.of("nhsbsa");

  private final CohortWorld world = new CohortWorld(3, 700);
  private Rows members = Rows.of(CohortTables.COHORT_MEMBER);
  private Rows figures = Rows.of(CohortTables.COHORT_FIGURE);
  private final Map<String, Map<String, Row>> published = new TreeMap<>();

  @BeforeAll
  void countEverything() {
    TreeSet<String> months = new TreeSet<>();
    COUNTED.forEach(month -> months.add(CohortWorld.day(month).toString()));
    Rows people = world.patientMonth();
    Rows sites = world.practiceMonth();
    members =
        Rows.of(
            CohortTables.COHORT_MEMBER,
            OnRows.apply(new SecureCohortMemberStage(CATALOGUE), months, people));
    Rows parts =
        Rows.of(
            CohortTables.COHORT_PART,
            OnRows.apply(new SecureCohortPartStage(CATALOGUE), members, people, sites));
    figures =
        Rows.of(
            CohortTables.COHORT_FIGURE,
            OnRows.apply(new SecureCohortFigureStage(CATALOGUE, POLICY), parts, quintiles()));
    remember(figures.list(), "figure");
    remember(
        OnRows.apply(new CohortCountStage(CATALOGUE, POLICY), figures, sites).collectAsList(),
        "count");
    remember(
        OnRows.apply(new CohortBreakdownStage(CATALOGUE), figures).collectAsList(), "breakdown");
    remember(OnRows.apply(new CohortFlowStage(CATALOGUE), figures).collectAsList(), "flow");
    remember(
        OnRows.apply(new CohortDiscordanceStage(CATALOGUE), figures).collectAsList(),
        "discordance");
    remember(
        OnRows.apply(
                new CohortBoundStage(CATALOGUE),
                months,
                world.prescribing(),
                CohortWorld.productMonth(),
                sites)
            .collectAsList(),
        "bound");
  }

  /** The practices lie in fifths by their number; of one no deprivation is known. */
  private static Rows quintiles() {
    Rows rows = Rows.of(DeprivationTables.PRACTICE_DEPRIVATION);
    for (String practice : CohortWorld.practices()) {
      if (!practice.equals("A00003") && !practice.equals(CohortWorld.NOWHERE)) {
        rows.row(
            "practice_code",
            practice,
            "quarter",
            "2025-04-01",
            "imd_release",
            "2025",
            "quintile_1_most_deprived",
            quintile(practice));
      }
    }
    return rows;
  }

  private static int quintile(String practice) {
    return 1 + Integer.parseInt(practice.substring(1)) % 5;
  }

  private void remember(List<Row> rows, String table) {
    Map<String, Row> byKey = published.computeIfAbsent(table, none -> new TreeMap<>());
    for (Row row : rows) {
      List<String> key = new ArrayList<>();
      for (String column :
          List.of(
              "month",
              "cohort_id",
              "org_level",
              "org_code",
              "figure",
              "category",
              "dimension",
              "other_cohort_id")) {
        if (List.of(row.schema().fieldNames()).contains(column)) {
          key.add(row.getAs(column).toString());
        }
      }
      assertThat(byKey.put(String.join(" ", key), row)).as(key.toString()).isNull();
    }
  }

  @Test
  void everybodyIsAMemberOfWhatTheLoopsSayAtThePracticeOfTheirLastItem() {
    Set<String> expected = new TreeSet<>();
    for (int month : COUNTED) {
      YearMonth now = CohortWorld.month(month);
      for (Person person : world.people) {
        Set<String> cohorts = person.cohorts(now);
        if (!cohorts.isEmpty()) {
          expected.add(
              "%s %s %s %s".formatted(now, person.id, person.practice(now), sorted(cohorts)));
        }
      }
    }
    Set<String> found = new TreeSet<>();
    for (Row row : members.list()) {
      String cohorts = row.getAs("cohorts");
      if (!cohorts.isEmpty()) {
        found.add(
            "%s %s %s %s"
                .formatted(
                    row.getAs("month").toString().substring(0, 7),
                    row.getAs("pseudo_id"),
                    row.getAs("practice_code"),
                    sorted(Set.of(cohorts.split(" ")))));
      }
    }

    assertThat(found).isEqualTo(expected).hasSizeGreaterThan(600);
  }

  private static String sorted(Set<String> ids) {
    return String.join(" ", new TreeSet<>(ids));
  }

  @Test
  void everyCountIsTheTrueOneRoundedOrSuppressed() {
    Map<String, Long> truth = new TreeMap<>();
    for (int month : COUNTED) {
      YearMonth now = CohortWorld.month(month);
      for (String cohort : CATALOGUE.ids()) {
        for (String level : LEVELS) {
          for (String org : orgs(level)) {
            truth.put(
                key(now, cohort, level, org),
                count(p -> p.cohorts(now).contains(cohort) && at(p, now, level).equals(org)));
          }
        }
      }
    }

    assertAreShown(truth, "count", "n_published");
  }

  @Test
  void everyBreakdownIsTheTrueOneRoundedOrSuppressed() {
    Map<String, Long> truth = new TreeMap<>();
    Map<String, Function<Person, String>> dimensions =
        Map.of("sex", person -> person.sex, "age_band", person -> person.age);
    for (int month : COUNTED) {
      YearMonth now = CohortWorld.month(month);
      for (String cohort : CATALOGUE.ids()) {
        for (String level : UPPER) {
          for (String org : orgs(level)) {
            Predicate<Person> here =
                p -> p.cohorts(now).contains(cohort) && at(p, now, level).equals(org);
            dimensions.forEach(
                (dimension, of) -> {
                  for (String category :
                      dimension.equals("sex") ? CohortWorld.SEXES : CohortWorld.AGES) {
                    truth.put(
                        key(now, cohort, level, org, category, dimension),
                        count(p -> here.test(p) && of.apply(p).equals(category)));
                  }
                });
            for (int fifth = 1; fifth <= 5; fifth++) {
              String category = String.valueOf(fifth);
              truth.put(
                  key(now, cohort, level, org, category, "deprivation_quintile_1_most_deprived"),
                  count(p -> here.test(p) && fifthOf(p.practice(now)).equals(category)));
            }
          }
        }
      }
    }
    Map<String, Row> divided = new TreeMap<>(table("breakdown"));
    divided.keySet().removeIf(key -> key.endsWith("duration"));

    assertAreShown(truth, divided, "n_published");
  }

  private static String fifthOf(String practice) {
    boolean unknown = practice.equals("A00003") || practice.equals(CohortWorld.NOWHERE);
    return unknown ? "none" : String.valueOf(quintile(practice));
  }

  @Test
  void theDurationsOfAnOrganisationAreWhatIsShownOfTheCohortsLessEachOther() {
    int shown = 0;
    for (Row row : table("breakdown").values()) {
      if (row.getAs("dimension").equals("duration")) {
        String of =
            "%s %%s %s %s"
                .formatted(
                    row.<Object>getAs("month"), row.getAs("org_level"), row.getAs("org_code"));
        Long all = row("count", of.formatted("LT-A")).getAs("n_published");
        Long three = row("count", of.formatted("LT-A-GT3M")).getAs("n_published");
        Long six = row("count", of.formatted("LT-A-GT6M")).getAs("n_published");
        Long twelve = row("count", of.formatted("LT-A-GT12M")).getAs("n_published");
        Long expected =
            switch (row.<String>getAs("category")) {
              case "up_to_3_months" -> less(all, three);
              case "over_3_to_6_months" -> less(three, six);
              case "over_6_to_12_months" -> less(six, twelve);
              default -> twelve;
            };
        assertThat(row.<Long>getAs("n_published")).as(row.toString()).isEqualTo(expected);
        assertThat(row.<Boolean>getAs("suppressed")).isEqualTo(expected == null);
        shown += expected == null ? 0 : 1;
      }
    }
    assertThat(shown).isGreaterThan(30);
  }

  private static @Nullable Long less(@Nullable Long one, @Nullable Long other) {
    return one == null || other == null ? null : Long.valueOf(one - other);
  }

  @Test
  void whoCameAndWhoWentIsTrueAndMoversAreApart() {
    Map<String, Long> starters = new TreeMap<>();
    Map<String, Long> stoppers = new TreeMap<>();
    Map<String, Long> movedIn = new TreeMap<>();
    Map<String, Long> movedOut = new TreeMap<>();
    Map<String, Long> stopped = new TreeMap<>();
    for (int month : COUNTED) {
      YearMonth now = CohortWorld.month(month);
      YearMonth before = now.minusMonths(1);
      YearMonth then = now.minusMonths(3);
      for (String cohort : List.of("LT-A", "LT-C", "HD-3-120", "CO-GAB")) {
        Predicate<Person> in = p -> p.cohorts(now).contains(cohort);
        Predicate<Person> was = p -> p.cohorts(before).contains(cohort);
        Predicate<Person> both = in.and(was);
        for (String level : UPPER) {
          for (String org : orgs(level)) {
            String key = key(now, cohort, level, org);
            Predicate<Person> here = in.and(p -> at(p, now, level).equals(org));
            Predicate<Person> wasHere = was.and(p -> at(p, before, level).equals(org));
            starters.put(key, count(here.and(was.negate())));
            stoppers.put(key, count(wasHere.and(in.negate())));
            movedIn.put(key, count(both.and(here).and(wasHere.negate())));
            movedOut.put(key, count(both.and(wasHere).and(here.negate())));
            stopped.put(
                key,
                count(
                    p ->
                        p.hasStopped(now)
                            && p.cohorts(then).contains(cohort)
                            && at(p, then, level).equals(org)));
            assertThat(
                    count(wasHere)
                        + of(starters, key)
                        + of(movedIn, key)
                        - of(stoppers, key)
                        - of(movedOut, key))
                .as(key)
                .isEqualTo(count(here));
          }
        }
      }
    }
    assertThat(movedIn.values().stream().mapToLong(n -> n).sum()).isPositive();
    assertThat(stopped.values().stream().mapToLong(n -> n).sum()).isPositive();
    Map<String, Row> flows = new TreeMap<>(table("flow"));
    flows.keySet().retainAll(starters.keySet());
    assertAreShown(starters, flows, "starters");
    assertAreShown(stoppers, flows, "stoppers");
    assertAreShown(stopped, flows, "stopped_opioids");
    assertAreShown(movedIn, flows, "moved_in");
    assertAreShown(movedOut, flows, "moved_out");
    assertThat(flows.values()).allMatch(row -> row.getAs("died") == null);
  }

  @Test
  void whoIsInTwoDefinitionsIsTrue() {
    Map<String, Long> both = new TreeMap<>();
    for (int month : COUNTED) {
      YearMonth now = CohortWorld.month(month);
      for (CohortCatalogue.Pair pair : CATALOGUE.comparable()) {
        for (String level : UPPER) {
          for (String org : orgs(level)) {
            both.put(
                key(now, pair.cohort(), level, org, pair.other()),
                count(
                    p ->
                        p.cohorts(now).contains(pair.cohort())
                            && p.cohorts(now).contains(pair.other())
                            && at(p, now, level).equals(org)));
          }
        }
      }
    }

    assertAreShown(both, "discordance", "in_both");
  }

  @Test
  void nobodyIsBeyondABound() {
    int met = 0;
    for (Map.Entry<String, Row> found : table("bound").entrySet()) {
      Row row = found.getValue();
      YearMonth now = YearMonth.parse(row.getAs("month").toString().substring(0, 7));
      String cohort = row.getAs("cohort_id");
      String level = row.getAs("org_level");
      String org = row.getAs("org_code");
      boolean byDose = row.<String>getAs("assumption").contains("dose on every day");
      int months = cohort.startsWith("HD-1") ? 1 : 3;
      long observed =
          count(
              p ->
                  p.cohorts(now).contains(cohort)
                      && at(p, now, level).equals(org)
                      && (!byDose || p.hadAllAt(level, org, months, now))
                      && !p.practice(now).equals(CohortWorld.NOWHERE));
      long upper = row.getAs("upper");
      assertThat(observed).as(found.getKey()).isLessThanOrEqualTo(upper);
      assertThat(upper).as(found.getKey()).isEqualTo(upper(cohort, level, org, now, byDose));
      met += observed > 0 ? 1 : 0;
    }
    assertThat(met).isGreaterThan(300);
    assertThat(table("bound").keySet().stream().map(key -> key.split(" ")[1]).distinct())
        .containsExactlyInAnyOrder(
            "CO-BZD",
            "CO-GAB",
            "CO-Z",
            "HD-1-120",
            "HD-1-90",
            "HD-3-120",
            "HD-3-90",
            "HD-S-120",
            "HD-S-90",
            "LT-A",
            "LT-A-GT12M",
            "LT-A-GT3M",
            "LT-A-GT6M",
            "LT-B",
            "LT-D");
  }

  /** At England a bound by dose holds for everybody of the prescribing, wherever they moved. */
  @Test
  void everybodyAtEnglandIsWithinTheBoundByDose() {
    for (String cohort : List.of("HD-1-120", "HD-1-90", "HD-3-120", "HD-3-90")) {
      for (int month : COUNTED) {
        YearMonth now = CohortWorld.month(month);
        int months = cohort.startsWith("HD-1") ? 1 : 3;
        Predicate<Person> seen = p -> p.hadAllAt("england", "ENG", months, now);
        Row bound = row("bound", key(now, cohort, "england", "ENG"));
        long everybody =
            count(
                p ->
                    p.cohorts(now).contains(cohort)
                        && seen.test(p)
                        && noItemIsNowhere(p, months, now));
        assertThat(everybody).isPositive().isLessThanOrEqualTo(bound.<Long>getAs("upper"));
      }
    }
  }

  private static boolean noItemIsNowhere(Person person, int months, YearMonth last) {
    boolean none = true;
    for (int back = 0; back < months; back++) {
      none &=
          !CohortWorld.NOWHERE.equals(person.practices.get(last.minusMonths(back)))
              || !person.hadOpioid(last.minusMonths(back));
    }
    return none;
  }

  private long upper(String cohort, String level, String org, YearMonth now, boolean byDose) {
    long items = 0;
    double mg = 0;
    double days = 0;
    int months = !byDose || cohort.startsWith("HD-1") ? 1 : 3;
    for (int back = 0; back < months; back++) {
      YearMonth then = now.minusMonths(back);
      days += then.lengthOfMonth();
      for (Person person : world.people) {
        String practice = person.practices.getOrDefault(then, CohortWorld.NOWHERE);
        if (!practice.equals(CohortWorld.NOWHERE)
            && CohortWorld.place(practice).at(level).equals(org)) {
          items += person.hadOpioid(then) ? 1 : 0;
          mg += person.mg(then);
        }
      }
    }
    return byDose
        ? (long) Math.floor(mg / (days * Integer.parseInt(cohort.substring(5))) + 1e-9)
        : items;
  }

  @Test
  void aRateIsMadeOfWhatIsShown() {
    for (Row row : table("count").values()) {
      Long shown = row.getAs("n_published");
      Long denominator = row.getAs("denominator");
      Double rate = row.getAs("per_1000");
      if (shown == null || denominator == null) {
        assertThat(rate).isNull();
      } else {
        assertThat(rate).isEqualTo(shown * 1000.0 / denominator);
      }
    }
    Row england = row("count", key(CohortWorld.month(18), "LT-A", "england", "ENG"));
    assertThat(england.<Long>getAs("denominator")).isEqualTo(24_000);
    assertThat(england.<Double>getAs("capture_rate")).isBetween(0.0, 1.0);
  }

  /** A month before that all cohorts of an early month need is not there. */
  @Test
  void aCohortWhoseMonthsAreNotThereHasNoCountAndSaysWhy() {
    Rows people = world.patientMonth();
    TreeSet<String> early = new TreeSet<>(Set.of(CohortWorld.day(3).toString()));
    Rows of =
        Rows.of(
            CohortTables.COHORT_MEMBER,
            OnRows.apply(new SecureCohortMemberStage(CATALOGUE), early, people));
    Rows parts =
        Rows.of(
            CohortTables.COHORT_PART,
            OnRows.apply(
                new SecureCohortPartStage(CATALOGUE), early, of, people, world.practiceMonth()));

    List<String> known =
        parts.list().stream()
            .filter(row -> row.getAs("kind").equals("known"))
            .filter(row -> row.getAs("category").equals("now"))
            .map(row -> row.<String>getAs("cohort_id"))
            .sorted()
            .toList();

    assertThat(known)
        .containsExactly(
            "CO-BZD",
            "CO-GAB",
            "CO-Z",
            "HD-1-120",
            "HD-1-90",
            "HD-3-120",
            "HD-3-90",
            "HD-S-120",
            "HD-S-90",
            "LT-A",
            "LT-B",
            "LT-D");
  }

  private void assertAreShown(Map<String, Long> truth, String table, String column) {
    assertAreShown(truth, table(table), column);
  }

  private static void assertAreShown(
      Map<String, Long> truth, Map<String, Row> rows, String column) {
    assertThat(rows.keySet()).isEqualTo(truth.keySet());
    int shown = 0;
    for (Map.Entry<String, Long> entry : truth.entrySet()) {
      Row row = rows.get(entry.getKey());
      Long published = row == null ? null : row.getAs(column);
      long count = entry.getValue();
      if (published != null) {
        assertThat(POLICY.hides(count)).as("%s %s is %d", column, entry, count).isFalse();
        assertThat(published).as("%s %s", column, entry).isEqualTo(5 * Math.round(count / 5.0));
        shown++;
      }
    }
    assertThat(shown).as(column).isGreaterThan(truth.size() / 3);
  }

  private static Set<String> orgs(String level) {
    Set<String> orgs = new TreeSet<>();
    CohortWorld.practices().forEach(practice -> orgs.add(CohortWorld.place(practice).at(level)));
    return orgs;
  }

  private static String at(Person person, YearMonth month, String level) {
    Place place = CohortWorld.place(person.practice(month));
    return place.at(level);
  }

  private long count(Predicate<Person> who) {
    return world.people.stream().filter(who).count();
  }

  private static long of(Map<String, Long> counts, String key) {
    return counts.getOrDefault(key, 0L);
  }

  private Map<String, Row> table(String name) {
    return published.getOrDefault(name, Map.of());
  }

  private Row row(String table, String key) {
    Row row = table(table).get(key);
    if (row == null) {
      throw new AssertionError(table + " has no row " + key);
    }
    return row;
  }

  private static String key(YearMonth month, String cohort, String... more) {
    return month + "-01 " + cohort + " " + String.join(" ", more);
  }
}
