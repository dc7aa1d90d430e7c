package org.medsip.common.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.medsip.common.metric.Interval;

/**
 * Every kind of interval holds the truth in 95 % of simulated worlds, give or take 1.5 percentage
 * points.
 */
class CoverageTest {

  private static final int WORLDS = 2_500;
  private static final Offset<Double> NOMINAL = within(0.015);

  /** True places of five groups on a line from 40 to 24, uneven in size. */
  private static final double[] PEOPLE = {300, 250, 180, 220, 260};

  @Test
  void slopeAndRelativeIndexOfInequality() {
    List<RankedGroup> truth = fifths(new Random(0), 0);
    SlopeIndex exact = SlopeIndex.of(truth).orElseThrow();

    assertThat(covered(random -> sloped(random).siiLimits(), exact.sii())).isCloseTo(0.95, NOMINAL);
    assertThat(
            covered(random -> sloped(random).riiLimits().orElseThrow(), exact.rii().orElseThrow()))
        .isCloseTo(0.95, NOMINAL);
  }

  @Test
  void absoluteAndRelativeGap() {
    List<RankedGroup> truth = fifths(new Random(0), 0);
    Gap exact = Gap.between(truth.get(0), truth.get(4));

    assertThat(covered(random -> gap(random).differenceLimits(), exact.difference()))
        .isCloseTo(0.95, NOMINAL);
    assertThat(
            covered(random -> gap(random).ratioLimits().orElseThrow(), exact.ratio().orElseThrow()))
        .isCloseTo(0.95, NOMINAL);
  }

  @Test
  void theSlopeThroughFifthsOfPracticesThatDiffer() {
    assertThat(covered(random -> slopeOfPractices(random).siiLimits(), 16.0))
        .isCloseTo(0.95, NOMINAL);
  }

  @Test
  void slopeGapAndConcentrationOfFifthsThatSharePractices() {
    assertThat(
            covered(
                random -> {
                  GroupRates rates = new GroupRates(5);
                  double[][] together = fifthsOfShares(random, rates);
                  return SlopeIndex.of(rates.groups(), together).orElseThrow().siiLimits();
                },
                0))
        .isCloseTo(0.95, NOMINAL);
    assertThat(
            covered(
                random -> {
                  GroupRates rates = new GroupRates(5);
                  double[][] together = fifthsOfShares(random, rates);
                  return Gap.of(rates.groups(), together).differenceLimits();
                },
                0))
        .isCloseTo(0.95, NOMINAL);
    assertThat(
            covered(
                random -> {
                  GroupRates rates = new GroupRates(5);
                  double[][] together = fifthsOfShares(random, rates);
                  return ConcentrationIndex.of(rates.groups(), together).orElseThrow().limits();
                },
                0))
        .isCloseTo(0.95, NOMINAL);
  }

  @Test
  void concentrationIndexOfPracticesThatDiffer() {
    // The rate falls in a straight line from 40 to 24: C = -(40 - 24) / (6 * 32).
    assertThat(covered(CoverageTest::concentration, -16.0 / 192)).isCloseTo(0.95, NOMINAL);
  }

  @Test
  void coefficientsOfWeightedRegression() {
    assertThat(covered(CoverageTest::weightedSlope, 1.5)).isCloseTo(0.95, NOMINAL);
  }

  @Test
  void coefficientsOfMultilevelRegression() {
    assertThat(covered(CoverageTest::multilevelSlope, -1.0)).isCloseTo(0.95, NOMINAL);
  }

