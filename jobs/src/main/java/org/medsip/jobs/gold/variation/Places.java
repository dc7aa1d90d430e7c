package org.medsip.jobs.gold.variation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.medsip.jobs.gold.Memberships;

/**
 * Where every organisation stands in the last month of one period. An organisation has the list
 * sizes of its practices together, and belongs to whom practices with most registrants belong.
 */
final class Places {

  private static final Comparator<@Nullable String> TEXTS =
      Comparator.nullsFirst(Comparator.naturalOrder());
  private static final Comparator<Registered> LARGEST =
      Comparator.comparing(Registered::sum, Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(Registered::parents, Places::inOrder);

  private final Map<String, Map<String, Place>> byLevel = new HashMap<>();

  /** The people of some practices that belong to the same organisations. */
  private record Registered(
      @Nullable Long sum, @Nullable AgeSex ageSex, List<@Nullable String> parents) {

    Registered plus(Registered other) {
      return new Registered(
          Places.plus(sum, other.sum), AgeSex.plus(ageSex, other.ageSex), parents);
    }
  }

  /**
   * The places of one period.
   *
   * @param rows those of {@link PlaceRows}
   */
  Places(Iterator<Row> rows) {
    List<Row> practices = new ArrayList<>();
    Map<String, AgeSex> ageSex = new HashMap<>();
    Map<String, Map<String, List<Deprivation>>> said = new HashMap<>();
    rows.forEachRemaining(
        row -> {
          switch (PlaceRows.kind(row)) {
            case PRACTICE -> practices.add(row);
            case AGE_SEX -> ageSex.put(PlaceRows.code(row), PlaceRows.ageSex(row));
            case DEPRIVATION ->
                said.computeIfAbsent(PlaceRows.level(row), next -> new HashMap<>())
                    .computeIfAbsent(PlaceRows.code(row), next -> new ArrayList<>())
                    .add(PlaceRows.deprivation(row));
          }
        });
    said.computeIfPresent(Peer.PRACTICE, (level, ofPractices) -> ranked(ofPractices));
    Map<String, Map<String, Parts>> registered = new HashMap<>();
    for (Row practice : practices) {
      register(registered, practice, ageSex.get(PlaceRows.code(practice)));
    }
    Numbers numbers = new Numbers();
    registered.forEach(
        (level, ofLevel) ->
            ofLevel.forEach(
                (code, parts) ->
                    byLevel
                        .computeIfAbsent(level, next -> new HashMap<>())
                        .put(
                            code,
                            parts.place(
                                said.getOrDefault(level, Map.of()).getOrDefault(code, List.of()),
                                numbers))));
  }

  /** Where an organisation stands. */
  Place of(String level, String code) {
    return byLevel.getOrDefault(level, Map.of()).getOrDefault(code, Place.UNKNOWN);
  }

  /** What is said of practices, ranked by each release. */
  private static Map<String, List<Deprivation>> ranked(Map<String, List<Deprivation>> said) {
    Map<Long, List<Said>> byRelease = new HashMap<>();
    said.forEach(
        (code, releases) ->
            releases.forEach(
                one ->
                    byRelease
                        .computeIfAbsent(one.release(), next -> new ArrayList<>())
                        .add(new Said(code, one))));
    Map<String, List<Deprivation>> ranked = new HashMap<>();
    for (List<Said> ofRelease : byRelease.values()) {
      ofRelease.sort(Said.MOST_DEPRIVED_FIRST);
      for (int rank = 0; rank < ofRelease.size(); rank++) {
        Said next = ofRelease.get(rank);
        ranked
            .computeIfAbsent(next.code(), first -> new ArrayList<>())
            .add(next.deprivation().ranked(rank));
      }
    }
    return ranked;
  }

  /** What is said of one practice. */
  private record Said(String code, Deprivation deprivation) {

    static final Comparator<Said> MOST_DEPRIVED_FIRST =
        Comparator.comparingDouble((Said said) -> said.deprivation().score())
            .reversed()
            .thenComparing(Said::code);
  }

  private static void register(
      Map<String, Map<String, Parts>> registered, Row row, @Nullable AgeSex ageSex) {
    List<@Nullable String> parents = PlaceRows.parents(row);
    Registered own = new Registered(PlaceRows.registrants(row), ageSex, parents);
    add(registered, Peer.PRACTICE, PlaceRows.code(row), own);
    for (int level = 0; level < parents.size(); level++) {
      String code = parents.get(level);
      if (code != null) {
        add(registered, Memberships.LEVELS.get(level), code, own);
      }
    }
  }

  private static void add(
      Map<String, Map<String, Parts>> registered, String level, String code, Registered own) {
    registered
        .computeIfAbsent(level, next -> new HashMap<>())
        .computeIfAbsent(code, next -> new Parts())
        .add(own);
  }

  /** The organisations of each level, numbered from 0. */
  private static final class Numbers {

    private final List<Map<String, Integer>> ofLevels = new ArrayList<>();

    Numbers() {
      Memberships.LEVELS.forEach(level -> ofLevels.add(new HashMap<>()));
    }

    int[] of(List<@Nullable String> parents) {
      int[] numbers = new int[parents.size()];
      for (int level = 0; level < numbers.length; level++) {
        String code = parents.get(level);
        Map<String, Integer> known = ofLevels.get(level);
        numbers[level] =
            code == null ? Peer.NOBODY : known.computeIfAbsent(code, next -> known.size());
      }
      return numbers;
    }
  }

  /** The practices of one organisation by whom else they belong to; never without any. */
  private static final class Parts {

    private final Map<List<@Nullable String>, Registered> byParents = new HashMap<>();

    void add(Registered own) {
      byParents.merge(own.parents(), own, Registered::plus);
    }

    Place place(List<Deprivation> said, Numbers numbers) {
      Long all = null;
      AgeSex ageSex = null;
      for (Registered part : byParents.values()) {
        all = Places.plus(all, part.sum());
        ageSex = AgeSex.plus(ageSex, part.ageSex());
      }
      List<Deprivation> releases = new ArrayList<>(said);
      releases.sort(Comparator.comparing(Deprivation::release));
      Registered largest = Collections.max(byParents.values(), LARGEST);
      return new Place(all, largest.parents(), numbers.of(largest.parents()), releases, ageSex);
    }
  }

  private static @Nullable Long plus(@Nullable Long one, @Nullable Long other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one + other;
  }

  private static int inOrder(List<@Nullable String> one, List<@Nullable String> other) {
    return Arrays.compare(one.toArray(String[]::new), other.toArray(String[]::new), TEXTS);
  }
}
