package org.medsip.common.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class WeightedRegressionTest {

  @Test
  void theWorkedExampleRisesByOnePointOne() {
    WeightedRegression line =
        WeightedRegression.of(
                new double[] {1, 3, 2, 5},
                new double[][] {{1}, {2}, {3}, {4}},
                new double[] {1, 1, 1, 1})
            .orElseThrow();

    assertThat(line.coefficients().get(0).estimate()).isCloseTo(2.75, within(1e-12));
    assertThat(line.coefficients().get(1).estimate()).isCloseTo(1.1, within(1e-12));
    assertThat(line.coefficients().get(1).standardError()).isCloseTo(0.51961524, within(1e-8));
  }

  /** Computed apart with WLS of statsmodels 0.15 (Python). */
  @Test
  void withWeightsAndTwoCovariatesItIsAsComputedApart() {
    WeightedRegression line =
        WeightedRegression.of(
                new double[] {1, 3, 2, 5, 4.5},
                new double[][] {{1, 0}, {2, 1}, {3, 0}, {4, 1}, {6, 3}},
                new double[] {1, 2, 1, 3, 2})
            .orElseThrow();
    Coefficient first = line.coefficients().get(1);

    assertThat(first.estimate()).isCloseTo(0.77891156, within(1e-8));
    assertThat(first.standardError()).isCloseTo(0.72565857, within(1e-8));
    assertThat(first.limits().lower()).isCloseTo(-2.34334526, within(1e-7));
    assertThat(first.limits().upper()).isCloseTo(3.90116839, within(1e-7));
    assertThat(line.coefficients().get(2).estimate()).isCloseTo(-0.24829932, within(1e-8));
    assertThat(line.residualVariance()).isCloseTo(3.60034013605442, within(1e-10));
  }

  @Test
  void covariatesThatSayTheSameAndTooFewRowsHaveNoLine() {
    double[] ones = {1, 1, 1, 1};
    assertThat(
            WeightedRegression.of(
                new double[] {1, 3, 2, 5}, new double[][] {{1, 2}, {2, 4}, {3, 6}, {4, 8}}, ones))
        .isEmpty();
    assertThat(
            WeightedRegression.of(
                new double[] {1, 3, 2, 5}, new double[][] {{5}, {5}, {5}, {5}}, ones))
        .isEmpty();
    assertThat(
            WeightedRegression.of(
                new double[] {1, 3}, new double[][] {{1}, {2}}, new double[] {1, 1}))
        .isEmpty();
  }
}
