package org.medsip.common.cohort;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.medsip.common.cohort.CohortFigures.Earlier;
import org.medsip.common.cohort.FigureRow.Key;
import org.medsip.common.disclosure.DisclosurePolicy;
import org.medsip.common.disclosure.Shown;
import org.ojalgo.optimisation.Expression;
import org.ojalgo.optimisation.ExpressionsBasedModel;
import org.ojalgo.optimisation.Optimisation;

/**
 * Everything that is published of the people of small random Englands, attacked by linear
 * programming over people sorted by all that a figure can tell of them: what lies within what is
 * known to the attacker by how people are sorted, and not by what the code under test states.
 */
class CohortAttackTest {

  private static final int WORLDS = 3;
  private static final double NEARLY = 1e-6;
  private static final DisclosurePolicy POLICY = DisclosurePolicy.of("nhsbsa");
  private static final CohortCatalogue CATALOGUE =
      CohortCatalogue.parse(
          Map.of(
              "OUT.yaml", file("OUT", 3, "[]", "[]"),
              "IN.yaml", file("IN", 4, "[]", "[OUT]"),
              "SIDE.yaml", file("SIDE", 5, "[]", "[]")));

  private static String file(String id, int months, String requires, String implies) {
    return """
        id: %s
        version: 1
        title: T
        scope: otd
        rule: consecutive_months
        window_months: %d
        threshold: %d
        dose_denominator: none
        ome_set: none
        beside: none
        requires: %s
        implies: %s
        exclusions: []
        text: T
        references: [R]
        """
        .formatted(id, months, months, requires, implies);
  }

  /** People who cannot be told apart. */
  private record Kind(
      String practice, String sex, Set<String> now, String practiceBefore, Set<String> before) {}

  @BeforeAll
  static void keepWhatTheSolverIsGiven() {
    ExpressionsBasedModel.clearPresolvers();
  }

  @Test
  void nothingSuppressedCanBeWorkedOutFromAllThatIsPublishedOfAMonth() {
    List<String> workedOut = new ArrayList<>();
    int suppressed = 0;
    for (int seed = 0; seed < WORLDS; seed++) {
      England england = new England(seed);
      Map<Kind, Long> people = england.people();
      List<FigureRow> figures =
          ofPeople(new CohortFigures(CATALOGUE, POLICY).first(england.parts(people)));
      suppressed += attack(england, people, figures, List.of(), workedOut);
    }

    assertThat(workedOut).isEmpty();
    assertThat(suppressed).isGreaterThan(200);
  }

  @Test
  void nothingSuppressedCanBeWorkedOutFromAMonthPublishedTwice() {
    List<String> workedOut = new ArrayList<>();
    int published = 0;
    for (int seed = 0; seed < WORLDS; seed++) {
      England england = new England(1_000 + seed);
      Map<Kind, Long> then = england.people();
      List<FigureRow> before = new CohortFigures(CATALOGUE, POLICY).first(england.parts(then));
      Map<Kind, Long> now = england.withOneMore(then);
      Optional<List<FigureRow>> after =
          new CohortFigures(CATALOGUE, POLICY)
              .next(england.parts(now), new Earlier(england.parts(then), before, POLICY));
      published += after.isPresent() ? 1 : 0;
      after.ifPresent(
          figures -> attack(england, now, ofPeople(figures), ofPeople(before), workedOut));
    }

    assertThat(workedOut).isEmpty();
    assertThat(published).isPositive();
  }

  /** Without secondary suppression the same attack finds people out. */
  @Test
  void withPrimarySuppressionAloneTheSameAttackWorksOutALot() {
    List<String> workedOut = new ArrayList<>();
    England england = new England(0);
    Map<Kind, Long> people = england.people();
    List<FigureRow> all =
        ofPeople(new CohortFigures(CATALOGUE, POLICY).first(england.parts(people)));
    List<FigureRow> primary =
        all.stream()
            .map(row -> new FigureRow(row.key(), Optional.of(england.alone(row.key(), people))))
            .toList();

    attack(england, people, primary, List.of(), workedOut);

    assertThat(workedOut).isNotEmpty();
  }

  private static List<FigureRow> ofPeople(List<FigureRow> figures) {
    return figures.stream().filter(row -> !row.key().figure().endsWith("items")).toList();
  }

