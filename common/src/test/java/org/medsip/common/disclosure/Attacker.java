package org.medsip.common.disclosure;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.medsip.common.disclosure.RandomTables.AtMost;
import org.medsip.common.disclosure.RandomTables.Cell;
import org.medsip.common.disclosure.RandomTables.Same;
import org.ojalgo.optimisation.Expression;
import org.ojalgo.optimisation.ExpressionsBasedModel;
import org.ojalgo.optimisation.Optimisation;

/**
 * Somebody who has every published table, knows the policy and how places lie in each other, and
 * solves linear programmes for what a suppressed figure can be.
 *
 * <p>Every solution is kept: it is a state of the world that looks like what is published, and so
 * bounds from inside what can be known of any other figure too.
 */
final class Attacker {

  private static final double MOST_IN_A_PART = 1000;
  private static final double NEARLY = 1e-6;

  static {
    ExpressionsBasedModel.clearPresolvers();
  }

  private final RandomTables tables;
  private final List<Cell> all = new ArrayList<>();
  private final List<double[]> worlds = new ArrayList<>();

  Attacker(RandomTables tables) {
    this.tables = tables;
    all.addAll(tables.earlier);
    all.addAll(tables.cells);
  }

  List<Cell> suppressed() {
    return all.stream().filter(cell -> cell.shown.isSuppressed()).toList();
  }

  /** Whether a figure is known closer than a width, to who takes a suppressed one for any count. */
  boolean knowsWithin(Cell target, long width) {
    Span span = new Span(target, List.of());
    if (!span.isAsWideAs(width)) {
      span.add(solved(target, List.of(), 1));
    }
    if (!span.isAsWideAs(width)) {
      span.add(solved(target, List.of(), -1));
    }
    return !span.isAsWideAs(width);
  }

  /**
   * Whether somebody can rule out a number from a range, who is even told which of the suppressed
   * figures are small, of those that share nobody with this one.
   */
  boolean rulesOutSomeOf(Cell target, Range range) {
    List<Cell> told = toldBeside(target);
    Span span = new Span(target, told);
    if (span.to < range.to()) {
      span.add(solved(target, told, 1));
    }
    if (span.from > range.from()) {
      span.add(solved(target, told, -1));
    }
    return span.to < range.to() || span.from > range.from();
  }

  /** The numbers of a figure in the worlds that are known to look the same. */
  private final class Span {
    private final Cell target;
    private double from = Double.POSITIVE_INFINITY;
    private double to = Double.NEGATIVE_INFINITY;

    Span(Cell target, List<Cell> told) {
      this.target = target;
      worlds.stream().filter(world -> isAsTold(world, told)).forEach(this::add);
    }

    void add(double[] world) {
      double value = sum(world, target.of);
      from = Math.min(from, Math.ceil(value - NEARLY));
      to = Math.max(to, Math.floor(value + NEARLY));
    }

    boolean isAsWideAs(long width) {
      return to - from >= width;
    }
  }

  private boolean isAsTold(double[] world, List<Cell> told) {
    Range hidden = tables.policy.hidden();
    return told.stream()
        .mapToDouble(cell -> sum(world, cell.of))
        .allMatch(sum -> sum >= hidden.from() - NEARLY && sum <= hidden.to() + NEARLY);
  }

  private List<Cell> toldBeside(Cell target) {
    return suppressed().stream()
        .filter(cell -> tables.policy.hides(cell.value) && cell.sharesNobodyWith(target))
        .toList();
  }

  private static double sum(double[] world, int[] of) {
    return Arrays.stream(of).mapToDouble(i -> world[i]).sum();
  }

  /** The world that looks as published in which the target is greatest, or least. */
  private double[] solved(Cell target, List<Cell> told, int sign) {
    ExpressionsBasedModel model = whatIsPublished(told);
    sum(model, target).weight(1);
    Optimisation.Result result = sign > 0 ? model.maximise() : model.minimise();
    if (!result.getState().isOptimal()) {
      throw new AssertionError("The attack has no solution: " + result.getState());
    }
    double[] world = result.toRawCopy1D();
    worlds.add(world);
    return world;
  }

  private ExpressionsBasedModel whatIsPublished(List<Cell> told) {
    ExpressionsBasedModel model = new ExpressionsBasedModel();
    for (int i = 0; i < tables.counts.size(); i++) {
      model.newVariable("c" + i).lower(0).upper(MOST_IN_A_PART);
    }
    for (Cell cell : all) {
      cell.shown.number().ifPresent(number -> lies(model, cell, tables.policy.behind(number)));
    }
    told.forEach(cell -> lies(model, cell, tables.policy.hidden()));
    for (AtMost known : tables.atMost) {
      difference(model, known.others(), known.some()).lower(0);
    }
    for (Same known : tables.same) {
      difference(model, known.others(), known.some()).level(0);
    }
    return model;
  }

  private static void lies(ExpressionsBasedModel model, Cell cell, Range range) {
    sum(model, cell).lower(range.from()).upper(range.to());
  }

  private static Expression sum(ExpressionsBasedModel model, Cell cell) {
    return difference(model, cell.of, new int[0]);
  }

  private static Expression difference(ExpressionsBasedModel model, int[] plus, int[] minus) {
    Expression expression = model.newExpression("e" + model.countExpressions());
    Arrays.stream(plus).forEach(i -> expression.set(i, BigDecimal.ONE));
    Arrays.stream(minus).forEach(i -> expression.set(i, BigDecimal.ONE.negate()));
    return expression;
  }
}
