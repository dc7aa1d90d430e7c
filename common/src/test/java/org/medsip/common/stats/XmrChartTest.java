package org.medsip.common.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.medsip.common.stats.XmrChart.Direction;
import org.medsip.common.stats.XmrChart.Limits;
import org.medsip.common.stats.XmrChart.Point;
import org.medsip.common.stats.XmrChart.Rule;

/** Limits and rules of the tests of the R package NHSRplotthedots, retyped. */
class XmrChartTest {

  private static final SortedSet<Integer> ONE_BASE = new TreeSet<>();

  /** R 4: set.seed(123); rnorm(20). */
  private static final double[] DRAWS = {
    -0.56047565, -0.23017749, 1.55870831, 0.07050839, 0.12928774, 1.71506499, 0.46091621,
    -1.26506123, -0.68685285, -0.44566197, 1.22408180, 0.35981383, 0.40077145, 0.11068272,
    -0.55584113, 1.78691314, 0.49785048, -1.96661716, 0.70135590, -0.47279141
  };

  @Test
  void limitsAreAsPublished() {
    Limits limits = limits(DRAWS);

    assertThat(limits.mean()).isCloseTo(0.1416238, within(1e-7));
    assertThat(limits.lower()).isCloseTo(-3.01138, within(1e-5));
    assertThat(limits.upper()).isCloseTo(3.294627, within(1e-6));
  }

  @Test
  void aMovingRangeFarBeyondOthersIsScreenedOutOfTheLimits() {
    double[] withOutlier = DRAWS.clone();
    withOutlier[14] = 10;
    Limits limits = limits(withOutlier);

    assertThat(limits.mean()).isCloseTo(0.6694159, within(1e-7));
    assertThat(limits.lower()).isCloseTo(-2.383666, within(1e-6));
    assertThat(limits.upper()).isCloseTo(3.722497, within(1e-6));
    assertThat(XmrChart.of(withOutlier, ONE_BASE).get(14).rule()).isEqualTo(Rule.OUTSIDE_LIMITS);
    assertThat(XmrChart.of(withOutlier, ONE_BASE).get(14).direction()).isEqualTo(Direction.HIGH);
  }

  @Test
  void sevenRisingInARowAreATrendAndSixAreNot() {
    assertThat(rules(wavesAround(1, 2, 3, 4, 5, 6, 7))).contains(Rule.TREND);
    assertThat(rules(wavesAround(1, 2, 3, 3, 4, 5, 6))).doesNotContain(Rule.TREND);
    List<Point> points = XmrChart.of(wavesAround(7, 6, 5, 4, 3, 2, 1), ONE_BASE);
    assertThat(points.stream().filter(point -> point.rule() == Rule.TREND))
        .isNotEmpty()
        .allMatch(point -> point.direction() == Direction.LOW);
  }

  @Test
  void sevenOnOneSideOfTheMeanAreMarkedAllSeven() {
    double[] y = new double[30];
    for (int i = 0; i < 30; i++) {
      y[i] = i % 2 == 0 ? 1 : -1;
    }
    for (int i = 10; i < 17; i++) {
      y[i] = i % 2 == 0 ? 1 : 0.8;
    }
    List<Rule> rules = rules(y);

    assertThat(rules.subList(10, 17)).containsOnly(Rule.ONE_SIDE);
    assertThat(rules.subList(0, 10)).containsOnly(Rule.NONE);
    assertThat(rules.subList(17, 30)).containsOnly(Rule.NONE);
  }

  @Test
  void twoOfThreeNearALimitAreMarkedAndTheOneBetweenIsNot() {
    List<Rule> rules = rules(alternatingWith(9, 4.4, 1, 4.4));

    assertThat(rules.get(9)).isEqualTo(Rule.TWO_OF_THREE);
    assertThat(rules.get(10)).isNotEqualTo(Rule.TWO_OF_THREE);
    assertThat(rules.get(11)).isEqualTo(Rule.TWO_OF_THREE);
  }

