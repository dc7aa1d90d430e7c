package org.medsip.common.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class GroupRatesTest {

  @Test
  void theWorkedExampleIsOneInOneWithItsSpread() {
    GroupRates rates = new GroupRates(1);
    rates.add(10, 10, 0);
    rates.add(24, 20, 0);
    rates.add(26, 30, 0);
    RankedGroup group = rates.groups().get(0);

    assertThat(rates.isComplete()).isTrue();
    assertThat(rates.practices(0)).isEqualTo(3);
    assertThat(group.value()).isCloseTo(1, within(1e-12));
    assertThat(group.standardError()).isCloseTo(Math.sqrt(48) / 60, within(1e-12));
    assertThat(group.population()).isEqualTo(60);
  }

  @Test
  void wholePracticesOfDifferentGroupsDoNotVaryTogether() {
    GroupRates rates = new GroupRates(2);
    rates.add(10, 10, 0);
    rates.add(24, 20, 0);
    rates.add(26, 30, 1);
    rates.add(31, 30, 1);
    double[][] covariance = rates.covariance();

    assertThat(covariance[0][1]).isZero();
    assertThat(covariance[0][0]).isPositive();
  }

  @Test
  void halvesOfTheSamePracticesAreOneGroupTwice() {
    GroupRates whole = new GroupRates(1);
    GroupRates halves = new GroupRates(2);
    double[][] practices = {{10, 10}, {24, 20}, {26, 30}};
    for (double[] practice : practices) {
      whole.add(practice[0], practice[1], 0);
      halves.add(practice[0], practice[1], new GroupRates.Shares(0.5, 0.5));
    }
    double variance = whole.covariance()[0][0];
    double[][] covariance = halves.covariance();

    assertThat(covariance[0][0]).isCloseTo(variance, within(1e-12));
    assertThat(covariance[0][1]).isCloseTo(variance, within(1e-12));
    assertThat(halves.groups().get(1).value()).isCloseTo(1, within(1e-12));
  }

  @Test
  void aGroupOfOnePracticeOrWithoutAnyIsIncomplete() {
    GroupRates rates = new GroupRates(2);
    rates.add(1, 1, 0);
    rates.add(2, 1, 0);

    assertThat(rates.isComplete()).isFalse();
    assertThat(rates.practices(1)).isZero();
    rates.add(2, 1, 1);
    assertThat(rates.isComplete()).isFalse();
  }
}
