package org.medsip.common.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RateOfGroupTest {

  @Test
  void theWorkedExampleIsOneInOneWithItsSpread() {
    RateOfGroup rate = new RateOfGroup();
    rate.add(10, 10);
    rate.add(24, 20);
    rate.add(26, 30);
    RankedGroup group = rate.group(1000);

    assertThat(group.value()).isCloseTo(1000, within(1e-9));
    assertThat(group.standardError()).isCloseTo(1000 * Math.sqrt(48) / 60, within(1e-9));
    assertThat(group.population()).isEqualTo(60);
    assertThat(rate.practices()).isEqualTo(3);
  }

  @Test
  void onePracticeHasNoSpread() {
    RateOfGroup rate = new RateOfGroup();
    rate.add(1, 1);

    assertThatThrownBy(() -> rate.group(1)).hasMessageContaining("1 practices");
  }
}
