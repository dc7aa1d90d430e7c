package org.medsip.common.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class InterruptedSeriesTest {

  @Test
  void theWorkedExampleChangesByFourAndByTwoAMonth() {
    double[] y = new double[20];
    for (int t = 0; t < 20; t++) {
      y[t] = 10 + t - (t >= 10 ? 4 + 2 * (t - 10) : 0) + (t % 2 == 0 ? 1e-6 : -1e-6);
    }
    InterruptedSeries effect = InterruptedSeries.of(y, 1, 10).orElseThrow();

    assertThat(effect.step().estimate()).isCloseTo(-4, within(1e-4));
    assertThat(effect.slope().estimate()).isCloseTo(-2, within(1e-5));
    assertThat(effect.atEnd().estimate()).isCloseTo(-22, within(1e-4));
    assertThat(effect.counterfactual()).isCloseTo(29, within(1e-4));
  }

  @Test
  void seasonsAreToldFromTheStepInSeriesOfThreeYears() {
    double[] y = new double[48];
    for (int t = 0; t < 48; t++) {
      double season = 3 * Math.sin(2 * Math.PI * ((t + 9) % 12) / 12);
      y[t] = 100 - 0.1 * t + season - (t >= 30 ? 5 : 0);
    }
    InterruptedSeries effect = InterruptedSeries.of(y, 10, 30).orElseThrow();

    assertThat(effect.step().estimate()).isCloseTo(-5, within(1e-9));
    assertThat(effect.slope().estimate()).isCloseTo(0, within(1e-9));
  }

  @Test
  void whatControlsShareIsTakenAway() {
    Random random = new Random(9);
    double[] treated = new double[24];
    double[] one = new double[24];
    double[] other = new double[24];
    for (int t = 0; t < 24; t++) {
      double shared = 20 * random.nextGaussian();
      one[t] = 50 + shared;
      other[t] = 60 + shared;
      treated[t] = 58 + shared - (t >= 12 ? 7 : 0) + (t % 3) * 0.01;
    }
    double[] controlled = InterruptedSeries.controlled(treated, List.of(one, other));
    InterruptedSeries effect = InterruptedSeries.of(controlled, 1, 12).orElseThrow();

    assertThat(controlled[0]).isCloseTo(3, within(1e-9));
    assertThat(effect.step().estimate()).isCloseTo(-7, within(0.05));
    assertThat(InterruptedSeries.controlled(treated, List.of())).isEqualTo(treated);
  }

  @Test
  void fiveMonthsOnOneSideAreTooFew() {
    assertThat(InterruptedSeries.of(new double[24], 1, 5)).isEmpty();
    assertThat(InterruptedSeries.of(new double[24], 1, 19)).isEmpty();
  }
}
