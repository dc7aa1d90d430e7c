package org.medsip.common.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RandomInterceptTest {

  /** Davies 1947: yield of dye; batch by batch. */
  private static final double[] DYESTUFF = {
    1545, 1440, 1440, 1520, 1580, 1540, 1555, 1490, 1560, 1495, 1595, 1550, 1605, 1510, 1560, 1445,
    1440, 1595, 1465, 1545, 1595, 1630, 1515, 1635, 1625, 1520, 1455, 1450, 1480, 1445
  };

  private static final double[] Y = {
    28.8, 15.3, 20.1, 26.1, 35.6, 31.5, 26.6, 30.5, 32.2, 25.4, 26.2, 26.2, 13.0, 23.9, 26.7, 19.2,
    15.9, 16.2, 24.5, 30.3, 30.0, 26.6, 18.3
  };

  private static final double[][] X = {
    {1, 20.3}, {9, 11.1}, {6, 10.9}, {5, 23.0}, {3, 29.5}, {5, 26.9}, {7, 23.5}, {5, 21.1},
    {2, 23.6}, {1, 14.5}, {4, 24.1}, {1, 20.1}, {10, 16.5}, {3, 16.3}, {3, 19.0}, {7, 14.7},
    {6, 20.1}, {6, 10.3}, {9, 26.9}, {1, 29.0}, {3, 14.8}, {6, 23.5}, {7, 14.4}
  };

  private static final int[] CLUSTER = {
    0, 0, 0, 1, 1, 1, 1, 1, 2, 2, 3, 3, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5
  };

  /** Published: mean 1527.50 (19.38), variances 1764.05 and 2451.25 (lme4). */
  @Test
  void theYieldOfDyeIsAsPublished() {
    int[] batch = new int[30];
    for (int i = 0; i < 30; i++) {
      batch[i] = i / 5;
    }
    RandomIntercept fit = RandomIntercept.of(DYESTUFF, new double[30][0], batch).orElseThrow();

    assertThat(fit.coefficients().get(0).estimate()).isCloseTo(1527.5, within(1e-9));
    assertThat(fit.coefficients().get(0).standardError()).isCloseTo(19.38341, within(1e-5));
    assertThat(fit.between()).isCloseTo(1764.05, within(1e-6));
    assertThat(fit.within()).isCloseTo(2451.25, within(1e-6));
    assertThat(fit.intraclassCorrelation()).isCloseTo(0.4185, within(5e-5));
    assertThat(fit.clusters()).isEqualTo(6);
  }

  /**
   * Estimates and variances are those of MixedLM (REML) of statsmodels 0.15; standard errors, which
   * it takes from a Hessian, were computed apart from the dense covariance matrix (NumPy).
   */
  @Test
  void unequalClustersWithTwoCovariatesAreAsComputedApart() {
    RandomIntercept fit = RandomIntercept.of(Y, X, CLUSTER).orElseThrow();

    assertThat(fit.coefficients().get(0).estimate()).isCloseTo(24.86377323, within(1e-5));
    assertThat(fit.coefficients().get(0).standardError()).isCloseTo(0.99086152, within(1e-5));
    assertThat(fit.coefficients().get(1).estimate()).isCloseTo(-1.18656929, within(1e-6));
    assertThat(fit.coefficients().get(1).standardError()).isCloseTo(0.21870447, within(1e-6));
    assertThat(fit.coefficients().get(2).estimate()).isCloseTo(0.55734052, within(1e-6));
    assertThat(fit.coefficients().get(2).standardError()).isCloseTo(0.11396104, within(1e-6));
    assertThat(fit.between()).isCloseTo(4.07398646, within(1e-4));
    assertThat(fit.within()).isCloseTo(6.309435949, within(1e-4));
  }

  @Test
  void clustersThatDifferLessThanChanceHaveNoVarianceBetween() {
    double[] y = {1, 5, 3, 2, 4, 3, 1.5, 4.5, 3};
    int[] cluster = {0, 0, 0, 1, 1, 1, 2, 2, 2};
    RandomIntercept fit = RandomIntercept.of(y, new double[9][0], cluster).orElseThrow();

    assertThat(fit.between()).isZero();
    assertThat(fit.within()).isCloseTo(14.5 / 8, within(1e-12));
    assertThat(fit.intraclassCorrelation()).isZero();
  }

  @Test
  void twoClustersOrNothingUnexplainedHaveNoFit() {
    assertThat(
            RandomIntercept.of(new double[] {1, 2, 3, 4}, new double[4][0], new int[] {0, 0, 1, 1}))
        .isEmpty();
    assertThat(
            RandomIntercept.of(
                new double[] {5, 5, 5, 5, 5, 5}, new double[6][0], new int[] {0, 0, 1, 1, 2, 2}))
        .isEmpty();
  }
}
