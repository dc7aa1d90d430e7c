package org.medsip.common.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SpreadTest {

  private static final double[] THREE = {10, 20, 30};

  @Test
  void tenTwentyAndThirtyHaveACoefficientOfVariationOfAHalf() {
    assertThat(Spread.coefficientOfVariation(THREE)).hasValueCloseTo(0.5, within(1e-15));
  }

  @Test
  void theirUpperTenthIsTwentyEightAndTheirLowerTwelve() {
    assertThat(Spread.p90OverP10(THREE)).hasValueCloseTo(28.0 / 12, within(1e-15));
  }

  @Test
  void oneValueDoesNotVaryAndNoneOfNothingCanBeDividedBy() {
    assertThat(Spread.coefficientOfVariation(new double[] {3})).isEmpty();
    assertThat(Spread.p90OverP10(new double[] {3})).isEmpty();
    assertThat(Spread.coefficientOfVariation(new double[] {0, 0})).isEmpty();
    assertThat(Spread.p90OverP10(new double[] {0, 0, 1})).isEmpty();
  }
}
