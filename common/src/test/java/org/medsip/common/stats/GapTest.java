package org.medsip.common.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.medsip.common.metric.Interval;

class GapTest {

  @Test
  void theWorkedExampleDiffersByTenAndByAThird() {
    Gap gap = Gap.between(new RankedGroup(1, 40, 1), new RankedGroup(1, 30, 1));

    assertThat(gap.difference()).isEqualTo(10);
    assertThat(gap.differenceLimits().lower()).isCloseTo(7.23, within(5e-3));
    assertThat(gap.differenceLimits().upper()).isCloseTo(12.77, within(5e-3));
    assertThat(gap.ratio().orElseThrow()).isCloseTo(4.0 / 3, within(1e-12));
  }

  @Test
  void atTheLimitsOfTheRatioFirstLessRatioTimesSecondIsJustNotZero() {
    Gap gap = Gap.between(new RankedGroup(1, 40, 1), new RankedGroup(1, 30, 1));
    Interval limits = gap.ratioLimits().orElseThrow();
    for (double ratio : new double[] {limits.lower(), limits.upper()}) {
      double z = (40 - ratio * 30) / Math.sqrt(1 + ratio * ratio);

      assertThat(Math.abs(z)).isCloseTo(Normal.Z95, within(1e-9));
    }
    assertThat(limits.lower()).isCloseTo(1.230, within(5e-4));
    assertThat(limits.upper()).isCloseTo(1.448, within(5e-4));
  }

  @Test
  void aLeastDeprivedRateThatMayBeZeroLeavesTheRatioWithoutLimits() {
    Gap gap = Gap.between(new RankedGroup(1, 40, 1), new RankedGroup(1, 1, 1));

    assertThat(gap.ratio()).contains(40.0);
    assertThat(gap.ratioLimits()).isEmpty();
  }
}
