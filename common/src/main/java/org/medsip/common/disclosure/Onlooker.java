package org.medsip.common.disclosure;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.medsip.common.disclosure.Statement.Kind;

/**
 * Somebody who wants to know one suppressed figure, and what they take for possible of the rest.
 */
final class Onlooker {

  private final PartIndex index;
  private final NestedParts nested;
  private final Map<Integer, int[]> ofFamily = new HashMap<>();
  private final int[] touchesTarget;
  private final int[] isPartOfTarget;
  private int mark;
  private Statement target;
  private boolean told;

  Onlooker(PartIndex index, int parts, List<Statement> all) {
    this.index = index;
    this.isPartOfTarget = new int[parts];
    this.touchesTarget = new int[all.size()];
    this.target = all.get(0);
    this.nested = NestedParts.of(all, parts);
  }

  Statement target() {
    return target;
  }

  boolean isPartOfTarget(int part) {
    return isPartOfTarget[part] == mark;
  }

  /** Looks at a figure and takes every suppressed one for any count. */
  void lookAt(Statement figure) {
    target = figure;
    told = false;
    mark++;
    for (int part : figure.parts) {
      isPartOfTarget[part] = mark;
    }
  }

  /** Looks at a figure, told which of the other suppressed ones are small. */
  void lookAtAndBeTold(Statement figure) {
    lookAt(figure);
    told = true;
    markWhatSharesPeople(figure.parts);
  }

  /** The sums of a statement that are possible. */
  Range seen(Statement statement) {
    boolean known = told && statement.isSmall() && touchesTarget[statement.index] != mark;
    return known ? statement.hidden() : statement.told();
  }

  /**
   * Marks the statements about people of whom some may be in the target: those over its parts, over
   * parts within or around these, and over other ways to divide the same people. To be told that
   * one of them is small would say something of the target that no table says.
   */
  private void markWhatSharesPeople(int[] parts) {
    OptionalInt family = nested.oneFamily(parts);
    int[] found =
        family.isPresent()
            ? ofFamily.computeIfAbsent(family.getAsInt(), none -> statementsThatShare(parts))
            : statementsThatShare(parts);
    for (int statement : found) {
      touchesTarget[statement] = mark;
    }
  }

  private int[] statementsThatShare(int[] parts) {
    BitSet shared = new BitSet();
    Deque<Integer> open = new ArrayDeque<>();
    nested
        .families(parts)
        .forEach(family -> nested.parts(family).forEach(part -> addTo(shared, open, part)));
    BitSet used = new BitSet();
    while (!open.isEmpty()) {
      int part = open.remove();
      for (Statement fact : index.of(part, Kind.DIVISION)) {
        if (!used.get(fact.index)) {
          used.set(fact.index);
          fact.partsAgainst(part).forEach(other -> addTo(shared, open, other));
        }
      }
    }
    BitSet found = new BitSet();
    shared.stream().forEach(part -> addStatementsOf(part, found));
    return found.stream().toArray();
  }

  private static void addTo(BitSet shared, Deque<Integer> open, int part) {
    if (!shared.get(part)) {
      shared.set(part);
      open.add(part);
    }
  }

  private void addStatementsOf(int part, BitSet found) {
    for (int i = 0; i < index.statements(part); i++) {
      found.set(index.statement(part, i).index);
    }
  }
}
