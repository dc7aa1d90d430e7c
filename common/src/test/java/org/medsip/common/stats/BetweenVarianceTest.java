package org.medsip.common.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.medsip.common.metric.Interval;

class BetweenVarianceTest {

  private static final List<Unit> THREE =
      List.of(Unit.ofCount(10, 20), Unit.ofCount(20, 20), Unit.ofCount(30, 20));

  @Test
  void theWorkedExampleHasAVarianceOfAFifth() {
    BetweenVariance between = BetweenVariance.of(THREE).orElseThrow();

    assertThat(between.tau2()).isCloseTo(0.2, within(1e-12));
    assertThat(between.mean()).isCloseTo(1, within(1e-12));
    assertThat(between.medianOddsRatio())
        .isCloseTo(Math.exp(0.6744897501960817 * Math.sqrt(2 * Math.log(1.2))), within(1e-12));
    assertThat(between.medianOddsRatio()).isCloseTo(1.503, within(5e-4));
  }

  @Test
  void withTheSameExpectationEverywhereItIsTheVarianceOfRatiosLessThatOfChance() {
    Random random = new Random(1);
    List<Unit> units = new ArrayList<>();
    double[] ratios = new double[40];
    for (int i = 0; i < 40; i++) {
      long counted = Samples.poisson(random, 50 * (1 + 0.3 * random.nextGaussian()));
      units.add(Unit.ofCount(counted, 50));
      ratios[i] = counted / 50.0;
    }
    double mean = Sums.mean(ratios);
    double squares = 0;
    for (double ratio : ratios) {
      squares += (ratio - mean) * (ratio - mean);
    }

    assertThat(BetweenVariance.of(units).orElseThrow().tau2())
        .isCloseTo(squares / 39 - mean / 50, within(1e-9));
  }

  @Test
  void countsOfChanceAloneHaveNone() {
    BetweenVariance between = simulated(0, 1);

    assertThat(between.tau2()).isLessThan(0.0008);
    assertThat(between.medianOddsRatio()).isLessThan(1.03);
    assertThat(between.limits().lower()).isZero();
  }

  @Test
  void aTrueVarianceIsFoundForCountsAndForDoses() {
    assertThat(simulated(0.09, 1).tau2()).isCloseTo(0.09, within(0.006));
    assertThat(simulated(0.09, 40).tau2()).isCloseTo(0.09, within(0.006));
  }

  @Test
  void limitsHoldTheEstimate() {
    BetweenVariance between = simulated(0.04, 1);
    Interval ratios = between.medianOddsRatioLimits();

    assertThat(between.tau2()).isBetween(between.limits().lower(), between.limits().upper());
    assertThat(between.medianOddsRatio()).isBetween(ratios.lower(), ratios.upper());
  }

  @Test
  void unitsWithoutAnEventCountLikeOthers() {
    List<Unit> units = new ArrayList<>(THREE);
    units.add(Unit.ofCount(0, 20));

    assertThat(BetweenVariance.of(units).orElseThrow().tau2()).isGreaterThan(0.2);
  }

  @Test
  void twoUnitsOrNoEventAtAllHaveNoVariance() {
    assertThat(BetweenVariance.of(THREE.subList(0, 2))).isEmpty();
    assertThat(
            BetweenVariance.of(List.of(Unit.ofCount(0, 1), Unit.ofCount(0, 1), Unit.ofCount(0, 1))))
        .isEmpty();
  }

  private static BetweenVariance simulated(double variance, double dose) {
    Random random = new Random(7);
    List<Unit> units = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      double items = 20 + random.nextInt(400);
      double truth = variance == 0 ? 1 : Samples.gamma(random, variance);
      units.add(new Unit(dose * Samples.poisson(random, truth * items), dose * items, dose));
    }
    return BetweenVariance.of(units).orElseThrow();
  }
}
