package org.medsip.common.cohort;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.medsip.common.cohort.FigureRow.Key;
import org.medsip.common.disclosure.Figures;

/**
 * All figures of one count of a month, each with the parts it is the sum of, and what everybody
 * knows of these parts.
 */
final class CohortRelease {

  private static final Set<String> FLOWS =
      Set.of("starters", "stoppers", "stopped", "moved_in", "moved_out");

  private static final List<String> DIVISIONS = List.of("sex", "age_band");

  /** What a release tells. */
  enum Content {
    /** Counts by organisation and quintile of deprivation. */
    COUNTS,
    /** Items of the extract and those with a captured NHS number. */
    ITEMS,
    /** Counts by sex and age. */
    DIVISIONS,
    /** Counts of people in two cohorts. */
    PAIRS,
    /** Who came and who went. */
    FLOWS
  }

  /**
   * All that a release tells.
   *
   * @param withoutFlows the cohorts whose flows it does not tell
   */
  record Contents(Set<Content> kinds, Set<String> withoutFlows) {
    static final Contents ALL = new Contents(EnumSet.allOf(Content.class), Set.of());

    Contents without(Content kind) {
      Set<Content> others = EnumSet.copyOf(kinds);
      others.remove(kind);
      return new Contents(others, withoutFlows);
    }

    Contents withoutFlowsOf(Set<String> cohorts) {
      Set<String> all = new TreeSet<>(withoutFlows);
      all.addAll(cohorts);
      return new Contents(kinds, all);
    }
  }

  private final CohortCatalogue catalogue;
  private final Figures figures;
  private final PartNumbers numbers;
  private final Places places;
  private final Map<PartKey, Long> counts = new HashMap<>();
  private final SortedSet<String> areas = new TreeSet<>();
  private final Map<String, SortedSet<String>> categories = new HashMap<>();
  private final Map<Key, int[]> parts = new LinkedHashMap<>();
  private final Map<Integer, String> balances = new HashMap<>();

  /** Which part. */
  record PartKey(String kind, String cohort, String category, String area, String other) {}

  /** The numbers of parts; a count that is the same in two releases is one part. */
  static final class PartNumbers {
    private final Figures figures;
    private final Map<PartKey, Map<Long, Integer>> numbers = new HashMap<>();

    PartNumbers(Figures figures) {
      this.figures = figures;
    }

    int of(PartKey key, long count) {
      return numbers
          .computeIfAbsent(key, none -> new HashMap<>())
          .computeIfAbsent(count, figures::part);
    }
  }

  CohortRelease(
      CohortCatalogue catalogue,
      List<PartRow> rows,
      Contents contents,
      Figures figures,
      PartNumbers numbers) {
    this.catalogue = catalogue;
    this.figures = figures;
    this.numbers = numbers;
    this.places = new Places(rows);
    for (PartRow row : rows) {
      counts.put(
          new PartKey(row.kind(), row.cohort(), row.category(), row.area(), row.other()),
          row.people());
      categories.computeIfAbsent(row.kind(), kind -> new TreeSet<>()).add(row.category());
      addArea(row);
    }
    areas.addAll(places.areas().keySet());
    contents.kinds().forEach(content -> add(content, contents));
  }

  private void addArea(PartRow row) {
    if (Set.of("starter", "stopper", "stopped", "move").contains(row.kind())) {
      areas.add(row.area());
    }
    if (row.kind().equals("move")) {
      areas.add(row.other());
    }
  }

  /** The cohorts of whose month before a statement speaks, by its number. */
  Map<Integer, String> balances() {
    return balances;
  }

  /** Whether who is counted is tied to two months at once. */
  static boolean isFlow(Key key) {
    return FLOWS.contains(key.figure());
  }

  /** What a figure is part of. */
  static Content contentOf(Key key) {
    return switch (key.figure()) {
      case "count", "deprivation_quintile" -> Content.COUNTS;
      case "items", "captured_items" -> Content.ITEMS;
      case "sex", "age_band" -> Content.DIVISIONS;
      case "both" -> Content.PAIRS;
      default -> Content.FLOWS;
    };
  }

  /** The parts of every figure, in a fixed order. */
  Map<Key, int[]> parts() {
    return parts;
  }