  /**
   * Months that are alike are what the errors of Newey and West are for; with as few as they are
   * here, and seasons to be told apart in three years, limits fall short of nineteen of twenty by
   * up to three in a hundred, and from four years on they do not.
   */
  @ParameterizedTest
  @CsvSource({
    "24, 12, 0.0, 0.935",
    "36, 20, 0.0, 0.935",
    "48, 30, 0.0, 0.935",
    "96, 60, 0.0, 0.935",
    "24, 12, 0.4, 0.905",
    "36, 20, 0.4, 0.915",
    "48, 30, 0.4, 0.930",
    "96, 60, 0.4, 0.935"
  })
  void stepSlopeAndEffectOfAnInterruptedSeries(
      int months, int breakAt, double alike, double least) {
    int[] inside = new int[3];
    for (int world = 0; world < 2_000; world++) {
      double[] y = interrupted(months, breakAt, alike, new Random(1_000L * months + world));
      InterruptedSeries effect = InterruptedSeries.of(y, 4, breakAt).orElseThrow();
      inside[0] += holds(effect.step(), -0.1);
      inside[1] += holds(effect.slope(), -0.01);
      inside[2] += holds(effect.atEnd(), -0.1 - 0.01 * (months - 1 - breakAt));
    }

    for (int which = 0; which < inside.length; which++) {
      assertThat((double) inside[which] / 2_000).isBetween(least, 0.965);
    }
  }

  @Test
  void varianceBetweenOrganisationsAndItsMedianOddsRatio() {
    assertThat(covered(random -> between(random).limits(), 0.04)).isCloseTo(0.95, NOMINAL);
    double truth = Math.exp(0.6744897501960817 * Math.sqrt(2 * Math.log(1.04)));
    assertThat(covered(random -> between(random).medianOddsRatioLimits(), truth))
        .isCloseTo(0.95, NOMINAL);
  }

  @Test
  void shrunkRatesOfOrganisationsOnAverage() {
    int inside = 0;
    int organisations = 60;
    for (int world = 0; world < 2_000; world++) {
      Random random = new Random(world);
      double[] truth = new double[organisations];
      double[] y = new double[organisations];
      double[] variances = new double[organisations];
      double[][] x = new double[organisations][1];
      for (int i = 0; i < organisations; i++) {
        x[i][0] = random.nextGaussian();
        variances[i] = 0.01 + 0.08 * random.nextDouble();
        truth[i] = 3 + 0.1 * x[i][0] + 0.25 * random.nextGaussian();
        y[i] = truth[i] + Math.sqrt(variances[i]) * random.nextGaussian();
      }
      FayHerriot model = FayHerriot.of(y, variances, x).orElseThrow();
      for (int i = 0; i < organisations; i++) {
        inside += holds(model.shrunk(i).limits(), truth[i]) ? 1 : 0;
      }
    }

    assertThat(inside / (2_000.0 * organisations)).isCloseTo(0.95, NOMINAL);
  }

  @Test
  void shrunkCountsOfOrganisationsOnAverage() {
    int inside = 0;
    int organisations = 100;
    for (int world = 0; world < 2_000; world++) {
      Random random = new Random(world);
      double[] truth = new double[organisations];
      List<Unit> units = new ArrayList<>();
      for (int i = 0; i < organisations; i++) {
        double expected = 5 + 60 * random.nextDouble();
        truth[i] = Samples.gamma(random, 0.09);
        units.add(Unit.ofCount(Samples.poisson(random, expected * truth[i]), expected));
      }
      GammaPoisson model = GammaPoisson.of(units).orElseThrow();
      for (int i = 0; i < organisations; i += 5) {
        inside += holds(model.shrunk(units.get(i)).limits(), truth[i]) ? 1 : 0;
      }
    }

    assertThat(inside / (2_000.0 * organisations / 5)).isCloseTo(0.95, NOMINAL);
  }