  /** Adds what could be worked out; returns how many figures are suppressed. */
  private static int attack(
      England england,
      Map<Kind, Long> people,
      List<FigureRow> figures,
      List<FigureRow> before,
      List<String> workedOut) {
    int suppressed = 0;
    Attack attack = new Attack(england, people);
    figures.forEach(attack::see);
    Set<String> unchanged = new TreeSet<>();
    for (FigureRow row : before) {
      Shown shown = row.shown().orElseThrow();
      boolean stillSo =
          !shown.isSuppressed()
              && POLICY
                  .behind(shown.number().orElseThrow())
                  .contains(england.count(row.key(), people));
      if (stillSo) {
        unchanged.add(row.key().toString());
      }
    }
    before.stream().filter(r -> unchanged.contains(r.key().toString())).forEach(attack::see);
    for (FigureRow target : figures) {
      if (target.shown().orElseThrow().isSuppressed()
          && !unchanged.contains(target.key().toString())
          && attack.couldCount(target.key())) {
        suppressed++;
        double width = attack.most(target.key()) - attack.least(target.key());
        if (width < 5 - NEARLY) {
          workedOut.add(
              "%s is %d, known within %.2f"
                  .formatted(target.key(), england.count(target.key(), people), width));
        }
      }
    }
    return suppressed;
  }

  /** All that is published, as a linear programme over how many there are of each kind. */
  private static final class Attack {
    private final England england;
    private final Map<Kind, Integer> variables = new HashMap<>();
    private final ExpressionsBasedModel model = new ExpressionsBasedModel();

    Attack(England england, Map<Kind, Long> people) {
      this.england = england;
      for (Kind kind : england.kinds(people.keySet())) {
        model.newVariable("v" + variables.size()).lower(0).upper(500);
        variables.put(kind, variables.size());
      }
    }

    void see(FigureRow row) {
      Shown shown = row.shown().orElseThrow();
      if (!shown.isSuppressed()) {
        var range = POLICY.behind(shown.number().orElseThrow());
        sum(row.key()).lower(range.from()).upper(range.to());
      }
    }

    private Expression sum(Key key) {
      Expression sum = model.newExpression("e" + model.countExpressions());
      variables.forEach(
          (kind, variable) -> {
            if (england.counts(key).test(kind)) {
              sum.set(variable, BigDecimal.ONE);
            }
          });
      return sum;
    }

    /** Nobody can move into the only region there is. */
    boolean couldCount(Key key) {
      return variables.keySet().stream().anyMatch(england.counts(key));
    }

    double most(Key key) {
      return solved(key, 1);
    }

    double least(Key key) {
      return solved(key, -1);
    }

    private double solved(Key key, int sign) {
      ExpressionsBasedModel copy = model.copy();
      Expression sum = copy.newExpression("target");
      variables.forEach(
          (kind, variable) -> {
            if (england.counts(key).test(kind)) {
              sum.set(variable, BigDecimal.ONE);
            }
          });
      sum.weight(1);
      Optimisation.Result result = sign > 0 ? copy.maximise() : copy.minimise();
      if (!result.getState().isOptimal()) {
        throw new AssertionError("The attack has no solution: " + result.getState());
      }
      return result.getValue();
    }
  }

  /** A few practices, and people who come, go and move. */
  private static final class England {
    private static final List<String> SEXES = List.of("FEMALE", "MALE");
    private final Random random;
    private final int practices;

    England(long seed) {
      random = new Random(seed);
      practices = 3 + random.nextInt(3);
    }

    private String org(String practice, String level) {
      int n = practice.isEmpty() ? 0 : practice.charAt(1) - '0';
      return switch (level) {
        case "practice" -> practice;
        case "pcn" -> "U" + n % 2;
        case "sicbl", "icb" -> level.charAt(0) + "" + n / 2;
        case "psc" -> "P" + n / 3;
        case "region" -> "R0";
        default -> "ENG";
      };
    }

    private String area(String practice) {
      return String.join("|", org(practice, "icb"), org(practice, "psc"), org(practice, "region"));
    }

    private List<String> all() {
      List<String> all = new ArrayList<>();
      for (int n = 0; n < practices; n++) {
        all.add("A" + n);
      }
      return all;
    }

    Map<Kind, Long> people() {
      Map<Kind, Long> people = new HashMap<>();
      int most = List.of(2, 5, 12).get(random.nextInt(3));
      for (String practice : all()) {
        int size = random.nextInt(4 * most);
        for (int i = 0; i < size; i++) {
          people.merge(someone(practice), 1L, Long::sum);
        }
      }
      return people;
    }

    private Kind someone(String practice) {
      Set<String> now = cohorts();
      Set<String> before = random.nextInt(3) > 0 ? now : cohorts();
      String then = random.nextInt(10) == 0 ? all().get(random.nextInt(practices)) : practice;
      return new Kind(practice, SEXES.get(random.nextInt(2)), now, then, before);
    }

    private Set<String> cohorts() {
      Set<String> cohorts = new TreeSet<>();
      if (random.nextInt(5) > 0) {
        cohorts.add("OUT");
        if (random.nextInt(3) > 0) {
          cohorts.add("IN");
        }
      }
      if (random.nextInt(2) == 0) {
        cohorts.add("SIDE");
      }
      return cohorts;
    }

    /** One more person: a late item, say. */
    Map<Kind, Long> withOneMore(Map<Kind, Long> people) {
      Map<Kind, Long> more = new HashMap<>(people);
      more.merge(someone(all().get(random.nextInt(practices))), 1L, Long::sum);
      return more;
    }

