package org.medsip.common.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MeasureFiguresTest {

  private static final int WORLDS = 1_000;
  private static final LocalDate FIRST = LocalDate.of(2024, 1, 1);
  private static final LocalDate LAST = LocalDate.of(2024, 6, 1);
  private static final List<String> VINTAGES = List.of("as_was", "as_is");
  private static final List<String> LEVELS = List.of("pcn", "icb");

  private static final String WEIGHTS = "opioid_patients";
  private static final Measure ITEMS = MeasureCatalogue.load().measure("opioid_items_per_1000");
  private static final Measure DDD = MeasureCatalogue.load().measure("opioid_ddd_per_1000_per_day");

  /** A small England: who was where, and what each site prescribed. */
  private record World(List<SiteMonth> sites, Map<String, Part> parts) {}

  @Test
  void aValueIsTheSumOfTheMonthsOverTheRegistrantsOfTheMonths() {
    SiteMonth june = site("A", LAST, 1000L, "U1", "Q1");
    SiteMonth may = site("A", LAST.minusMonths(1), 900L, "U1", "Q1");
    Map<String, Part> parts = Map.of(key(june), items(19), key(may), items(0));

    Figure figure = figure(figures(new World(List.of(may, june), parts), ITEMS, 1), "ENG");

    assertThat(figure.numerator()).isEqualByComparingTo("19");
    assertThat(figure.denominator()).isEqualByComparingTo("1000");
    assertThat(values(figures(new World(List.of(may, june), parts), ITEMS, 2)))
        .containsEntry("as_was/england/ENG", 1000 * 19 / 1900.0);
  }

  @Test
  void inEveryWorldEachLevelOfEachVintageAddsUpToTheSameEngland() {
    Random random = new Random(11);
    for (int i = 0; i < WORLDS; i++) {
      List<Figure> figures = figures(random(random), random.nextBoolean() ? ITEMS : DDD, 3);
      Figure england = figure(figures, "ENG");
      Map<String, BigDecimal> numerators = new TreeMap<>();
      Map<String, BigDecimal> denominators = new TreeMap<>();
      for (Figure figure : figures) {
        String level = figure.organisation().vintage() + figure.organisation().level();
        numerators.merge(level, figure.numerator(), BigDecimal::add);
        BigDecimal denominator = figure.denominator();
        denominators.merge(
            level, denominator == null ? BigDecimal.ZERO : denominator, BigDecimal::add);
      }
      numerators.forEach(
          (level, sum) -> assertThat(sum).as(level).isEqualByComparingTo(england.numerator()));
      BigDecimal all = england.denominator();
      denominators.forEach(
          (level, sum) ->
              assertThat(sum).as(level).isEqualByComparingTo(all == null ? BigDecimal.ZERO : all));
    }
  }

  @Test
  void aStandardisedValueIsWhatAPlaceWouldHaveWithTheAgesOfEngland() {
    SiteMonth young = site("A", LAST, 1000L, "U1", "Q1");
    SiteMonth old = site("B", LAST, 1000L, "U1", "Q2");
    World world =
        new World(List.of(young, old), Map.of(key(young), items(30), key(old), items(30)));

    List<Figure> figures = figures(world, ITEMS, 1);

    assertThat(standardised(figures, "ENG")).isEqualTo(30);
    assertThat(standardised(figures, "Q1")).as("30 of 20 expected").isEqualTo(45);
    assertThat(standardised(figures, "Q2")).as("30 of 40 expected").isEqualTo(22.5);
  }

  @Test
  void withoutTheAgesOfOnePracticeNoPlaceThatItBelongsToIsStandardised() {
    SiteMonth known = site("A", LAST, 1000L, "U1", "Q1");
    SiteMonth same = site("B", LAST, 1000L, "U1", "Q2");
    SiteMonth unknown =
        new SiteMonth(same.site(), same.month(), true, 1000L, Map.of(), same.own(), same.above());
    Map<String, Part> parts = Map.of(key(known), items(30), key(unknown), items(30));

    List<Figure> figures = figures(new World(List.of(known, unknown), parts), ITEMS, 1);

    assertThat(figure(figures, "Q2").standardised()).isNull();
    assertThat(figure(figures, "ENG").standardised()).isNull();
    assertThat(standardised(figures, "Q1"))
        .as("England's rate, as its own practice is all that sets the standard")
        .isEqualTo(30);
  }

  @Test
  void englandIsItsOwnStandardAlsoWhereOtherSitesPrescribe() {
    SiteMonth practice = site("A", LAST, 1000L, "U1", "Q1");
    SiteMonth clinic = site("C", LAST, false, null, "NON_GP", "NON_GP");
    Map<String, Part> parts = Map.of(key(practice), items(300), key(clinic), items(100));

    Figure england = figure(figures(new World(List.of(practice, clinic), parts), ITEMS, 1), "ENG");

    assertThat(england.toString()).contains("value=400.0");
    Interval crude = Objects.requireNonNull(england.rate()).limits().orElseThrow();
    IndirectStandardisation.Standardised found = Objects.requireNonNull(england.standardised());
    assertThat(found.value()).isEqualTo(400);
    assertThat(found.limits().orElseThrow().lower()).isCloseTo(crude.lower(), within(1e-9));
    assertThat(found.limits().orElseThrow().upper()).isCloseTo(crude.upper(), within(1e-9));
  }

  @Test
  void inEveryWorldStandardisedValuesLieBetweenTheirLimits() {
    Random random = new Random(15);
    int standardised = 0;
    for (int i = 0; i < WORLDS; i++) {
      for (Figure figure : figures(random(random), DDD, 1)) {
        IndirectStandardisation.Standardised found = figure.standardised();
        if (found != null && found.limits().isPresent()) {
          Interval limits = found.limits().orElseThrow();
          assertThat(found.value()).isBetween(limits.lower(), limits.upper());
          standardised++;
        }
      }
    }
    assertThat(standardised).isGreaterThan(WORLDS);
  }

  @Test
  void inEveryWorldTheOrderOfTheSitesDoesNotMatter() {
    Random random = new Random(12);
    for (int i = 0; i < WORLDS; i++) {
      World world = random(random);
      List<SiteMonth> shuffled = new ArrayList<>(world.sites());
      Collections.shuffle(shuffled, random);

      assertThat(byOrganisation(figures(new World(shuffled, world.parts()), DDD, 3)))
          .isEqualTo(byOrganisation(figures(world, DDD, 3)));
    }
  }

  @Test
  void inEveryWorldAnUnrelatedPracticeChangesNobodysRate() {
    Random random = new Random(13);
    for (int i = 0; i < WORLDS; i++) {
      World world = random(random);
      List<SiteMonth> more = new ArrayList<>(world.sites());
      Map<String, Part> parts = new HashMap<>(world.parts());
      for (LocalDate month = FIRST; !month.isAfter(LAST); month = month.plusMonths(1)) {
        SiteMonth unrelated = site("Z", month, 777L, "UZ", "QZ");
        more.add(unrelated);
        parts.put(key(unrelated), items(random.nextInt(9)));
      }
      SortedMap<String, String> before = rates(figures(world, ITEMS, 3));
      SortedMap<String, String> after = rates(figures(new World(more, parts), ITEMS, 3));
      before.remove("as_was/england/ENG");
      before.remove("as_is/england/ENG");

      assertThat(after).containsAllEntriesOf(before);
    }
  }

  @Test
  void inEveryWorldTwiceTheQuantityIsTwiceTheValue() {
    Random random = new Random(14);
    BigDecimal two = BigDecimal.valueOf(2);
    for (int i = 0; i < WORLDS; i++) {
      World world = random(random);
      Map<String, Part> doubled = new HashMap<>();
      world
          .parts()
          .forEach(
              (key, part) ->
                  doubled.put(
                      key,
                      new Part(
                          part.numerator().multiply(two),
                          part.squares().multiply(two).multiply(two),
                          part.items(),
                          part.itemsWithValue(),
                          BigDecimal.ZERO)));
      Map<String, Double> once = values(figures(world, DDD, 1));
      Map<String, Double> twice = values(figures(new World(world.sites(), doubled), DDD, 1));

      once.forEach((key, value) -> assertThat(twice.get(key)).as(key).isEqualTo(2 * value));
    }
  }

  @Test
  void aSiteIsThereOnceInAMonth() {
    SiteMonth june = site("A", LAST, 1000L, "U1", "Q1");

    assertThatThrownBy(() -> new Roster(List.of(june, june)))
        .hasMessage("Site A is there twice in 2024-06-01");
  }

  private static World random(Random random) {
    List<SiteMonth> sites = new ArrayList<>();
    Map<String, Part> parts = new HashMap<>();
    int practices = 1 + random.nextInt(7);
    for (int p = 0; p < practices; p++) {
      String icb = "Q" + random.nextInt(3);
      for (LocalDate month = FIRST; !month.isAfter(LAST); month = month.plusMonths(1)) {
        if (random.nextInt(8) == 0) {
          continue;
        }
        boolean isGp = random.nextInt(5) > 0;
        Long registrants = isGp && random.nextInt(6) > 0 ? 1L + random.nextInt(9000) : null;
        String pcn = isGp ? "U" + random.nextInt(4) : "NON_GP";
        SiteMonth site = site("P" + p, month, isGp, registrants, pcn, isGp ? icb : "NON_GP");
        sites.add(site);
        if (random.nextInt(4) > 0) {
          parts.put(key(site), items(random.nextInt(40)));
        }
      }
    }
    return new World(sites, parts);
  }

  private static List<Figure> figures(World world, Measure measure, int window) {
    Roster roster = new Roster(world.sites());
    Part[] parts = new Part[roster.size()];
    for (SiteMonth site : world.sites()) {
      int place = roster.placeOf(site.site(), site.month()).orElseThrow();
      parts[place] = world.parts().getOrDefault(key(site), Part.NOTHING);
    }
    return new MeasureFigures(roster, measure, parts).of(LAST, window);
  }

  private static Part items(int items) {
    BigDecimal count = BigDecimal.valueOf(items);
    return new Part(count, count, items, items, BigDecimal.ZERO);
  }

  private static SiteMonth site(
      String site, LocalDate month, Long registrants, String pcn, String icb) {
    return site(site, month, true, registrants, pcn, icb);
  }

  private static SiteMonth site(
      String site,
      LocalDate month,
      boolean isGp,
      @Nullable Long registrants,
      String pcn,
      String icb) {
    List<Organisation> above = new ArrayList<>();
    for (String vintage : VINTAGES) {
      above.add(new Organisation(vintage, LEVELS.get(0), pcn));
      above.add(
          new Organisation(
              vintage, LEVELS.get(1), vintage.equals("as_is") && !site.equals("Z") ? "Q0" : icb));
      above.add(new Organisation(vintage, "england", "ENG"));
    }
    Organisation own = new Organisation("as_was", "practice", isGp ? site : "NON_GP");
    Map<String, BigDecimal> weighted =
        registrants == null ? Map.of() : Map.of(WEIGHTS, weights(site, registrants));
    return new SiteMonth(site, month, isGp, registrants, weighted, own, above);
  }

  /** The people of practice A are of the ages of England, those of any other twice as old. */
  private static BigDecimal weights(String site, long registrants) {
    return BigDecimal.valueOf(site.equals("A") ? registrants : 2 * registrants);
  }

  private static String key(SiteMonth site) {
    return site.site() + site.month();
  }

  private static Figure figure(List<Figure> figures, String code) {
    return figures.stream()
        .filter(figure -> figure.organisation().code().equals(code))
        .findFirst()
        .orElseThrow();
  }

  private static double standardised(List<Figure> figures, String code) {
    return Optional.ofNullable(figure(figures, code).standardised())
        .map(IndirectStandardisation.Standardised::value)
        .orElse(Double.NaN);
  }

  private static SortedMap<String, String> byOrganisation(List<Figure> figures) {
    SortedMap<String, String> texts = new TreeMap<>();
    figures.forEach(figure -> texts.put(name(figure), figure.toString()));
    return texts;
  }

  private static SortedMap<String, String> rates(List<Figure> figures) {
    SortedMap<String, String> texts = new TreeMap<>();
    figures.forEach(figure -> texts.put(name(figure), figure.rate() + " " + figure.quartiles()));
    return texts;
  }

  private static Map<String, Double> values(List<Figure> figures) {
    Map<String, Double> values = new TreeMap<>();
    for (Figure figure : figures) {
      if (figure.rate() != null) {
        values.put(name(figure), figure.rate().value());
      }
    }
    return values;
  }

  private static String name(Figure figure) {
    Organisation whose = figure.organisation();
    return whose.vintage() + "/" + whose.level() + "/" + whose.code();
  }
}
