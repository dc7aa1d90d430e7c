package org.medsip.common.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class NeweyWestTest {

  /** Computed apart with OLS and cov_type HAC of statsmodels 0.15 (Python). */
  @Test
  void theWorkedExampleHasThePublishedStandardError() {
    double[] y = new double[12];
    double[][] time = new double[12][1];
    double[] wave = {0, 1, 0, -1};
    for (int t = 0; t < 12; t++) {
      time[t][0] = t + 1;
      y[t] = t + 1 + wave[t % 4];
    }
    NeweyWest line = NeweyWest.of(y, time, 2).orElseThrow();

    assertThat(line.coefficient(1).estimate()).isCloseTo(0.95804196, within(1e-8));
    assertThat(line.publishedStandardError(1)).isCloseTo(0.03978469, within(1e-8));
  }

  @Test
  void inALongSeriesTheStandardErrorOfLimitsIsNearlyThePublishedOne() {
    Random random = new Random(1987);
    int months = 300;
    double[] y = new double[months];
    double[][] time = new double[months][1];
    for (int t = 0; t < months; t++) {
      time[t][0] = t;
      y[t] = random.nextGaussian();
    }
    NeweyWest line = NeweyWest.of(y, time, 2).orElseThrow();

    assertThat(line.coefficient(1).standardError() / line.publishedStandardError(1))
        .isCloseTo(1, within(0.05));
  }

  @Test
  void withoutLagsInABalancedDesignItIsOrdinaryRegression() {
    double[] y = {3, 1, 2, 8, 7, 9};
    double[][] half = {{0}, {0}, {0}, {1}, {1}, {1}};
    Coefficient rise = NeweyWest.of(y, half, 0).orElseThrow().coefficient(1);
    double ordinary =
        WeightedRegression.of(y, half, new double[] {1, 1, 1, 1, 1, 1})
            .orElseThrow()
            .coefficients()
            .get(1)
            .standardError();

    assertThat(rise.estimate()).isCloseTo(6, within(1e-12));
    assertThat(rise.standardError()).isCloseTo(ordinary, within(1e-12));
  }

  @Test
  void asManyMonthsAsCoefficientsHaveNoRegression() {
    assertThat(NeweyWest.of(new double[] {1, 2}, new double[][] {{1}, {2}}, 1)).isEmpty();
    assertThat(NeweyWest.of(new double[] {1, 2, 4}, new double[][] {{1}, {1}, {1}}, 1)).isEmpty();
  }
}
