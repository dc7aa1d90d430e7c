package org.medsip.common.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class MonthsTest {

  private static final LocalDate SEPTEMBER = LocalDate.of(2017, 9, 1);

  @Test
  void oneMonthIsNamedByItself() {
    assertThat(Months.of(SEPTEMBER).label()).isEqualTo("2017-09");
  }

  @Test
  void severalMonthsAreNamedByTheFirstAndTheLastWhateverTheirOrder() {
    assertThat(Months.of(SEPTEMBER.plusMonths(2), SEPTEMBER, SEPTEMBER).label())
        .isEqualTo("2017-09..2017-11 (2 months)");
  }

  @Test
  void aTableWithoutMonthsIsJudgedAsAWhole() {
    assertThat(Months.NONE.label()).isEqualTo("all rows");
  }
}