  @Test
  void twoNearTheLimitsOnOppositeSidesAreNotMarked() {
    double[] y = new double[16];
    for (int i = 0; i < 16; i++) {
      y[i] = i % 2 == 0 ? 1 : -1;
    }
    y[14] = 5.5;
    y[15] = -5.5;

    assertThat(rules(y).subList(14, 16)).containsOnly(Rule.NONE);
  }

  @Test
  void aMonthOutsideTheLimitsIsThatWhateverElseHolds() {
    List<Rule> rules = rules(wavesAround(1, 2, 3, 4, 5, 6, 90));

    assertThat(rules.subList(14, 20)).containsOnly(Rule.TREND);
    assertThat(rules.get(20)).isEqualTo(Rule.OUTSIDE_LIMITS);
  }

  @Test
  void aNewBaseHasItsOwnLimitsAndRunsEndThere() {
    double[] y = new double[40];
    for (int i = 0; i < 40; i++) {
      y[i] = (i < 20 ? 10 : 50) + (i % 2 == 0 ? 1 : -1);
    }
    List<Point> points = XmrChart.of(y, new TreeSet<>(List.of(20)));

    assertThat(points).extracting(Point::base).containsOnly(0, 1);
    assertThat(points.get(19).limits().orElseThrow().mean()).isCloseTo(10, within(1e-12));
    assertThat(points.get(20).limits().orElseThrow().mean()).isCloseTo(50, within(1e-12));
    assertThat(points).extracting(Point::rule).containsOnly(Rule.NONE);
    assertThat(rules(y)).doesNotContain(Rule.NONE);
  }

  @Test
  void fourteenMonthsAreTooFewForLimits() {
    List<Point> points = XmrChart.of(Arrays.copyOf(DRAWS, 14), ONE_BASE);

    assertThat(points).hasSize(14).extracting(Point::rule).containsOnly(Rule.INSUFFICIENT);
    assertThat(points).allMatch(point -> point.limits().isEmpty());
    assertThat(XmrChart.of(new double[0], ONE_BASE)).isEmpty();
  }

  @Test
  void whatNeverChangesIsUnremarkable() {
    assertThat(rules(new double[20])).containsOnly(Rule.NONE);
  }

  /** Written as the R package is: whole columns first, then the rule of each month. */
  @Test
  void rulesAreThoseOfANaiveReadingOfThePackage() {
    Random random = new Random(2018);
    int marked = 0;
    for (int chart = 0; chart < 300; chart++) {
      double[] y = new double[15 + random.nextInt(30)];
      double level = 0;
      for (int i = 0; i < y.length; i++) {
        level = 0.7 * level + random.nextGaussian();
        y[i] = chart % 2 == 0 ? level : Math.rint(2 * level);
      }
      List<String> naive = NaiveXmr.rules(y);
      List<String> found =
          XmrChart.of(y, ONE_BASE).stream().map(p -> p.rule() + " " + p.direction()).toList();

      assertThat(found).as("chart %d: %s", chart, Arrays.toString(y)).isEqualTo(naive);
      marked += (int) naive.stream().filter(rule -> !rule.startsWith("NONE")).count();
    }
    assertThat(marked).isGreaterThan(1_000);
  }

  private static Limits limits(double[] y) {
    return XmrChart.of(y, ONE_BASE).get(0).limits().orElseThrow();
  }

  private static List<Rule> rules(double[] y) {
    return XmrChart.of(y, ONE_BASE).stream().map(Point::rule).toList();
  }

  /** Fourteen months up and down by ten about 4, then the seven, then eight more. */
  private static double[] wavesAround(double... seven) {
    List<Double> months = new ArrayList<>();
    for (int i = 0; i < 14; i++) {
      months.add(4 + (i % 2 == 0 ? 10.0 : -10.0));
    }
    for (double month : seven) {
      months.add(month);
    }
    for (int i = 0; i < 8; i++) {
      months.add(4 + (i % 2 == 0 ? -10.0 : 10.0));
    }
    return months.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static double[] alternatingWith(int from, double... months) {
    double[] y = new double[30];
    for (int i = 0; i < 30; i++) {
      y[i] = i % 2 == 0 ? 1 : -1;
    }
    System.arraycopy(months, 0, y, from, months.length);
    return y;
  }
}
