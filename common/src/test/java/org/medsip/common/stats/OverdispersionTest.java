package org.medsip.common.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The data is that of FunnelPlotR's tests; phi and tau2 were computed by its formulas in NumPy. */
class OverdispersionTest {

  static final List<Unit> SIX =
      List.of(
          Unit.ofCount(100, 108),
          Unit.ofCount(150, 112),
          Unit.ofCount(180, 165),
          Unit.ofCount(80, 95),
          Unit.ofCount(120, 100),
          Unit.ofCount(225, 220));

  @Test
  void onTheLogarithmicScaleTruncatedItIsThatOfTheMortalityIndicator() {
    Overdispersion found = of(SIX, FunnelScale.LOG_RATIO, Trimming.TRUNCATED);

    assertThat(found.phi()).isCloseTo(2.9480331751023585, within(1e-12));
    assertThat(found.tau2()).isCloseTo(0.01947753057802158, within(1e-14));
  }

  @Test
  void onTheRootScaleWinsorisedItIsThatOfTheCommission() {
    Overdispersion found = of(SIX, FunnelScale.ROOT_RATIO, Trimming.WINSORISED);

    assertThat(found.phi()).isCloseTo(2.327178257594119, within(1e-12));
    assertThat(found.tau2()).isCloseTo(0.0034397801541862735, within(1e-14));
  }

  @Test
  void ofSharesWinsorisedItIsAsComputedApart() {
    double pooled = 155.0 / 460;
    List<Unit> shares =
        List.of(
            share(30, 100, pooled),
            share(45, 120, pooled),
            share(20, 90, pooled),
            share(60, 150, pooled));
    List<Deviation> deviations =
        shares.stream().map(unit -> FunnelScale.ARCSINE.deviation(unit, pooled)).toList();

    assertThat(deviations.get(2).z()).isCloseTo(-2.43687961, within(1e-8));
    Overdispersion found = Overdispersion.of(deviations, Trimming.WINSORISED);
    assertThat(found.phi()).isCloseTo(1.7695197065244233, within(1e-12));
    assertThat(found.tau2()).isCloseTo(0.0029947577586285743, within(1e-14));
  }

  @Test
  void countsOfChanceAloneHaveAPhiOfOneAndNoTau2() {
    for (FunnelScale scale : List.of(FunnelScale.LOG_RATIO, FunnelScale.ROOT_RATIO)) {
      Overdispersion found = of(simulated(0, 1), scale, Trimming.NONE);

      assertThat(found.phi()).as(scale.name()).isCloseTo(1, within(0.05));
      assertThat(found.tau2()).as(scale.name()).isLessThan(0.0003);
      assertThat(of(simulated(0, 1), scale, Trimming.WINSORISED).tau2()).isZero();
    }
  }

  @Test
  void dosesOfChanceAloneHaveAPhiOfOneAndNoTau2() {
    Overdispersion found = of(simulated(0, 25), FunnelScale.ROOT_RATIO, Trimming.NONE);

    assertThat(found.phi()).isCloseTo(1, within(0.05));
    assertThat(found.tau2()).isLessThan(0.0003);
  }

  @Test
  void aTrueVarianceIsFoundOnTheLogarithmicScaleAndAQuarterOfItOnTheRootScale() {
    assertThat(of(simulated(0.04, 1), FunnelScale.LOG_RATIO, Trimming.NONE).tau2())
        .isCloseTo(0.04, within(0.004));
    assertThat(of(simulated(0.04, 1), FunnelScale.ROOT_RATIO, Trimming.NONE).tau2())
        .isCloseTo(0.01, within(0.001));
  }

  @Test
  void oneToTwentyAreDrawnInOrLeftOutAtBothEnds() {
    List<Deviation> twenty =
        IntStream.rangeClosed(1, 20).mapToObj(z -> new Deviation(z * 2.0, 2)).toList();

    assertThat(Trimming.WINSORISED.of(twenty).stream().mapToDouble(Deviation::z).toArray())
        .startsWith(new double[] {2.9, 2.9, 3, 4}, within(1e-12))
        .endsWith(new double[] {18, 18.1, 18.1}, within(1e-12))
        .hasSize(20);
    assertThat(Trimming.TRUNCATED.of(twenty).stream().mapToDouble(Deviation::z).toArray())
        .hasSize(16)
        .startsWith(3)
        .endsWith(18);
  }

  @Test
  void equalDeviationsShareARank() {
    List<Deviation> alike = List.of(new Deviation(1, 1), new Deviation(1, 1), new Deviation(1, 1));

    assertThat(Trimming.TRUNCATED.of(alike)).hasSize(3);
  }

  @Test
  void nothingDeviatesFromNothing() {
    assertThat(Overdispersion.of(List.of(), Trimming.WINSORISED)).isEqualTo(Overdispersion.NONE);
  }

  private static Unit share(double k, double n, double pooled) {
    return Unit.ofCount(k, n * pooled);
  }

  private static Overdispersion of(List<Unit> units, FunnelScale scale, Trimming trimming) {
    return Overdispersion.of(
        units.stream().map(unit -> scale.deviation(unit, 1)).toList(), trimming);
  }

  private static List<Unit> simulated(double variance, double dose) {
    Random random = new Random(2005);
    List<Unit> units = new ArrayList<>();
    for (int i = 0; i < 4_000; i++) {
      double items = 60 + random.nextInt(400);
      double truth = variance == 0 ? 1 : Samples.gamma(random, variance);
      units.add(new Unit(dose * Samples.poisson(random, truth * items), dose * items, dose));
    }
    return units;
  }
}