  @Test
  void ranksHoldTheTrueRankInNineOfTen() {
    int inside = 0;
    int organisations = 300;
    KeyedDraws draws = new KeyedDraws(1);
    for (int world = 0; world < 20; world++) {
      Random random = new Random(world);
      double[] truth = new double[organisations];
      double[] y = new double[organisations];
      double[] variances = new double[organisations];
      for (int i = 0; i < organisations; i++) {
        variances[i] = 0.02 + 0.05 * random.nextDouble();
        truth[i] = 0.25 * random.nextGaussian();
        y[i] = truth[i] + Math.sqrt(variances[i]) * random.nextGaussian();
      }
      FayHerriot model = FayHerriot.of(y, variances, new double[organisations][0]).orElseThrow();
      char[][] places = new char[organisations][];
      FayHerriot.Shrunk[] shrunk = new FayHerriot.Shrunk[organisations];
      for (int i = 0; i < organisations; i++) {
        shrunk[i] = model.shrunk(i);
        places[i] = draws.places("org " + i, 1_000);
      }
      Ranks ranks =
          Ranks.of(places, (i, z) -> shrunk[i].estimate() + Math.sqrt(shrunk[i].variance()) * z);
      for (int i = 0; i < organisations; i++) {
        int rank = 1;
        for (double other : truth) {
          rank += other > truth[i] ? 1 : 0;
        }
        Ranks.Rank found = ranks.of(i);
        inside += found.p05() <= rank && rank <= found.p95() ? 1 : 0;
      }
    }

    assertThat(inside / (20.0 * organisations)).isCloseTo(0.90, within(0.015));
  }

  @Test
  void whatIsHighWithAProbabilityOfEightyPercentIsHighInEightyPercent() {
    double[] sure = new double[10];
    int[] high = new int[10];
    int[] all = new int[10];
    for (int world = 0; world < 300; world++) {
      Random random = new Random(world);
      int organisations = 200;
      double[] truth = new double[organisations];
      double[] y = new double[organisations];
      double[] variances = new double[organisations];
      for (int i = 0; i < organisations; i++) {
        variances[i] = 0.01 + 0.05 * random.nextDouble();
        truth[i] = 0.3 * random.nextGaussian();
        y[i] = truth[i] + Math.sqrt(variances[i]) * random.nextGaussian();
      }
      FayHerriot model = FayHerriot.of(y, variances, new double[organisations][0]).orElseThrow();
      for (int i = 0; i < organisations; i++) {
        double probability = model.shrunk(i).above(0.25);
        int tenth = (int) Math.min(9, probability * 10);
        sure[tenth] += probability;
        high[tenth] += truth[i] > 0.25 ? 1 : 0;
        all[tenth]++;
      }
    }
    for (int tenth = 0; tenth < 10; tenth++) {
      assertThat((double) high[tenth] / all[tenth])
          .as("probability about %.2f of %d", sure[tenth] / all[tenth], all[tenth])
          .isCloseTo(sure[tenth] / all[tenth], within(0.03));
    }
  }

  private static double covered(Function<Random, Interval> interval, double truth) {
    int inside = 0;
    for (int world = 0; world < WORLDS; world++) {
      inside += holds(interval.apply(new Random(31L * world + 7)), truth) ? 1 : 0;
    }
    return (double) inside / WORLDS;
  }

  private static boolean holds(Interval interval, double truth) {
    return interval.lower() <= truth && truth <= interval.upper();
  }

  private static SlopeIndex sloped(Random random) {
    return SlopeIndex.of(fifths(random, 1)).orElseThrow();
  }

  private static Gap gap(Random random) {
    List<RankedGroup> fifths = fifths(random, 1);
    return Gap.between(fifths.get(0), fifths.get(4));
  }

  private static List<RankedGroup> fifths(Random random, double noise) {
    List<RankedGroup> fifths = new ArrayList<>();
    for (int i = 0; i < PEOPLE.length; i++) {
      double error = 1 + 0.5 * i;
      fifths.add(
          new RankedGroup(PEOPLE[i], 40 - 4 * i + noise * error * random.nextGaussian(), error));
    }
    return fifths;
  }

  /** Five hundred practices of about one size whose mean rate falls from 40 to 24. */
  private static SlopeIndex slopeOfPractices(Random random) {
    GroupRates rates = new GroupRates(5);
    for (int i = 0; i < 500; i++) {
      double people = 2_000 + random.nextInt(12_000);
      double rank = (i + 0.5) / 500;
      double own = (40 - 16 * rank) * (1 + 0.35 * random.nextGaussian());
      rates.add(own * people, people, i / 100);
    }
    return SlopeIndex.of(rates.groups(), rates.covariance()).orElseThrow();
  }