  /** The figures of cohorts whose months are not all there. */
  List<Key> unknown() {
    List<Key> unknown = new ArrayList<>();
    for (String cohort : catalogue.ids()) {
      if (!isKnown(cohort, "now")) {
        for (String level : Places.ALL) {
          places
              .practicesOf(level)
              .keySet()
              .forEach(org -> unknown.add(new Key("count", cohort, "", level, org)));
        }
      }
    }
    return unknown;
  }

  private boolean isKnown(String cohort, String when) {
    return counts.containsKey(new PartKey("known", cohort, when, "", ""));
  }

  private void add(Content content, Contents contents) {
    List<String> known = catalogue.ids().stream().filter(id -> isKnown(id, "now")).toList();
    switch (content) {
      case COUNTS -> known.forEach(this::addCounts);
      case DIVISIONS ->
          known.forEach(cohort -> DIVISIONS.forEach(division -> addDivision(division, cohort)));
      case FLOWS ->
          catalogue.ids().stream()
              .filter(cohort -> !contents.withoutFlows().contains(cohort))
              .forEach(this::addFlows);
      case PAIRS -> addPairs();
      case ITEMS -> addItems();
    }
  }

  private void addItems() {
    addByArea("items", "", "", "item");
    addByArea("captured_items", "", "", "captured");
    for (String area : areas) {
      figures.knownToBeAtMost(
          one(part("captured", "", "", area, "")), one(part("item", "", "", area, "")));
    }
  }

  private static int[] one(int part) {
    return new int[] {part};
  }

  private int part(String kind, String cohort, String category, String area, String other) {
    PartKey key = new PartKey(kind, cohort, category, area, other);
    return numbers.of(key, counts.getOrDefault(key, 0L));
  }

  private int member(String cohort, String practice) {
    return part("member", cohort, "", practice, "");
  }

  private int[] members(String cohort, Set<String> practices) {
    return practices.stream().mapToInt(practice -> member(cohort, practice)).toArray();
  }

  private int[] membersIn(String cohort, String area) {
    return members(cohort, places.areas().getOrDefault(area, new TreeSet<>()));
  }

  private void addCounts(String cohort) {
    for (String level : Places.ALL) {
      places
          .practicesOf(level)
          .forEach(
              (org, practices) ->
                  parts.put(new Key("count", cohort, "", level, org), members(cohort, practices)));
    }
    for (String outer : outer(cohort)) {
      for (String practice : places.practices()) {
        figures.knownToBeAtMost(one(member(cohort, practice)), one(member(outer, practice)));
      }
    }
    places.quintiles().forEach((quintile, members) -> addQuintile(cohort, quintile, members));
  }

  /** The cohorts right around one, of which the months are there. */
  private List<String> outer(String cohort) {
    Cohort definition = catalogue.cohorts().get(catalogue.indexOf(cohort));
    return Stream.concat(definition.requires().stream(), definition.implies().stream())
        .filter(outer -> isKnown(outer, "now"))
        .toList();
  }

  private void addQuintile(String cohort, String quintile, Set<String> ofQuintile) {
    for (String level : Places.UPPER) {
      places
          .practicesOf(level)
          .forEach(
              (org, practices) -> {
                SortedSet<String> both = new TreeSet<>(practices);
                both.retainAll(ofQuintile);
                parts.put(
                    new Key("deprivation_quintile", cohort, quintile, level, org),
                    members(cohort, both));
              });
    }
  }

  private void addDivision(String division, String cohort) {
    SortedSet<String> ofDivision = categories.getOrDefault(division, new TreeSet<>());
    for (String category : ofDivision) {
      addByArea(division, cohort, category, division);
      for (String outer : outer(cohort)) {
        for (String area : areas) {
          figures.knownToBeAtMost(
              one(part(division, cohort, category, area, "")),
              one(part(division, outer, category, area, "")));
        }
      }
    }
    for (String area : areas) {
      int[] divided =
          ofDivision.stream().mapToInt(c -> part(division, cohort, c, area, "")).toArray();
      figures.knownToBeTheSame(divided, membersIn(cohort, area));
    }
  }

