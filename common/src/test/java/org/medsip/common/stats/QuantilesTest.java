package org.medsip.common.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class QuantilesTest {

  @Test
  void ofOneToFourTheLowerQuartileIsInterpolated() {
    Quantiles quantiles = Quantiles.of(new double[] {4, 1, 3, 2});

    assertThat(quantiles.at(0.25)).isEqualTo(1.75);
    assertThat(quantiles.at(0)).isEqualTo(1);
    assertThat(quantiles.at(1)).isEqualTo(4);
  }

  @Test
  void ofOneToTwentyTheTenthPercentileIsTwoPointNine() {
    double[] values = new double[20];
    for (int i = 0; i < 20; i++) {
      values[i] = i + 1;
    }

    assertThat(Quantiles.of(values).at(0.1)).isCloseTo(2.9, within(1e-12));
    assertThat(Quantiles.of(values).at(0.9)).isCloseTo(18.1, within(1e-12));
  }

  @Test
  void oneValueIsAllItsQuantiles() {
    assertThat(Quantiles.of(new double[] {7}).at(0.3)).isEqualTo(7);
  }

  @Test
  void noValuesAreRefused() {
    assertThatThrownBy(() -> Quantiles.of(new double[0])).hasMessageContaining("No values");
  }
}
