package org.medsip.common.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.medsip.common.stats.FayHerriot.Shrunk;

/**
 * Published figures: spending on fresh milk, data set milk of the R package sae, as fitted in
 * Molina and Marhuenda 2015. They stop at a relative change of 0.0001, so tau2 is held within
 * 0.0000005; the further digits were computed apart by Fisher scoring to the end (NumPy).
 */
class FayHerriotTest {

  private static final double[] SPENDING = {
    1.099, 1.075, 1.105, 0.628, 0.753, 0.981, 1.257, 1.095, 1.405, 1.356, 0.615, 1.460, 1.338,
    0.854, 1.176, 1.111, 1.257, 1.430, 1.278, 1.292, 1.002, 1.183, 1.044, 1.267, 1.193, 0.791,
    0.795, 0.759, 0.796, 0.565, 0.886, 0.952, 0.807, 0.582, 0.684, 0.787, 0.440, 0.759, 0.770,
    0.800, 0.756, 0.865, 0.640
  };

  private static final double[] ERRORS = {
    0.163, 0.080, 0.083, 0.109, 0.119, 0.141, 0.202, 0.127, 0.168, 0.178, 0.100, 0.201, 0.148,
    0.143, 0.149, 0.145, 0.135, 0.172, 0.137, 0.163, 0.125, 0.247, 0.140, 0.171, 0.106, 0.121,
    0.121, 0.259, 0.106, 0.089, 0.225, 0.205, 0.119, 0.067, 0.106, 0.126, 0.092, 0.132, 0.100,
    0.113, 0.083, 0.121, 0.129
  };

  private static final int[] REGION_STARTS = {7, 14, 25};

  @Test
  void spendingOnMilkIsAsPublished() {
    FayHerriot model = FayHerriot.of(SPENDING, variances(), regions()).orElseThrow();

    assertThat(model.tau2()).isCloseTo(0.01855022, within(5e-7));
    assertThat(model.tau2()).isCloseTo(0.018550334762766692, within(1e-12));
    assertThat(model.coefficients().get(1).estimate()).isCloseTo(0.1327801, within(1e-6));
    assertThat(model.coefficients().get(2).estimate()).isCloseTo(0.2269462, within(1e-6));
    assertThat(model.coefficients().get(3).estimate()).isCloseTo(-0.2413011, within(1e-6));
    assertThat(model.coefficients().get(1).standardError()).isCloseTo(0.10300089, within(1e-7));
  }

  @Test
  void theFirstAreasAreShrunkAsPublishedWithTheirMeanSquaredErrors() {
    FayHerriot model = FayHerriot.of(SPENDING, variances(), regions()).orElseThrow();

    assertThat(model.shrunk(0).estimate()).isCloseTo(1.02197054, within(1e-7));
    assertThat(model.shrunk(1).estimate()).isCloseTo(1.04760195, within(1e-7));
    assertThat(model.shrunk(3).estimate()).isCloseTo(0.76081657, within(1e-7));
    assertThat(model.shrunk(0).meanSquaredError()).isCloseTo(0.01346026, within(1e-7));
    assertThat(model.shrunk(1).meanSquaredError()).isCloseTo(0.00537288, within(1e-7));
  }

  @Test
  void withTheSameErrorEverywhereAndNoCovariateItIsTheVarianceLessThatOfChance() {
    double[] y = {1, 4, 2, 9, 5, 3};
    FayHerriot model =
        FayHerriot.of(y, new double[] {2, 2, 2, 2, 2, 2}, new double[6][0]).orElseThrow();

    assertThat(model.tau2()).isCloseTo(8 - 2, within(1e-9));
    assertThat(model.shrunk(3).estimate()).isCloseTo(4 + 0.75 * 5, within(1e-9));
  }

  @Test
  void whereChanceExplainsEverythingAllAreShrunkToTheMean() {
    double[] y = {1, 1.1, 0.9, 1};
    FayHerriot model = FayHerriot.of(y, new double[] {1, 1, 1, 1}, new double[4][0]).orElseThrow();

    assertThat(model.tau2()).isZero();
    assertThat(model.shrunk(1).estimate()).isCloseTo(1, within(1e-12));
    assertThat(model.shrunk(1).variance()).isPositive();
  }

  @Test
  void anOrganisationAboveItsThresholdForSureHasAProbabilityOfOne() {
    Shrunk sure = new Shrunk(5, 1e-6, 1e-6);

    assertThat(sure.above(4)).isCloseTo(1, within(1e-12));
    assertThat(sure.above(5)).isEqualTo(0.5);
    assertThat(sure.above(6)).isCloseTo(0, within(1e-12));
  }

  @Test
  void asManyOrganisationsAsCoefficientsHaveNoModel() {
    assertThat(FayHerriot.of(new double[] {1, 2}, new double[] {1, 1}, new double[2][0])).isEmpty();
  }

  private static double[] variances() {
    double[] variances = new double[ERRORS.length];
    for (int i = 0; i < variances.length; i++) {
      variances[i] = ERRORS[i] * ERRORS[i];
    }
    return variances;
  }

  /** Indicators of regions 2 to 4. */
  private static double[][] regions() {
    double[][] indicators = new double[SPENDING.length][3];
    for (int i = 0; i < indicators.length; i++) {
      for (int region = 0; region < 3; region++) {
        boolean before = region == 2 || i < REGION_STARTS[region + 1];
        indicators[i][region] = i >= REGION_STARTS[region] && before ? 1 : 0;
      }
    }
    return indicators;
  }
}
