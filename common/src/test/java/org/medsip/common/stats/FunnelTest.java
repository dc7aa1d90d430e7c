package org.medsip.common.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.medsip.common.stats.Funnel.Flag;
import org.medsip.common.stats.Funnel.Method;
import org.medsip.common.stats.Funnel.Point;

class FunnelTest {

  /** FunnelPlotR: exp(+-1.959964 sqrt(1/E + tau2)), with its constants for the 99.8 % limits. */
  @Test
  void limitsOnTheLogarithmicScaleAreThoseOfTheMortalityIndicator() {
    Funnel funnel =
        Funnel.ofRatios(OverdispersionTest.SIX, FunnelScale.LOG_RATIO, Trimming.TRUNCATED);
    double tau2 = 0.01947753057802158;
    for (Unit unit : OverdispersionTest.SIX) {
      double spread = Math.sqrt(1 / unit.expected() + tau2);
      Point point = funnel.point(unit, Method.ADDITIVE);

      assertThat(point.limits95().lower()).isCloseTo(Math.exp(-1.959964 * spread), within(1e-6));
      assertThat(point.limits95().upper()).isCloseTo(Math.exp(1.959964 * spread), within(1e-6));
      assertThat(point.limits998().lower()).isCloseTo(Math.exp(-3.090232 * spread), within(1e-6));
      assertThat(point.limits998().upper()).isCloseTo(Math.exp(3.090232 * spread), within(1e-6));
      assertThat(point.z())
          .isCloseTo(Math.sqrt(unit.expected()) * Math.log(unit.ratio()), within(1e-12));
    }
  }

  @Test
  void withoutOverdispersionAHundredExpectedLieWithinEighteenPercentBelow() {
    List<Unit> alike = List.of(Unit.ofCount(100, 100), Unit.ofCount(100, 100));
    Point point =
        Funnel.ofRatios(alike, FunnelScale.LOG_RATIO, Trimming.NONE)
            .point(alike.get(0), Method.ADDITIVE);

    assertThat(point.limits95().lower()).isCloseTo(0.822, within(5e-4));
    assertThat(point.limits95().upper()).isCloseTo(1.217, within(5e-4));
    assertThat(point.flag()).isEqualTo(Flag.WITHIN);
  }

  @Test
  void thePhiOfTheMultiplicativeMethodWidensAndNeverNarrows() {
    Unit unit = OverdispersionTest.SIX.get(1);
    Point wide =
        Funnel.ofRatios(OverdispersionTest.SIX, FunnelScale.ROOT_RATIO, Trimming.WINSORISED)
            .point(unit, Method.MULTIPLICATIVE);
    List<Unit> alike = List.of(Unit.ofCount(100, 100), Unit.ofCount(100, 100));
    Point plain =
        Funnel.ofRatios(alike, FunnelScale.ROOT_RATIO, Trimming.NONE)
            .point(unit, Method.MULTIPLICATIVE);

    assertThat(wide.zAdjusted()).isCloseTo(wide.z() / Math.sqrt(2.327178257594119), within(1e-12));
    assertThat(plain.zAdjusted()).isEqualTo(plain.z());
  }

  @ParameterizedTest
  @EnumSource(Method.class)
  void aUnitLiesOutsideTheLimitsExactlyWhereItsFlagSaysSo(Method method) {
    for (FunnelScale scale : FunnelScale.values()) {
      List<Unit> units = withOutliers(scale == FunnelScale.ARCSINE ? 0.3 : 1);
      Funnel funnel =
          scale == FunnelScale.ARCSINE
              ? Funnel.ofShares(units, 0.3, Trimming.WINSORISED)
              : Funnel.ofRatios(units, scale, Trimming.WINSORISED);
      for (Unit unit : units) {
        Point point = funnel.point(unit, method);
        boolean outside95 =
            unit.ratio() < point.limits95().lower() || unit.ratio() > point.limits95().upper();
        boolean outside998 =
            unit.ratio() < point.limits998().lower() || unit.ratio() > point.limits998().upper();

        assertThat(point.flag() != Flag.WITHIN).isEqualTo(outside95);
        assertThat(point.flag() == Flag.ABOVE_998 || point.flag() == Flag.BELOW_998)
            .isEqualTo(outside998);
      }
      assertThat(funnel.point(units.get(0), method).flag()).isEqualTo(Flag.ABOVE_998);
      assertThat(funnel.point(units.get(1), method).flag()).isEqualTo(Flag.BELOW_998);
    }
  }

  @Test
  void aUnitWithoutAnEventLiesInTheFunnelOfRoots() {
    Point point =
        Funnel.ofRatios(OverdispersionTest.SIX, FunnelScale.ROOT_RATIO, Trimming.WINSORISED)
            .point(Unit.ofCount(0, 50), Method.ADDITIVE);

    assertThat(point.flag()).isEqualTo(Flag.BELOW_998);
    assertThat(point.limits998().lower()).isNotNegative();
  }

  @Test
  void ofCountsOfChanceOneInTwentyLiesOutsideThe95PercentLimits() {
    Random random = new Random(20);
    List<Unit> units = new ArrayList<>();
    for (int i = 0; i < 6_000; i++) {
      double items = 80 + random.nextInt(300);
      units.add(Unit.ofCount(Samples.poisson(random, items), items));
    }
    Funnel funnel = Funnel.ofRatios(units, FunnelScale.ROOT_RATIO, Trimming.WINSORISED);
    for (Method method : Method.values()) {
      long outside =
          units.stream().filter(u -> funnel.point(u, method).flag() != Flag.WITHIN).count();

      assertThat(outside / 6_000.0).isCloseTo(0.05, within(0.01));
    }
  }

  private static List<Unit> withOutliers(double pooled) {
    Random random = new Random(3);
    List<Unit> units = new ArrayList<>();
    units.add(Unit.ofCount(700, 300));
    units.add(Unit.ofCount(60, 300));
    for (int i = 0; i < 60; i++) {
      double items = (50 + random.nextInt(200)) * pooled;
      units.add(Unit.ofCount(Samples.poisson(random, items), items));
    }
    return units;
  }
}
