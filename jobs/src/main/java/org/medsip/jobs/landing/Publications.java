package org.medsip.jobs.landing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.medsip.common.run.InputRefused;
import org.medsip.jobs.landing.Publication.Slot;
import org.medsip.jobs.landing.Publication.Status;

/**
 * Decides which file of each month is read, from the files of this run and those of earlier runs. A
 * file once superseded stays so; the dataset that says more wins, then the later revision, then the
 * file that was fetched later, where both were fetched, then the run that came later.
 */
public final class Publications {

  private static final Comparator<Publication> RANK =
      Comparator.comparingInt((Publication p) -> p.dataset().precedence())
          .thenComparingInt(Publication::revision)
          .thenComparing(Publications::byTimeOfFetch);

  private Publications() {}

  /** Files of which one was put there by hand are alike: nothing says which came first. */
  private static int byTimeOfFetch(Publication a, Publication b) {
    return a.fetchedAt() == null || b.fetchedAt() == null
        ? 0
        : a.fetchedAt().compareTo(b.fetchedAt());
  }

  /** What becomes of a file. */
  public enum Outcome {
    /** Its rows are to be read, and become those of the month. */
    LOAD,
    /** It was read before and nothing is to be done. */
    ALREADY_LOADED,
    /** Another file of the month is read in its place. */
    SUPERSEDED
  }

  /**
   * What was decided of one file.
   *
   * @param file the file, with its status from now on
   * @param outcome what becomes of it
   * @param by the name of the file that supersedes it; empty where none does
   */
  public record Decision(Publication file, Outcome outcome, String by) {}

  /**
   * Decides on every file of a run, and on the files of earlier runs that it supersedes.
   *
   * @param known the files of earlier runs
   * @param arrived the files of this run
   * @throws InputRefused where two files of one month cannot be put in order
   */
  public static List<Decision> decide(List<Publication> known, List<Publication> arrived) {
    Map<Slot, List<Publication>> slots = new LinkedHashMap<>();
    arrived.forEach(p -> slots.computeIfAbsent(p.slot(), s -> new ArrayList<>()).add(p));
    List<Decision> decisions = new ArrayList<>();
    slots.forEach(
        (slot, files) -> {
          List<Publication> before = known.stream().filter(p -> p.slot().equals(slot)).toList();
          decisions.addAll(decideOne(before, files));
        });
    return decisions;
  }

  private static List<Decision> decideOne(List<Publication> known, List<Publication> arrived) {
    Map<String, Publication> bySha = new HashMap<>();
    known.forEach(p -> bySha.put(p.sha256(), p));
    List<Publication> candidates =
        arrived.stream().filter(p -> !isSuperseded(bySha.get(p.sha256()))).toList();
    @Nullable Publication current =
        known.stream().filter(p -> p.status() == Status.CURRENT).findFirst().orElse(null);
    Publication winner = winner(current, highest(candidates));
    List<Decision> decisions = new ArrayList<>();
    for (Publication file : arrived) {
      decisions.add(decision(file, winner, current));
    }
    if (current != null
        && !current.sha256().equals(winner.sha256())
        && arrived.stream().noneMatch(p -> p.sha256().equals(current.sha256()))) {
      decisions.add(superseded(current, winner));
    }
    return decisions;
  }

  private static Decision decision(
      Publication file, Publication winner, @Nullable Publication current) {
    if (!file.sha256().equals(winner.sha256())) {
      return superseded(file, winner);
    }
    boolean loaded = current != null && current.sha256().equals(file.sha256());
    boolean first = file == winner;
    return new Decision(
        file.as(Status.CURRENT), loaded || !first ? Outcome.ALREADY_LOADED : Outcome.LOAD, "");
  }

  private static Decision superseded(Publication file, Publication winner) {
    return new Decision(file.as(Status.SUPERSEDED), Outcome.SUPERSEDED, winner.name());
  }

  private static boolean isSuperseded(@Nullable Publication before) {
    return before != null && before.status() == Status.SUPERSEDED;
  }

  /** Of equals the one that arrived now: it was published after what an earlier run read. */
  private static Publication winner(@Nullable Publication current, Optional<Publication> newest) {
    if (current == null) {
      return newest.orElseThrow(
          () -> new IllegalStateException("A month whose every file is superseded by none"));
    }
    return newest.filter(p -> RANK.compare(p, current) >= 0).orElse(current);
  }

  private static Optional<Publication> highest(List<Publication> candidates) {
    Optional<Publication> highest = candidates.stream().reduce((a, b) -> later(a, b));
    highest.ifPresent(
        best ->
            candidates.stream()
                .filter(p -> RANK.compare(p, best) == 0 && !p.sha256().equals(best.sha256()))
                .findFirst()
                .ifPresent(
                    other -> {
                      throw new InputRefused(undecided(best, other));
                    }));
    return highest;
  }

  private static Publication later(Publication a, Publication b) {
    return RANK.compare(b, a) > 0 ? b : a;
  }

  private static String undecided(Publication a, Publication b) {
    return "The files "
        + a.name()
        + " and "
        + b.name()
        + " are both "
        + a.dataset().label()
        + " of "
        + a.month().toString().substring(0, 7)
        + " and nothing says which was published later; put _r2 behind the name of the later one,"
        + " or take one away";
  }
}
