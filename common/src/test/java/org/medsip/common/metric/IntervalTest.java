package org.medsip.common.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class IntervalTest {

  @Test
  void limitsInTheWrongOrderAreRefused() {
    assertThatThrownBy(() -> new Interval(2, 1)).hasMessageContaining("not 2.0 and 1.0");
  }

  @Test
  void aLimitThatIsNotANumberIsRefused() {
    assertThatThrownBy(() -> new Interval(Double.NaN, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anIntervalScalesWithItsValue() {
    assertThat(new Interval(1, 2).times(1000)).isEqualTo(new Interval(1000, 2000));
  }
}
