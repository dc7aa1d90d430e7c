package org.medsip.common.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InterpolationTest {

  @ParameterizedTest(name = "{0} and {1}, {2} of {3} months on: {4}")
  @CsvSource({
    "1000, 1009, 1, 3, 1003",
    "1000, 1009, 2, 3, 1006",
    "1000, 1009, 0, 3, 1000",
    "1000, 1009, 3, 3, 1009",
    "10, 11, 1, 2, 10",
    "11, 12, 1, 2, 12",
    "11, 10, 1, 2, 10",
    "0, 1, 5, 11, 0",
    "0, 1, 6, 11, 1",
    "7, 7, 5, 12, 7"
  })
  void aListSizeLiesOnTheLineAndAHalfGoesToTheEvenPerson(
      long earlier, long later, int after, int apart, long expected) {
    assertThat(people(earlier, later, after, apart)).isEqualTo(expected);
  }

  @Test
  void decimalsAreKeptAsManyAsAreAskedFor() {
    assertThat(Interpolation.between(new BigDecimal("1.0"), new BigDecimal("2.0"), 1, 3, 14))
        .isEqualTo(new BigDecimal("1.33333333333333"));
  }

  @Test
  void aMonthOutsideIsRefused() {
    assertThatThrownBy(() -> people(1, 2, 4, 3)).hasMessageContaining("does not lie between");
    assertThatThrownBy(() -> people(1, 2, -1, 3)).hasMessageContaining("does not lie between");
    assertThatThrownBy(() -> people(1, 2, 0, 0)).hasMessageContaining("does not lie between");
  }

  @Test
  void everyMonthLiesBetweenItsNeighboursAndIsTheNearestWholePerson() {
    Random random = new Random(17);
    for (int draw = 0; draw < 10_000; draw++) {
      long earlier = random.nextInt(30_000);
      long later = random.nextInt(4) == 0 ? earlier + random.nextInt(3) : random.nextInt(30_000);
      int apart = 1 + random.nextInt(12);
      int after = random.nextInt(apart + 1);

      long people = people(earlier, later, after, apart);

      assertThat(people).isBetween(Math.min(earlier, later), Math.max(earlier, later));
      long off = people * apart - (earlier * (apart - after) + later * after);
      assertThat(2 * Math.abs(off)).isLessThanOrEqualTo(apart);
      assertThat(2 * Math.abs(off) < apart || people % 2 == 0).isTrue();
      assertThat(people).isEqualTo(people(later, earlier, apart - after, apart));
    }
  }

  private static long people(long earlier, long later, int after, int apart) {
    return Interpolation.between(
            BigDecimal.valueOf(earlier), BigDecimal.valueOf(later), after, apart, 0)
        .longValueExact();
  }
}
