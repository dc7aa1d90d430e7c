package org.medsip.common.cohort;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.medsip.common.cohort.Cohort.Rule;
import org.medsip.common.contract.Definitions;
import org.medsip.common.product.OmeSet;
import org.medsip.common.run.Fingerprint;

/**
 * Every cohort there is, read from {@code schemas/cohorts}.
 *
 * @param cohorts the cohorts by id
 * @param fingerprint changes whenever any definition does
 */
public record CohortCatalogue(List<Cohort> cohorts, String fingerprint) implements Serializable {

  private static final Set<Rule> LONG_TERM =
      Set.of(Rule.CONSECUTIVE_MONTHS, Rule.MONTHS_OF_WINDOW, Rule.DAYS_COVERED);

  public CohortCatalogue {
    cohorts = cohorts.stream().sorted(Comparator.comparing(Cohort::id)).toList();
  }

  /** Reads the definitions that are packaged with the program. */
  public static CohortCatalogue load() {
    return parse(Definitions.texts("cohorts", ".yaml"));
  }

  /**
   * Parses definitions.
   *
   * @param texts file name to content
   * @throws IllegalArgumentException if one is wrong: the message says which file and what
   */
  static CohortCatalogue parse(Map<String, String> texts) {
    SortedMap<String, Cohort> cohorts = new TreeMap<>();
    texts.forEach((file, text) -> cohorts.put(file, new CohortFile(file, text).parse()));
    CohortCatalogue catalogue =
        new CohortCatalogue(
            List.copyOf(cohorts.values()), Fingerprint.of(new TreeMap<>(texts).values()));
    catalogue.refuseWhatLeadsNowhere();
    return catalogue;
  }

  private void refuseWhatLeadsNowhere() {
    Set<String> ids = cohorts.stream().map(Cohort::id).collect(Collectors.toSet());
    for (Cohort cohort : cohorts) {
      for (String other : around(cohort)) {
        if (!ids.contains(other)) {
          throw new IllegalArgumentException(
              "Cohort file %s.yaml is wrong: there is no cohort %s".formatted(cohort.id(), other));
        }
      }
      if (within(cohort.id()).contains(cohort.id())) {
        throw new IllegalArgumentException(
            "Cohort file %s.yaml is wrong: it leads back to itself".formatted(cohort.id()));
      }
    }
  }

  public List<String> ids() {
    return cohorts.stream().map(Cohort::id).toList();
  }

  /** The place of a cohort in {@link #cohorts()}. */
  public int indexOf(String id) {
    int index = ids().indexOf(id);
    if (index < 0) {
      throw new IllegalArgumentException("There is no cohort " + id);
    }
    return index;
  }

  /** Every cohort that a member of this one is in as well, by what the definitions say. */
  public Set<String> within(String id) {
    Map<String, Cohort> byId = new HashMap<>();
    cohorts.forEach(cohort -> byId.put(cohort.id(), cohort));
    Set<String> found = new TreeSet<>();
    List<String> open = new ArrayList<>(List.of(id));
    Set<String> seen = new HashSet<>();
    while (!open.isEmpty()) {
      String next = open.remove(0);
      Cohort cohort = byId.get(next);
      if (seen.add(next) && cohort != null) {
        around(cohort).forEach(found::add);
        open.addAll(around(cohort));
      }
    }
    return found;
  }

  private static List<String> around(Cohort cohort) {
    return Stream.concat(cohort.requires().stream(), cohort.implies().stream()).toList();
  }

  /** The months that have to be known, the month itself included, to say who is in a cohort. */
  public int windowMonths(Cohort cohort) {
    return Stream.concat(
            Stream.of(cohort), cohort.requires().stream().map(id -> cohorts.get(indexOf(id))))
        .mapToInt(Cohort::windowMonths)
        .max()
        .orElseThrow();
  }

  /** The longest window of all. */
  public int longestWindow() {
    return cohorts.stream().mapToInt(this::windowMonths).max().orElse(1);
  }

  /** The factor sets that doses are reckoned by. */
  public List<OmeSet> omeSets() {
    return cohorts.stream()
        .map(Cohort::omeSet)
        .filter(set -> !set.equals(Cohort.NO_OME))
        .map(OmeSet::of)
        .distinct()
        .sorted()
        .toList();
  }

  /**
   * Two definitions of much the same thing.
   *
   * @param isNested whether one of them lies within the other by what the definitions say
   */
  public record Pair(String cohort, String other, boolean isNested) implements Serializable {}

  /** The pairs of long-term definitions, and of high-dose definitions of one threshold. */
  public List<Pair> comparable() {
    List<Pair> pairs = new ArrayList<>();
    for (Cohort one : cohorts) {
      for (Cohort other : cohorts) {
        if (one.id().compareTo(other.id()) < 0 && isComparable(one, other)) {
          boolean nested =
              within(one.id()).contains(other.id()) || within(other.id()).contains(one.id());
          pairs.add(new Pair(one.id(), other.id(), nested));
        }
      }
    }
    return pairs;
  }

  private static boolean isComparable(Cohort one, Cohort other) {
    return LONG_TERM.contains(one.rule()) && LONG_TERM.contains(other.rule())
        || one.rule() == Rule.DAILY_DOSE
            && other.rule() == Rule.DAILY_DOSE
            && one.threshold().compareTo(other.threshold()) == 0;
  }
}
