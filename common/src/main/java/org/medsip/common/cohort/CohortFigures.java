package org.medsip.common.cohort;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.medsip.common.cohort.CohortRelease.Content;
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
   * Figures of a month that was never published. Where they cannot all be protected, flows are left
   * out, then pairs of cohorts, then sex and age, then all; what is left out is suppressed.
   */
  public List<FigureRow> first(List<PartRow> parts) {
    Set<Content> contents = EnumSet.allOf(Content.class);
    Optional<Map<Key, Shown>> shown = Optional.empty();
    for (int i = 0; shown.isEmpty() && !contents.isEmpty(); i++) {
      shown = Attempt.of(catalogue, parts, contents, policy).shown();
      contents.remove(LEFT_OUT_FIRST.get(i));
    }
    return rows(parts, shown.orElse(Map.of()));
  }

  /**
   * Figures of a month that was published before.
   *
   * @return empty where what was published must stand: a new figure would tell a suppressed one
   */
  public Optional<List<FigureRow>> next(List<PartRow> parts, Earlier earlier) {
    return Attempt.of(catalogue, parts, earlier, policy).shown().map(shown -> rows(parts, shown));
  }

  /** A row for every figure there could be, suppressed where it is not among those shown. */
  private List<FigureRow> rows(List<PartRow> parts, Map<Key, Shown> shown) {
    Figures figures = new Figures(policy);
    CohortRelease all =
        new CohortRelease(
            catalogue, parts, EnumSet.allOf(Content.class), figures, new PartNumbers(figures));
    List<FigureRow> rows = new ArrayList<>();
    for (Key key : all.parts().keySet()) {
      rows.add(new FigureRow(key, Optional.of(shown.getOrDefault(key, Shown.SUPPRESSED))));
    }
    all.unknown().forEach(key -> rows.add(new FigureRow(key, Optional.empty())));
    return rows;
  }

  /** Figures that are to be protected together. */
  private record Attempt(Figures figures, Map<Key, Integer> numbers) {

    static Attempt of(
        CohortCatalogue catalogue,
        List<PartRow> parts,
        Set<Content> contents,
        DisclosurePolicy policy) {
      Figures figures = new Figures(policy);
      PartNumbers numbers = new PartNumbers(figures);
      return of(new CohortRelease(catalogue, parts, contents, figures, numbers), figures);
    }

    static Attempt of(
        CohortCatalogue catalogue,
        List<PartRow> parts,
        Earlier earlier,
        DisclosurePolicy policy) {
      Set<Content> all = EnumSet.allOf(Content.class);
      Figures figures = new Figures(policy);
      PartNumbers numbers = new PartNumbers(figures);
      CohortRelease then = new CohortRelease(catalogue, earlier.parts(), all, figures, numbers);
      Map<Key, Shown> before = new HashMap<>();
      for (FigureRow row : earlier.figures()) {
        int[] of = then.parts().get(row.key());
        if (of != null && row.shown().isPresent()) {
          before.put(row.key(), row.shown().get());
          figures.earlierIfStillSo(row.shown().get(), earlier.policy(), of);
        }
      }
      Attempt attempt =
          of(new CohortRelease(catalogue, parts, all, figures, numbers), figures);
      attempt.numbers.forEach(
          (key, number) -> {
            if (before.getOrDefault(key, Shown.number(0)).isSuppressed()) {
              figures.suppress(number);
            }
          });
      return attempt;
    }

    private static Attempt of(CohortRelease release, Figures figures) {
      Map<Key, Integer> numbers = new LinkedHashMap<>();
      release.parts().forEach((key, parts) -> numbers.put(key, figures.figure(parts)));
      return new Attempt(figures, numbers);
    }

    /** What is shown of each figure; empty where a suppressed one could be worked out. */
    Optional<Map<Key, Shown>> shown() {
      try {
        List<Shown> decided = figures.protect();
        Map<Key, Shown> shown = new HashMap<>();
        numbers.forEach((key, number) -> shown.put(key, decided.get(number)));
        return Optional.of(shown);
      } catch (NotProtectable e) {
        return Optional.empty();
      }
    }
  }
}