    /** Every kind that there could be. */
    List<Kind> kinds(Set<Kind> there) {
      Set<Kind> kinds = new java.util.LinkedHashSet<>(there);
      List<Set<String>> sets =
          List.of(
              Set.of(),
              Set.of("OUT"),
              Set.of("SIDE"),
              Set.of("OUT", "IN"),
              Set.of("OUT", "SIDE"),
              Set.of("OUT", "IN", "SIDE"));
      for (String practice : all()) {
        for (String sex : SEXES) {
          for (Set<String> now : sets) {
            for (Set<String> before : sets) {
              for (String then : all()) {
                boolean moves = !then.equals(practice);
                boolean both = now.stream().anyMatch(before::contains);
                if (!moves || both) {
                  kinds.add(new Kind(practice, sex, now, then, before));
                }
              }
            }
          }
        }
      }
      return List.copyOf(kinds);
    }

    /** Whom a figure counts. */
    Predicate<Kind> counts(Key key) {
      Predicate<Kind> now = k -> k.now.contains(key.cohort());
      Predicate<Kind> before = k -> k.before.contains(key.cohort());
      Predicate<Kind> here = k -> org(k.practice, key.level()).equals(key.org());
      Predicate<Kind> wasHere = k -> org(k.practiceBefore, key.level()).equals(key.org());
      return switch (key.figure()) {
        case "count" -> now.and(here);
        case "sex" -> now.and(here).and(k -> k.sex.equals(key.category()));
        case "both" -> now.and(here).and(k -> k.now.contains(key.category()));
        case "starters" -> now.and(here).and(before.negate());
        case "stoppers" -> before.and(wasHere).and(now.negate());
        case "moved_in" -> now.and(before).and(here).and(wasHere.negate());
        case "moved_out" -> now.and(before).and(wasHere).and(here.negate());
        case "deprivation_quintile" ->
            now.and(here).and(k -> fifth(k.practice).equals(key.category()));
        default -> throw new IllegalArgumentException(key.figure());
      };
    }

    private static String fifth(String practice) {
      return String.valueOf(1 + (practice.charAt(1) - '0') % 2);
    }

    long count(Key key, Map<Kind, Long> people) {
      return people.entrySet().stream()
          .filter(entry -> counts(key).test(entry.getKey()))
          .mapToLong(Map.Entry::getValue)
          .sum();
    }

    Shown alone(Key key, Map<Kind, Long> people) {
      return POLICY.show(count(key, people));
    }

    List<PartRow> parts(Map<Kind, Long> people) {
      Map<List<String>, Long> sums = new TreeMap<>((a, b) -> a.toString().compareTo(b.toString()));
      for (String practice : all()) {
        for (String level : Places.ALL) {
          sums.put(List.of("place", "", level, practice, org(practice, level)), 0L);
        }
        sums.put(List.of("place", "", "area", practice, area(practice)), 0L);
        sums.put(List.of("place", "", "deprivation_quintile", practice, fifth(practice)), 0L);
      }
      for (String cohort : CATALOGUE.ids()) {
        sums.put(List.of("known", cohort, "now", "", ""), 0L);
        sums.put(List.of("known", cohort, "before", "", ""), 0L);
      }
      people.forEach((kind, count) -> add(kind, count, sums));
      return sums.entrySet().stream()
          .map(
              e ->
                  new PartRow(
                      e.getKey().get(0),
                      e.getKey().get(1),
                      e.getKey().get(2),
                      e.getKey().get(3),
                      e.getKey().get(4),
                      e.getValue()))
          .toList();
    }

    private void add(Kind kind, long count, Map<List<String>, Long> sums) {
      String area = area(kind.practice);
      String areaBefore = area(kind.practiceBefore);
      for (String cohort : CATALOGUE.ids()) {
        boolean now = kind.now.contains(cohort);
        boolean before = kind.before.contains(cohort);
        if (now) {
          sums.merge(List.of("member", cohort, "", kind.practice, ""), count, Long::sum);
          sums.merge(List.of("sex", cohort, kind.sex, area, ""), count, Long::sum);
        }
        if (now && !before) {
          sums.merge(List.of("starter", cohort, "", area, ""), count, Long::sum);
        }
        if (before && !now) {
          sums.merge(List.of("stopper", cohort, "", areaBefore, ""), count, Long::sum);
        }
        if (now && before && !area.equals(areaBefore)) {
          sums.merge(List.of("move", cohort, "", area, areaBefore), count, Long::sum);
        }
      }
      for (CohortCatalogue.Pair pair : CATALOGUE.comparable()) {
        boolean both = kind.now.contains(pair.cohort()) && kind.now.contains(pair.other());
        if (!pair.isNested() && both) {
          sums.merge(List.of("both", pair.cohort(), pair.other(), area, ""), count, Long::sum);
        }
      }
    }
  }
}
