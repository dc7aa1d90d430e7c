package org.medsip.common.disclosure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.medsip.common.disclosure.Statement.Kind;

/** Families of parts: those that facts of some being no more than others join to each other. */
final class NestedParts {

  private final int[] parentOf;
  private final Map<Integer, List<Integer>> families = new HashMap<>();

  private NestedParts(int parts) {
    parentOf = IntStream.range(0, parts).toArray();
  }

  static NestedParts of(List<Statement> statements, int parts) {
    NestedParts nested = new NestedParts(parts);
    for (Statement fact : statements) {
      if (fact.kind == Kind.AT_MOST) {
        Arrays.stream(fact.parts).forEach(part -> nested.join(fact.parts[0], part));
      }
    }
    for (int part = 0; part < parts; part++) {
      nested.families.computeIfAbsent(nested.rootOf(part), none -> new ArrayList<>()).add(part);
    }
    return nested;
  }

  private void join(int one, int other) {
    parentOf[rootOf(other)] = rootOf(one);
  }

  private int rootOf(int part) {
    int root = part;
    while (parentOf[root] != root) {
      parentOf[root] = parentOf[parentOf[root]];
      root = parentOf[root];
    }
    return root;
  }

  /** The family of some parts, where it is one. */
  OptionalInt oneFamily(int... parts) {
    int[] found = families(parts).limit(2).toArray();
    return found.length == 1 ? OptionalInt.of(found[0]) : OptionalInt.empty();
  }

  /** The families that some parts are in. */
  IntStream families(int... parts) {
    return Arrays.stream(parts).map(this::rootOf).distinct();
  }

  /** All parts of a family. */
  List<Integer> parts(int family) {
    return families.getOrDefault(family, List.of());
  }
}
