package org.medsip.jobs.gold.variation;

import java.util.ArrayList;
import java.util.Arrays;
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
    Map<String, Map<String, Map<List<@Nullable String>, Registered>>> registered = new HashMap<>();
    for (Row practice : practices) {
      register(registered, practice, ageSex.get(PlaceRows.code(practice)));
    }
    registered.forEach(
        (level, ofLevel) ->
            ofLevel.forEach(
                (code, parts) ->
                    put(level, code, parts, said.getOrDefault(level, Map.of()).get(code))));
  }

  /** Where an organisation stands. */
  Place of(String level, String code) {
    return byLevel.getOrDefault(level, Map.of()).getOrDefault(code, Place.UNKNOWN);
  }

  private static void register(
      Map<String, Map<String, Map<List<@Nullable String>, Registered>>> registered,
      Row row,
      @Nullable AgeSex ageSex) {
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
      Map<String, Map<String, Map<List<@Nullable String>, Registered>>> registered,
      String level,
      String code,
      Registered own) {
    registered
        .computeIfAbsent(level, next -> new HashMap<>())
        .computeIfAbsent(code, next -> new HashMap<>())
        .merge(own.parents(), own, Registered::plus);
  }

  private void put(
      String level,
      String code,
      Map<List<@Nullable String>, Registered> parts,
      @Nullable List<Deprivation> said) {
    Long all = null;
    AgeSex ageSex = null;
    Registered largest = null;
    for (Registered part : parts.values()) {
      all = plus(all, part.sum());
      ageSex = AgeSex.plus(ageSex, part.ageSex());
      largest = largest == null || LARGEST.compare(part, largest) > 0 ? part : largest;
    }
    List<Deprivation> releases = said == null ? new ArrayList<>() : said;
    releases.sort(Comparator.comparing(Deprivation::release));
    byLevel
        .computeIfAbsent(level, next -> new HashMap<>())
        .put(
            code,
            new Place(
                all,
                largest == null ? List.of() : largest.parents(),
                List.copyOf(releases),
                ageSex));
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
