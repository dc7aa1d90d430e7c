package org.medsip.common.cohort;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.medsip.common.cohort.CohortRelease.Content;
import org.medsip.common.cohort.CohortRelease.Contents;
import org.medsip.common.cohort.CohortRelease.PartNumbers;
import org.medsip.common.cohort.FigureRow.Key;
import org.medsip.common.disclosure.DisclosurePolicy;
import org.medsip.common.disclosure.Figures;
import org.medsip.common.disclosure.NotProtectable;
import org.medsip.common.disclosure.Shown;

/** What is published of one month of cohorts: all its figures, after disclosure control. */
public final class CohortFigures {

  private static final List<Content> LEFT_OUT_FIRST =
      List.of(Content.FLOWS, Content.PAIRS, Content.DIVISIONS, Content.ITEMS, Content.COUNTS);

  private final CohortCatalogue catalogue;
  private final DisclosurePolicy policy;

  /**
   * What was published of the month before.
   *
   * @param parts the counts it was made from
   * @param figures what was shown
   * @param policy the policy then in force
   */
  public record Earlier(List<PartRow> parts, List<FigureRow> figures, DisclosurePolicy policy) {
    public Earlier {
      parts = List.copyOf(parts);
      figures = List.copyOf(figures);
    }
  }

  public CohortFigures(CohortCatalogue catalogue, DisclosurePolicy policy) {
    this.catalogue = catalogue;
    this.policy = policy;
  }

  /**
   * Figures of a month that was never published. Where they cannot all be protected, the flows of
   * the cohorts in the way are left out, then whole contents, one after another: those in the way
   * first, and counts of cohorts last. What is left out is suppressed.
   */
  public List<FigureRow> first(List<PartRow> parts) {
    Contents contents = Contents.ALL;
    Attempt attempt = attempt(parts, contents);
    if (attempt.shown.isEmpty()) {
      contents = contents.withoutFlowsOf(attempt.cohortsInTheWay);
      attempt = attempt(parts, contents);
    }
    while (attempt.shown.isEmpty()) {
      contents = contents.without(leftOutNext(contents, attempt.inTheWay));
      attempt = attempt(parts, contents);
    }
    return rows(parts, attempt.shown.get());
  }

  private static Content leftOutNext(Contents contents, Set<Content> inTheWay) {
    List<Content> left = LEFT_OUT_FIRST.stream().filter(contents.kinds()::contains).toList();
    return left.stream()
        .filter(content -> content != Content.COUNTS && inTheWay.contains(content))
        .findFirst()
        .orElse(left.get(0));
  }

  /**
   * Figures of a month that was published before.
   *
   * @return empty where what was published must stand: a new figure would tell a suppressed one
   */
  public Optional<List<FigureRow>> next(List<PartRow> parts, Earlier earlier) {
    Contents then = Contents.ALL.withoutFlowsOf(cohortsWithoutFlows(earlier));
    Attempt attempt = attempt(parts, then, earlier, then);
    if (attempt.shown.isEmpty()) {
      attempt = attempt(parts, then.withoutFlowsOf(attempt.cohortsInTheWay), earlier, then);
    }
    return attempt.shown.map(shown -> rows(parts, shown));
  }

  /** The cohorts of which no flow was ever shown. */
  private Set<String> cohortsWithoutFlows(Earlier earlier) {
    Set<String> without = new TreeSet<>(catalogue.ids());
    earlier.figures().stream()
        .filter(row -> CohortRelease.isFlow(row.key()))
        .filter(row -> row.shown().filter(shown -> !shown.isSuppressed()).isPresent())
        .forEach(row -> without.remove(row.key().cohort()));
    return without;
  }

