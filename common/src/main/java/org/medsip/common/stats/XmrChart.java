package org.medsip.common.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/**
 * A statistical process control chart of single values (XmR) with the rules of the NHS programme
 * Making Data Count: which months are more than the ordinary ups and downs of a series.
 *
 * <pre>
 * limits = mean -+ 2.66 mean moving range
 * </pre>
 *
 * where moving ranges of 3.267 times their mean and more are left out, once. A month gets the first
 * of these that holds:
 *
 * <ol>
 *   <li>{@code OUTSIDE_LIMITS}: beyond a limit;
 *   <li>{@code TREND}: one of seven in a row each above, or each below, the one before;
 *   <li>{@code TWO_OF_THREE}: beyond two thirds of the way to a limit, as is another of three in a
 *       row that lie on one side of the mean;
 *   <li>{@code ONE_SIDE}: one of seven in a row on one side of the mean.
 * </ol>
 *
 * A base is a stretch of months with a mean and limits of its own; a new one begins only where
 * somebody recorded a reason. With fewer than fifteen months a base has no limits and its months
 * are {@code INSUFFICIENT}.
 *
 * <p>Units: those of the values.
 *
 * <p>Example: twenty draws of R's {@code set.seed(123); rnorm(20)} have a mean of 0.1416 and limits
 * of -3.0114 and 3.2946.
 *
 * <p>Source: NHS England, Making Data Count; rules and constants as in the R package
 * NHSRplotthedots; Wheeler and Chambers 1992, Understanding Statistical Process Control.
 */
public final class XmrChart {

  private static final double LIMIT = 2.66;
  private static final double NEAR_LIMIT = LIMIT * 2 / 3;
  private static final double SCREENED = 3.267;
  private static final int FEWEST = 15;
  private static final int RUN = 7;

  /** Why a month is remarkable. */
  public enum Rule {
    OUTSIDE_LIMITS,
    TREND,
    TWO_OF_THREE,
    ONE_SIDE,
    NONE,
    INSUFFICIENT
  }

  /** Whether a remarkable month is high or low, or a trend goes up or down. */
  public enum Direction {
    HIGH,
    LOW,
    NONE
  }

  /**
   * The middle and limits of a base.
   *
   * @param mean the mean of its values
   * @param lower its lower process limit
   * @param upper its upper process limit
   */
  public record Limits(double mean, double lower, double upper) {}

  /**
   * One month of the chart.
   *
   * @param value its value
   * @param base which base it belongs to, from 0
   * @param limits those of its base; none where it has too few months
   * @param rule why it is remarkable
   * @param direction which way
   */
  public record Point(
      double value, int base, Optional<Limits> limits, Rule rule, Direction direction) {}

  private XmrChart() {}

  /**
   * The chart of a series.
   *
   * @param values the months in order
   * @param bases the months, counted from 0, with which a new base begins
   */
  public static List<Point> of(double[] values, SortedSet<Integer> bases) {
    List<Point> points = new ArrayList<>();
    int base = 0;
    int from = 0;
    for (int month = 1; month <= values.length; month++) {
      if (month == values.length || bases.contains(month)) {
        points.addAll(ofBase(Arrays.copyOfRange(values, from, month), base));
        from = month;
        base++;
      }
    }
    return points;
  }

  private static List<Point> ofBase(double[] values, int base) {
    if (values.length < FEWEST) {
      return Arrays.stream(values)
          .mapToObj(
              value -> new Point(value, base, Optional.empty(), Rule.INSUFFICIENT, Direction.NONE))
          .toList();
    }
    Signals signals = new Signals(values);
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      Rule rule = signals.rule(i);
      points.add(
          new Point(
              values[i], base, Optional.of(signals.limits), rule, signals.direction(i, rule)));
    }
    return points;
  }

  /** What the rules say of the months of one base. */
  private static final class Signals {

    private final double[] values;
    private final double range;
    private final Limits limits;

    /** On which side of the mean each month lies, added up: of none, of the first, and so on. */
    private final int[] sides;

    Signals(double[] values) {
      this.values = values;
      double mean = Sums.mean(values);
      range = meanMovingRange(values);
      limits = new Limits(mean, mean - LIMIT * range, mean + LIMIT * range);
      sides = new int[values.length + 1];
      for (int i = 0; i < values.length; i++) {
        sides[i + 1] = sides[i] + side(i);
      }
    }

    private static double meanMovingRange(double[] values) {
      double all = 0;
      for (int i = 1; i < values.length; i++) {
        all += Math.abs(values[i] - values[i - 1]);
      }
      double mean = all / (values.length - 1);
      double kept = 0;
      int count = 0;
      for (int i = 1; i < values.length; i++) {
        double range = Math.abs(values[i] - values[i - 1]);
        if (range < SCREENED * mean) {
          kept += range;
          count++;
        }
      }
      return count == 0 ? mean : kept / count;
    }

    Rule rule(int i) {
      if (isOutside(i)) {
        return Rule.OUTSIDE_LIMITS;
      }
      if (isInTrend(i)) {
        return Rule.TREND;
      }
      if (isTwoOfThree(i)) {
        return Rule.TWO_OF_THREE;
      }
      return isInRun(i) ? Rule.ONE_SIDE : Rule.NONE;
    }

    Direction direction(int i, Rule rule) {
      return switch (rule) {
        case NONE, INSUFFICIENT -> Direction.NONE;
        case TREND -> up(trendAt(i)) ? Direction.HIGH : Direction.LOW;
        case OUTSIDE_LIMITS, TWO_OF_THREE, ONE_SIDE -> side(i) > 0 ? Direction.HIGH : Direction.LOW;
      };
    }

    private boolean isOutside(int i) {
      return values[i] < limits.lower() || values[i] > limits.upper();
    }

    private boolean isNearLimit(int i) {
      return !isOutside(i) && Math.abs(values[i] - limits.mean()) > NEAR_LIMIT * range;
    }

    private int side(int i) {
      return (int) Math.signum(values[i] - limits.mean());
    }

    /** The step into a month that tells which way its trend goes: the next, where that is in it. */
    private int trendAt(int i) {
      return i + 1 < values.length && isInTrend(i + 1) ? i + 1 : i;
    }

    private boolean up(int i) {
      return i > 0 && values[i] > values[i - 1];
    }

    private boolean isInTrend(int i) {
      for (int last = Math.max(i, RUN - 1); last < Math.min(i + RUN, values.length); last++) {
        if (endsTrend(last)) {
          return true;
        }
      }
      return false;
    }

    private boolean endsTrend(int last) {
      double way = Math.signum(values[last] - values[last - 1]);
      for (int i = last - RUN + 2; i < last; i++) {
        if (Math.signum(values[i] - values[i - 1]) != way) {
          return false;
        }
      }
      return way != 0;
    }

    private boolean isTwoOfThree(int i) {
      if (!isNearLimit(i)) {
        return false;
      }
      for (int first = Math.max(0, i - 2); first <= Math.min(i, values.length - 3); first++) {
        int near = 0;
        int sides = 0;
        for (int j = first; j < first + 3; j++) {
          near += isNearLimit(j) ? 1 : 0;
          sides += side(j);
        }
        if (near >= 2 && Math.abs(sides) == 3) {
          return true;
        }
      }
      return false;
    }

    private boolean isInRun(int i) {
      for (int last = Math.max(i, RUN - 1); last < Math.min(i + RUN, values.length); last++) {
        if (Math.abs(sides[last + 1] - sides[last + 1 - RUN]) == RUN) {
          return true;
        }
      }
      return false;
    }
  }
}