  /** Of two hundred practices each lives partly in every fifth, and has its own level. */
  private static double[][] fifthsOfShares(Random random, GroupRates rates) {
    for (int i = 0; i < 200; i++) {
      double[] shares = new double[5];
      double all = 0;
      for (int fifth = 0; fifth < 5; fifth++) {
        shares[fifth] = random.nextDouble() * (1 + Math.abs(fifth - i % 5));
        all += shares[fifth];
      }
      for (int fifth = 0; fifth < 5; fifth++) {
        shares[fifth] /= all;
      }
      double people = 2_000 + random.nextInt(12_000);
      rates.add(
          30 * (1 + 0.35 * random.nextGaussian()) * people, people, new GroupRates.Shares(shares));
    }
    return rates.covariance();
  }

  private static Interval concentration(Random random) {
    int practices = 250;
    double[] people = new double[practices];
    double all = 0;
    for (int i = 0; i < practices; i++) {
      people[i] = 2_000 + random.nextInt(12_000);
      all += people[i];
    }
    List<RankedGroup> ranked = new ArrayList<>();
    double before = 0;
    for (double own : people) {
      double rank = (before + own / 2) / all;
      before += own;
      ranked.add(new RankedGroup(own, (40 - 16 * rank) * (1 + 0.35 * random.nextGaussian()), 0));
    }
    return ConcentrationIndex.of(ranked).orElseThrow().limits();
  }

  private static Interval weightedSlope(Random random) {
    double[] y = new double[20];
    double[][] x = new double[20][1];
    double[] weights = new double[20];
    for (int i = 0; i < 20; i++) {
      x[i][0] = i;
      weights[i] = 1 + random.nextInt(9);
      y[i] = 3 + 1.5 * i + 2 / Math.sqrt(weights[i]) * random.nextGaussian();
    }
    return WeightedRegression.of(y, x, weights).orElseThrow().coefficients().get(1).limits();
  }

  private static Interval multilevelSlope(Random random) {
    List<double[]> x = new ArrayList<>();
    List<Double> y = new ArrayList<>();
    List<Integer> clusters = new ArrayList<>();
    for (int cluster = 0; cluster < 36; cluster++) {
      double own = 4 * random.nextGaussian();
      for (int practice = 3 + random.nextInt(15); practice > 0; practice--) {
        double decile = 1 + random.nextInt(10);
        double older = random.nextGaussian();
        x.add(new double[] {decile, older});
        y.add(35 - decile + 2 * older + own + 9 * random.nextGaussian());
        clusters.add(cluster);
      }
    }
    return RandomIntercept.of(
            y.stream().mapToDouble(Double::doubleValue).toArray(),
            x.toArray(double[][]::new),
            clusters.stream().mapToInt(Integer::intValue).toArray())
        .orElseThrow()
        .coefficients()
        .get(1)
        .limits();
  }

  /** A step of -0.1 and then -0.01 a month, seasons where there are years enough to tell them. */
  private static double[] interrupted(int months, int breakAt, double alike, Random random) {
    double[] y = new double[months];
    double error = random.nextGaussian();
    for (int t = 0; t < months; t++) {
      error = alike * error + Math.sqrt(1 - alike * alike) * random.nextGaussian();
      double season = months < 36 ? 0 : 0.05 * Math.sin(t * Math.PI / 6);
      double effect = t >= breakAt ? 0.1 + 0.01 * (t - breakAt) : 0;
      y[t] = 3 + 0.02 * t + season + 0.1 * error - effect;
    }
    return y;
  }

  private static int holds(Coefficient coefficient, double truth) {
    return coefficient.limits().lower() <= truth && truth <= coefficient.limits().upper() ? 1 : 0;
  }

  private static BetweenVariance between(Random random) {
    List<Unit> units = new ArrayList<>();
    for (int i = 0; i < 42; i++) {
      double expected = 400 + 200 * random.nextInt(5);
      double truth = 1 + 0.2 * random.nextGaussian();
      double counted = truth * expected + Math.sqrt(expected) * random.nextGaussian();
      units.add(Unit.ofCount(Math.max(0, counted), expected));
    }
    return BetweenVariance.of(units).orElseThrow();
  }
}