  /** A row for every figure there could be, suppressed where it is not among those shown. */
  private List<FigureRow> rows(List<PartRow> parts, Map<Key, Shown> shown) {
    Figures figures = new Figures(policy);
    CohortRelease all =
        new CohortRelease(catalogue, parts, Contents.ALL, figures, new PartNumbers(figures));
    List<FigureRow> rows = new ArrayList<>();
    for (Key key : all.parts().keySet()) {
      rows.add(new FigureRow(key, Optional.of(shown.getOrDefault(key, Shown.SUPPRESSED))));
    }
    all.unknown().forEach(key -> rows.add(new FigureRow(key, Optional.empty())));
    return rows;
  }

  private Attempt attempt(List<PartRow> parts, Contents contents) {
    Figures figures = new Figures(policy);
    PartNumbers numbers = new PartNumbers(figures);
    return attempt(
        new CohortRelease(catalogue, parts, contents, figures, numbers), figures, Map.of());
  }

  private Attempt attempt(
      List<PartRow> parts, Contents contents, Earlier earlier, Contents contentsThen) {
    Figures figures = new Figures(policy);
    PartNumbers numbers = new PartNumbers(figures);
    CohortRelease then =
        new CohortRelease(catalogue, earlier.parts(), contentsThen, figures, numbers);
    Map<Key, Shown> before = new HashMap<>();
    for (FigureRow row : earlier.figures()) {
      int[] of = then.parts().get(row.key());
      if (of != null && row.shown().isPresent()) {
        before.put(row.key(), row.shown().get());
        figures
            .earlierIfStillSo(row.shown().get(), earlier.policy(), of)
            .ifPresent(number -> neverTellOfFlows(row.key(), number, figures));
      }
    }
    CohortRelease now = new CohortRelease(catalogue, parts, contents, figures, numbers);
    return attempt(now, figures, before);
  }

  private static Attempt attempt(CohortRelease release, Figures figures, Map<Key, Shown> before) {
    Map<Key, Integer> numbers = new LinkedHashMap<>();
    release.parts().forEach((key, parts) -> numbers.put(key, figures.figure(parts)));
    numbers.forEach(
        (key, number) -> {
          neverTellOfFlows(key, number, figures);
          if (before.getOrDefault(key, Shown.number(0)).isSuppressed()) {
            figures.suppress(number);
          }
        });
    try {
      List<Shown> decided = figures.protect();
      Map<Key, Shown> shown = new HashMap<>();
      numbers.forEach((key, number) -> shown.put(key, decided.get(number)));
      return new Attempt(Optional.of(shown), Set.of(), Set.of());
    } catch (NotProtectable e) {
      return new Attempt(
          Optional.empty(),
          cohorts(e.figures(), numbers, release),
          contents(e.figures(), numbers, release));
    }
  }

  private static void neverTellOfFlows(Key key, int number, Figures figures) {
    if (CohortRelease.isFlow(key)) {
      figures.neverTell(number);
    }
  }

  private static Set<String> cohorts(
      Set<Integer> statements, Map<Key, Integer> numbers, CohortRelease release) {
    Set<String> cohorts = new TreeSet<>();
    numbers.forEach(
        (key, number) -> {
          if (statements.contains(number)) {
            cohorts.add(key.cohort());
          }
        });
    release
        .balances()
        .forEach(
            (number, cohort) -> {
              if (statements.contains(number)) {
                cohorts.add(cohort);
              }
            });
    return cohorts;
  }

  private static Set<Content> contents(
      Set<Integer> statements, Map<Key, Integer> numbers, CohortRelease release) {
    Set<Content> contents = EnumSet.noneOf(Content.class);
    numbers.forEach(
        (key, number) -> {
          if (statements.contains(number)) {
            contents.add(CohortRelease.contentOf(key));
          }
        });
    if (!Collections.disjoint(statements, release.balances().keySet())) {
      contents.add(Content.FLOWS);
    }
    return contents;
  }

  /**
   * What came of protecting figures together.
   *
   * @param shown what is shown of each; empty where a suppressed one could be worked out
   * @param cohortsInTheWay the cohorts of the figures that could be
   * @param inTheWay what these figures are part of
   */
  private record Attempt(
      Optional<Map<Key, Shown>> shown, Set<String> cohortsInTheWay, Set<Content> inTheWay) {}
}
