package org.medsip.common.disclosure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Which statements each part is in, and on which side of them. */
final class PartIndex {

  private final Statement[][] statementsOf;
  private final int[][] signsOf;
  private final int[] overNothingElse;

  PartIndex(List<Statement> statements, int parts) {
    this.statementsOf = new Statement[parts][];
    this.signsOf = new int[parts][];
    this.overNothingElse = new int[parts];
    int[] sizes = new int[parts];
    for (Statement statement : statements) {
      for (int part : statement.parts) {
        sizes[part]++;
        overNothingElse[part] += statement.parts.length == 1 ? 1 : 0;
      }
    }
    for (int part = 0; part < parts; part++) {
      statementsOf[part] = new Statement[sizes[part]];
      signsOf[part] = new int[sizes[part]];
    }
    List<Statement> largestFirst = new ArrayList<>(statements);
    largestFirst.sort(Comparator.comparingInt(statement -> -statement.parts.length));
    for (Statement statement : largestFirst) {
      for (int i = 0; i < statement.parts.length; i++) {
        int part = statement.parts[i];
        int place = --sizes[part];
        statementsOf[part][place] = statement;
        signsOf[part][place] = statement.signs[i];
      }
    }
  }

  /** In how many statements a part is. */
  int statements(int part) {
    return statementsOf[part].length;
  }

  /** How many of these, which are the first, are over nothing but the part. */
  int statementsOfOnly(int part) {
    return overNothingElse[part];
  }

  /** The i-th statement that a part is in, the smallest first. */
  Statement statement(int part, int i) {
    return statementsOf[part][i];
  }

  /** 1 where the part is added in its i-th statement, -1 where it is taken away. */
  int sign(int part, int i) {
    return signsOf[part][i];
  }

  /** 1 or -1 where the part is in the statement, added or taken away, and 0 where it is not. */
  int signIn(Statement statement, int part) {
    for (int i = 0; i < statementsOf[part].length; i++) {
      if (statementsOf[part][i] == statement) {
        return signsOf[part][i];
      }
    }
    return 0;
  }

  List<Statement> of(int part, Statement.Kind kind) {
    return Arrays.stream(statementsOf[part]).filter(statement -> statement.kind == kind).toList();
  }
}
