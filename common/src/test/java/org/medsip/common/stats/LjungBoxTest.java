package org.medsip.common.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Computed apart with acorr_ljungbox of statsmodels 0.15 (Python). */
class LjungBoxTest {

  private static final double[] SERIES = {1, 2, 3, 4, 5, 4, 3, 2};

  @Test
  void theWorkedExampleIsAsComputedApart() {
    LjungBox one = LjungBox.of(SERIES, 1).orElseThrow();
    LjungBox three = LjungBox.of(SERIES, 3).orElseThrow();

    assertThat(one.statistic()).isCloseTo(2.857143, within(1e-6));
    assertThat(one.probability()).isCloseTo(0.090969, within(1e-6));
    assertThat(three.statistic()).isCloseTo(6.949735, within(1e-6));
    assertThat(three.probability()).isCloseTo(0.073517, within(1e-6));
  }

  @Test
  void aSeriesThatNeverVariesOrIsTooShortHasNoTest() {
    assertThat(LjungBox.of(new double[] {2, 2, 2, 2}, 1)).isEmpty();
    assertThat(LjungBox.of(SERIES, 8)).isEmpty();
    assertThat(LjungBox.of(new double[0], 1)).isEmpty();
  }
}
