package org.medsip.common.org;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.medsip.common.org.Boundaries.Placed;

class BoundariesTest {

  private static final Boundaries.Areas NO_AREAS = (site, sicbl, month) -> Optional.empty();

  @Test
  void aSiteThatIsThereBelongsWhereItThenBelongs() {
    List<Stay> stays =
        List.of(
            stay("A81001", "2018-01", "2020-03", "00K"),
            stay("A81001", "2020-04", "2024-01", "16C"));

    assertThat(on("2019-06-15", stays)).containsExactly("A81001 00K MEMBER");
    assertThat(on("2022-06-15", stays)).containsExactly("A81001 16C MEMBER");
  }

  @Test
  void aDateOutsideTheMonthsThatAreKnownIsTheNearestOfThem() {
    List<Stay> stays = List.of(stay("A81001", "2018-01", "2020-03", "00K"));

    assertThat(on("2010-01-01", stays)).containsExactly("A81001 00K MEMBER");
    assertThat(on("2030-01-01", stays)).containsExactly("A81001 00K MEMBER");
  }

  @Test
  void aClosedSiteStaysInItsSicblWhileThatIsThere() {
    List<Stay> stays =
        List.of(
            stay("CLOSED", "2018-01", "2018-12", "00K"), stay("OPEN", "2018-01", "2020-01", "00K"));

    assertThat(on("2020-01-01", stays)).containsExactly("CLOSED 00K CARRIED", "OPEN 00K MEMBER");
  }

  @Test
  void aClosedSiteOfAMergedSicblIsInTheOneThatAllItsSitesWentTo() {
    List<Stay> stays =
        List.of(
            stay("CLOSED", "2018-01", "2018-12", "00K"),
            stay("ONE", "2018-01", "2020-03", "00K"),
            stay("ONE", "2020-04", "2021-01", "16C"),
            stay("TWO", "2018-01", "2020-03", "00K"),
            stay("TWO", "2020-04", "2021-01", "16C"),
            stay("OTHER", "2018-01", "2020-03", "00M"),
            stay("OTHER", "2020-04", "2021-01", "16C"));

    assertThat(on("2021-01-01", stays)).contains("CLOSED 16C SUCCESSOR");
  }

  @Test
  void aClosedSiteOfASplitSicblIsPlacedNowhere() {
    List<Stay> stays =
        List.of(
            stay("CLOSED", "2025-01", "2025-12", "D4U1Y"),
            stay("ONE", "2025-01", "2026-03", "D4U1Y"),
            stay("ONE", "2026-04", "2026-05", "92A"),
            stay("TWO", "2025-01", "2026-03", "D4U1Y"),
            stay("TWO", "2026-04", "2026-05", "D9Y0V"));

    assertThat(on("2026-05-01", stays)).contains("CLOSED null UNPLACED");
  }

  @Test
  void aSiteThatLeftASicblBeforeItsEndDoesNotSayWhatSucceededIt() {
    List<Stay> stays =
        List.of(
            stay("CLOSED", "2018-01", "2018-12", "00K"),
            stay("LEFT", "2018-01", "2018-06", "00K"),
            stay("LEFT", "2018-07", "2021-01", "99Z"),
            stay("ONE", "2018-01", "2020-03", "00K"),
            stay("ONE", "2020-04", "2021-01", "16C"));

    assertThat(on("2021-01-01", stays)).contains("CLOSED 16C SUCCESSOR");
  }

  @Test
  void aSiteThatOpenedLaterIsPlacedByItsFirstMonth() {
    List<Stay> stays =
        List.of(
            stay("NEW", "2021-01", "2022-01", "16C"),
            stay("ONE", "2018-01", "2020-03", "00K"),
            stay("ONE", "2020-04", "2022-01", "16C"));

    assertThat(on("2019-01-01", stays)).contains("NEW 00K SUCCESSOR");
  }

  @Test
  void aNetworkIsKeptOnlyWhileItIsThere() {
    Belonging first = belonging("00K").with(Level.PCN, Optional.of(new Parent("U1", "One")));
    Belonging gone = belonging("00K").with(Level.PCN, Optional.of(new Parent("U2", "Two")));
    List<Stay> stays =
        List.of(
            new Stay("A", day("2019-07"), day("2022-01"), first),
            new Stay("B", day("2019-07"), day("2020-01"), first),
            new Stay("C", day("2019-07"), day("2020-01"), gone));

    SortedMap<String, Placed> placed = Boundaries.on(day("2022-01"), stays, List.of(), NO_AREAS);

    assertThat(at(Level.PCN, placed, "B")).contains(new Parent("U1", "One"));
    assertThat(at(Level.PCN, placed, "C")).isEmpty();
  }

  @Test
  void listsOfChangesSpeakForDatesThatNoFileReaches() {
    List<Stay> stays =
        List.of(
            stay("J82015", "2025-01", "2025-12", "D4U1Y"), stay("M1", "2025-01", "2025-12", "92A"));
    List<Change> changes =
        List.of(
            change(Change.Kind.SITE_TO_SICBL, "J82015", "92A"),
            change(Change.Kind.SICBL_TO_ICB, "92A", "S9B9J"));

    SortedMap<String, Placed> before = Boundaries.on(day("2026-03"), stays, changes, NO_AREAS);
    SortedMap<String, Placed> after = Boundaries.on(day("2026-04"), stays, changes, NO_AREAS);

    assertThat(at(Level.ICB, before, "J82015")).contains(new Parent("Qd4u1y", ""));
    for (String site : List.of("J82015", "M1")) {
      assertThat(at(Level.SICBL, after, site).map(Parent::code)).contains("92A");
      assertThat(at(Level.ICB, after, site).map(Parent::code)).contains("S9B9J");
      assertThat(after.get(site)).extracting(Placed::basis).isEqualTo(Boundaries.Basis.CHANGE_LIST);
    }
  }

