package org.medsip.common.cohort;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Where practices lie in a month. An area is a board with its PSC and region, as practices of one
 * board may lie in several of these; everything above practices is made up of areas.
 */
public final class Places {

  /** The levels at which breakdowns and flows are published: those that areas make up. */
  public static final List<String> UPPER = List.of("icb", "psc", "region", "england");

  /** The levels at which a count is published. */
  static final List<String> ALL =
      List.of("practice", "pcn", "sicbl", "icb", "psc", "region", "england");

  private static final String AREA = "area";
  private static final String QUINTILE = "deprivation_quintile";
  private static final String ENGLAND = "ENG";

  private final SortedMap<String, Map<String, String>> byPractice = new TreeMap<>();
  private final Map<String, SortedMap<String, SortedSet<String>>> byLevel = new HashMap<>();

  Places(List<PartRow> rows) {
    for (PartRow row : rows) {
      if (row.kind().equals("place")) {
        byPractice
            .computeIfAbsent(row.area(), practice -> new TreeMap<>())
            .put(row.category(), row.other());
      }
    }
    byPractice.values().removeIf(places -> !places.containsKey("practice"));
  }

  Set<String> practices() {
    return byPractice.keySet();
  }

  /** The practices of every organisation of a level, in order. */
  SortedMap<String, SortedSet<String>> practicesOf(String level) {
    return byLevel.computeIfAbsent(level, this::membersOf);
  }

  private SortedMap<String, SortedSet<String>> membersOf(String level) {
    SortedMap<String, SortedSet<String>> members = new TreeMap<>();
    byPractice.forEach(
        (practice, places) -> {
          String org = places.get(level);
          if (org != null) {
            members.computeIfAbsent(org, none -> new TreeSet<>()).add(practice);
          }
        });
    return members;
  }

  /** The practices of every area. */
  SortedMap<String, SortedSet<String>> areas() {
    return practicesOf(AREA);
  }

  /** The practices of every quintile of deprivation. */
  SortedMap<String, SortedSet<String>> quintiles() {
    return practicesOf(QUINTILE);
  }

  /** The organisation of an upper level that an area lies in. */
  static String orgOf(String area, String level) {
    String[] orgs = area.split("\\|", -1);
    return switch (level) {
      case "icb" -> orgs[0];
      case "psc" -> orgs[1];
      case "region" -> orgs[2];
      default -> ENGLAND;
    };
  }
}
