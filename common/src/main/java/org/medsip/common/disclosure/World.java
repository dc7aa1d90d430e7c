package org.medsip.common.disclosure;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Counts that may be, begun from the true ones, and which statements they break. */
final class World {

  /** Adds a number of people to a part, or takes them away. */
  record Change(int part, long by) {}

  private final PartIndex index;
  private final Onlooker onlooker;
  private final long[] counts;
  private final long[] sums;
  private final long[] lowest;
  private final long[] highest;
  private final long[] movedBy;
  private final boolean[] isBroken;
  private final boolean[] isGivenUp;
  private final List<Statement> broken = new ArrayList<>();
  private final List<Statement> givenUp = new ArrayList<>();
  private final List<Change> changes = new ArrayList<>();
  private final List<Change> settled = new ArrayList<>();

  World(List<Statement> statements, long[] counts, PartIndex index, Onlooker onlooker) {
    this.index = index;
    this.onlooker = onlooker;
    this.counts = counts.clone();
    this.sums = statements.stream().mapToLong(statement -> statement.value).toArray();
    this.lowest = sums.clone();
    this.highest = sums.clone();
    this.movedBy = new long[counts.length];
    this.isBroken = new boolean[sums.length];
    this.isGivenUp = new boolean[sums.length];
  }

  /** The changes that are being tried, in order. */
  List<Change> changes() {
    return changes;
  }

  /** The statements that are given up for the changes being tried. */
  List<Statement> givenUp() {
    return givenUp;
  }

  void make(Change change) {
    changes.add(change);
    movedBy[change.part] += change.by;
    apply(change.part, change.by);
  }

  void unmake(Change change) {
    changes.remove(changes.size() - 1);
    movedBy[change.part] -= change.by;
    apply(change.part, -change.by);
  }

  void giveUp(Statement statement) {
    givenUp.add(statement);
    isGivenUp[statement.index] = true;
    lookWhetherBroken(statement);
  }

  void takeBack(Statement statement) {
    givenUp.remove(givenUp.size() - 1);
    isGivenUp[statement.index] = false;
    lookWhetherBroken(statement);
  }

  /** Goes on from these changes, which break nothing that is shown. */
  void settle(List<Change> found) {
    for (Change change : found) {
      apply(change.part, change.by);
      settled.add(change);
    }
    found.forEach(change -> rememberSumsWith(change.part));
  }

  private void rememberSumsWith(int part) {
    for (int i = 0; i < index.statements(part); i++) {
      int statement = index.statement(part, i).index;
      lowest[statement] = Math.min(lowest[statement], sums[statement]);
      highest[statement] = Math.max(highest[statement], sums[statement]);
    }
  }

  /**
   * How far apart the sums of a statement are among the worlds found so far, for whatever figure.
   * Each of them looks the same from outside, and goes on to: what is suppressed later shows less.
   */
  long spread(Statement statement) {
    return highest[statement.index] - lowest[statement.index];
  }

  /** Returns to the true counts. */
  void putBack() {
    settled.forEach(change -> apply(change.part, -change.by));
    settled.clear();
  }

  private void apply(int part, long by) {
    counts[part] += by;
    for (int i = 0; i < index.statements(part); i++) {
      Statement statement = index.statement(part, i);
      sums[statement.index] += index.sign(part, i) * by;
      lookWhetherBroken(statement);
    }
  }

  private void lookWhetherBroken(Statement statement) {
    boolean now = !isGivenUp[statement.index] && shortOf(statement) != 0;
    if (now && !isBroken[statement.index]) {
      broken.add(statement);
    } else if (!now && isBroken[statement.index]) {
      broken.remove(statement);
    }
    isBroken[statement.index] = now;
  }

  /** Forgets what was broken for another onlooker. */
  void lookAnew() {
    broken.forEach(statement -> isBroken[statement.index] = false);
    broken.clear();
  }

  @Nullable Statement smallestBroken() {
    @Nullable Statement smallest = null;
    for (Statement statement : broken) {
      if (smallest == null || isSmaller(statement, smallest)) {
        smallest = statement;
      }
    }
    return smallest;
  }

  private static boolean isSmaller(Statement one, Statement other) {
    return one.parts.length == other.parts.length
        ? one.index < other.index
        : one.parts.length < other.parts.length;
  }

  /** What is missing to a statement that is broken; 0 where it is not. */
  long shortOf(Statement statement) {
    return onlooker.seen(statement).shortOf(sums[statement.index]);
  }

  /** Whether a change of a part would undo one that is being tried. */
  boolean wouldUndo(int part, long by) {
    return movedBy[part] * by < 0;
  }

  /** As much of a change as a part can take: a count is never below zero. */
  long within(int part, long change) {
    return Math.max(change, -counts[part]);
  }

  /** As much of a change as a statement over nothing but the part can take. */
  long within(Statement statement, long change) {
    Range seen = onlooker.seen(statement);
    long sum = sums[statement.index];
    return change > 0
        ? Math.max(0, Math.min(change, seen.to() - sum))
        : Math.min(0, Math.max(change, seen.from() - sum));
  }

  /** What a change would break, less what it would mend, each by its weight. */
  long harm(int part, long by) {
    long harm = 0;
    for (int i = 0; i < index.statements(part); i++) {
      Statement statement = index.statement(part, i);
      if (!isGivenUp[statement.index]) {
        long after = sums[statement.index] + index.sign(part, i) * by;
        boolean breaks = onlooker.seen(statement).shortOf(after) != 0;
        long weight = statement.weight();
        harm += (breaks ? weight : 0) - (isBroken[statement.index] ? weight : 0);
      }
    }
    return harm;
  }
}