  @Test
  void aListOfChangesIsNotAppliedToWhatTheFilesAlreadySay() {
    List<Stay> stays = List.of(stay("M1", "2025-01", "2026-05", "92A"));
    List<Change> changes =
        List.of(change(Change.Kind.SICBL_TO_ICB, "92A", "OTHER"));

    assertThat(on("2026-05-01", stays, changes)).containsExactly("M1 92A MEMBER");
  }

  @Test
  void aSiteOfASicblThatEndsAndIsNotMovedIsPlacedNowhere() {
    List<Stay> stays =
        List.of(
            stay("MOVED", "2025-01", "2025-12", "D4U1Y"),
            stay("FORGOTTEN", "2025-01", "2025-12", "D4U1Y"));
    List<Change> changes =
        List.of(
            change(Change.Kind.SITE_TO_SICBL, "MOVED", "92A"),
            new Change(
                day("2026-04"), Change.Kind.SICBL_CLOSED, "D4U1Y", Optional.empty()));

    assertThat(on("2026-04-01", stays, changes))
        .containsExactly("FORGOTTEN null UNPLACED", "MOVED 92A CHANGE_LIST");
  }

  @Test
  void theAreaFollowsFromTheSicblOfTheVintage() {
    List<Stay> stays = List.of(stay("M1", "2025-01", "2026-05", "92A"));
    Boundaries.Areas areas =
        (site, sicbl, month) -> Optional.of(new Parent("ksr", site + sicbl + month));

    SortedMap<String, Placed> placed =
        Boundaries.on(LocalDate.of(2026, 4, 1), stays, List.of(), areas);
    assertThat(at(Level.PSC, placed, "M1")).contains(new Parent("ksr", "M192A2026-04-01"));
  }

  @Test
  void inAnyWorldEverySiteIsPlacedOnceAndMembersAreWhereTheyAre() {
    Random random = new Random(5);
    for (int world = 0; world < 1000; world++) {
      List<Stay> stays = randomStays(random);
      LocalDate date = day("2020-01").plusMonths(random.nextInt(30) - 3);

      SortedMap<String, Placed> placed = Boundaries.on(date, stays, List.of(), NO_AREAS);
      List<Stay> shuffled = new ArrayList<>(stays);
      Collections.shuffle(shuffled, random);

      assertThat(placed.keySet())
          .containsExactlyInAnyOrderElementsOf(stays.stream().map(Stay::site).distinct().toList());
      assertThat(Boundaries.on(date, shuffled, List.of(), NO_AREAS)).isEqualTo(placed);
      for (Stay stay : stays) {
        if (stay.covers(date)) {
          assertThat(placed.get(stay.site()))
              .isEqualTo(new Placed(stay.belonging(), Boundaries.Basis.MEMBER));
        }
      }
    }
  }

  private static List<Stay> randomStays(Random random) {
    List<Stay> stays = new ArrayList<>();
    int sites = 1 + random.nextInt(8);
    for (int site = 0; site < sites; site++) {
      LocalDate from = day("2020-01").plusMonths(random.nextInt(6));
      int count = 1 + random.nextInt(3);
      for (int i = 0; i < count; i++) {
        LocalDate to = from.plusMonths(random.nextInt(8));
        stays.add(new Stay("S" + site, from, to, belonging("C" + random.nextInt(4))));
        from = to.plusMonths(1 + random.nextInt(2));
      }
    }
    return stays;
  }

  private static Change change(Change.Kind kind, String code, String to) {
    return new Change(day("2026-04"), kind, code, Optional.of(new Parent(to, "")));
  }

  private static List<String> on(String date, List<Stay> stays) {
    return on(date, stays, List.of());
  }

  private static List<String> on(String date, List<Stay> stays, List<Change> changes) {
    List<String> said = new ArrayList<>();
    Boundaries.on(LocalDate.parse(date), stays, changes, NO_AREAS)
        .forEach(
            (site, placed) ->
                said.add(
                    site
                        + " "
                        + placed.belonging().at(Level.SICBL).map(Parent::code).orElse("null")
                        + " "
                        + placed.basis()));
    return said;
  }

  private static Optional<Parent> at(Level level, SortedMap<String, Placed> placed, String site) {
    return Optional.ofNullable(placed.get(site)).flatMap(where -> where.belonging().at(level));
  }

  private static Stay stay(String site, String from, String to, String sicbl) {
    return new Stay(site, day(from), day(to), belonging(sicbl));
  }

  private static Belonging belonging(String sicbl) {
    Map<Level, Parent> parents = new EnumMap<>(Level.class);
    parents.put(Level.SICBL, new Parent(sicbl, ""));
    parents.put(Level.ICB, new Parent("Q" + sicbl.toLowerCase(Locale.ROOT), ""));
    return new Belonging(parents);
  }

  private static LocalDate day(String month) {
    return LocalDate.parse(month + "-01");
  }
}