  /** A figure for every organisation of the upper levels, over its areas. */
  private void addByArea(String figure, String cohort, String category, String kind) {
    for (String level : Places.UPPER) {
      SortedMap<String, List<String>> byOrg = new TreeMap<>();
      areas.forEach(
          area ->
              byOrg.computeIfAbsent(Places.orgOf(area, level), o -> new ArrayList<>()).add(area));
      byOrg.forEach(
          (org, of) ->
              parts.put(
                  new Key(figure, cohort, category, level, org),
                  of.stream().mapToInt(area -> part(kind, cohort, category, area, "")).toArray()));
    }
  }

  private void addFlows(String cohort) {
    if (isKnown(cohort, "left")) {
      addByArea("stopped", cohort, "", "stopped");
    }
    if (isKnown(cohort, "now") && isKnown(cohort, "before")) {
      addByArea("starters", cohort, "", "starter");
      addByArea("stoppers", cohort, "", "stopper");
      Places.UPPER.stream()
          .filter(level -> !level.equals("england"))
          .forEach(level -> addMoves(cohort, level));
      Map<String, Integer> before = new TreeMap<>();
      areas.forEach(area -> before.put(area, addWhatIsKnownOfFlows(cohort, area)));
      addWhatWasToldOf(cohort, before);
    }
  }

  /** The release of the month before shows these counts, or hides them. */
  private void addWhatWasToldOf(String cohort, Map<String, Integer> before) {
    for (String level : Places.UPPER) {
      Map<String, List<Integer>> byOrg = new TreeMap<>();
      before.forEach(
          (area, part) ->
              byOrg.computeIfAbsent(Places.orgOf(area, level), org -> new ArrayList<>()).add(part));
      byOrg
          .values()
          .forEach(
              of ->
                  balances.put(
                      figures.shownElsewhere(of.stream().mapToInt(Integer::intValue).toArray()),
                      cohort));
    }
  }

  private void addMoves(String cohort, String level) {
    SortedSet<String> orgs = new TreeSet<>();
    areas.forEach(area -> orgs.add(Places.orgOf(area, level)));
    for (String org : orgs) {
      Predicate<String> inside = area -> Places.orgOf(area, level).equals(org);
      parts.put(
          new Key("moved_in", cohort, "", level, org), moves(cohort, inside, inside.negate()));
      parts.put(
          new Key("moved_out", cohort, "", level, org), moves(cohort, inside.negate(), inside));
    }
  }

  /** Returns the part of those who were in the cohort a month ago. */
  private int addWhatIsKnownOfFlows(String cohort, String area) {
    int[] started = one(part("starter", cohort, "", area, ""));
    int[] stopped = one(part("stopper", cohort, "", area, ""));
    int[] into = moves(cohort, area::equals, other -> !other.equals(area));
    int[] outOf = moves(cohort, other -> !other.equals(area), area::equals);
    int[] now = membersIn(cohort, area);
    figures.knownToBeAtMost(joined(started, into), now);
    long people =
        figures.people(joined(now, stopped, outOf)) - figures.people(joined(started, into));
    int[] before = one(numbers.of(new PartKey("before", cohort, "", area, ""), people));
    figures.differenceIsKnown(joined(now, stopped, outOf), joined(started, into, before));
    return before[0];
  }

  /** The parts of all that moved to some areas from others. */
  private int[] moves(String cohort, Predicate<String> to, Predicate<String> from) {
    return areas.stream()
        .filter(to)
        .flatMapToInt(
            into ->
                areas.stream()
                    .filter(from)
                    .mapToInt(outOf -> part("move", cohort, "", into, outOf)))
        .toArray();
  }

  private static int[] joined(int[]... parts) {
    return Stream.of(parts).flatMapToInt(Arrays::stream).toArray();
  }

  private void addPairs() {
    counts.keySet().stream()
        .filter(key -> key.kind.equals("both"))
        .map(key -> new Pair(key.cohort, key.category))
        .distinct()
        .sorted(Comparator.comparing(Pair::cohort).thenComparing(Pair::other))
        .filter(pair -> isKnown(pair.cohort, "now") && isKnown(pair.other, "now"))
        .forEach(pair -> addPair(pair.cohort, pair.other));
  }

  private record Pair(String cohort, String other) {}

  private void addPair(String cohort, String other) {
    addByArea("both", cohort, other, "both");
    for (String area : areas) {
      int[] both = one(part("both", cohort, other, area, ""));
      figures.knownToBeAtMost(both, membersIn(cohort, area));
      figures.knownToBeAtMost(both, membersIn(other, area));
    }
  }
}
