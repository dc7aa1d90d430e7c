package org.medsip.common.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;
import org.medsip.common.metric.Interval;

/** Held against another library's normal distribution. */
class NormalTest {

  private static final NormalDistribution OTHER = NormalDistribution.of(0, 1);

  @Test
  void theNamedPointsLeaveTwoAndAHalfPercentAndOneInAThousandAbove() {
    assertThat(Normal.above(Normal.Z95)).isCloseTo(0.025, within(1e-15));
    assertThat(Normal.above(Normal.Z998)).isCloseTo(0.001, within(1e-15));
  }

  @Test
  void sharesAndPointsAreThoseOfAnotherLibrary() {
    for (double z = -8; z <= 8; z += 0.37) {
      assertThat(Normal.above(z) / OTHER.survivalProbability(z)).isCloseTo(1, within(1e-12));
    }
    for (double share = 0.001; share < 1; share += 0.0137) {
      assertThat(Normal.quantile(share))
          .isCloseTo(OTHER.inverseCumulativeProbability(share), within(1e-11));
    }
  }

  @Test
  void anEstimateWithoutErrorIsItsOwnInterval() {
    assertThat(Normal.interval(3, 0)).isEqualTo(new Interval(3, 3));
  }
}
