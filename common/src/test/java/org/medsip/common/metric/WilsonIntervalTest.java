package org.medsip.common.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Published figures: the test data of the R package PHEindicatormethods 2 (Proportions). */
class WilsonIntervalTest {

  @ParameterizedTest
  @CsvSource({
    "65, 100, 0.55254443296887967, 0.73635751756902468",
    "1045, 5000, 0.19795549880013297, 0.22049130373189027",
    "1, 100, 0.0017674320641406511, 0.054486196178705294",
    "9856, 12345, 0.79121017529090687, 0.80536400736149094",
    "7776456, 7564336677, 0.0010273201001641094, 0.0010287644578977231"
  })
  void aShareHasTheLimitsAsPublished(long k, long n, double lower, double upper) {
    Interval interval = WilsonInterval.ofShare(k, n).orElseThrow();

    assertThat(interval.lower()).isCloseTo(lower, within(1e-12));
    assertThat(interval.upper()).isCloseTo(upper, within(1e-12));
  }

  @Test
  void noneOfThemHasALowerLimitOfExactlyZero() {
    assertThat(WilsonInterval.ofShare(0, 62).orElseThrow().lower()).isZero();
  }

  @Test
  void allOfThemHasAnUpperLimitOfExactlyOne() {
    assertThat(WilsonInterval.ofShare(62, 62).orElseThrow().upper()).isOne();
  }

  @Test
  void aShareOfNothingOrOutsideItsWholeHasNoInterval() {
    assertThat(WilsonInterval.ofShare(0, 0)).isEmpty();
    assertThat(WilsonInterval.ofShare(3, 2)).isEmpty();
    assertThat(WilsonInterval.ofShare(-1, 2)).isEmpty();
  }

  @Test
  void theLimitsHoldTheShareAndGrowWithIt() {
    Interval before = WilsonInterval.ofShare(0, 997).orElseThrow();
    for (long k = 1; k <= 997; k++) {
      Interval interval = WilsonInterval.ofShare(k, 997).orElseThrow();

      assertThat(interval.lower()).isBetween(before.lower(), k / 997.0);
      assertThat(interval.upper()).isBetween(Math.max(before.upper(), k / 997.0), 1.0);
      before = interval;
    }
  }

  @Test
  void theLimitsOfAnyShareLieBetweenZeroAndOneAroundIt() {
    SplittableRandom random = new SplittableRandom(1927);
    for (int draw = 0; draw < 10_000; draw++) {
      long n = random.nextLong(1, 1L << random.nextInt(1, 50));
      long k = random.nextLong(n + 1);
      Interval interval = WilsonInterval.ofShare(k, n).orElseThrow();

      assertThat((double) k / n).isBetween(interval.lower(), interval.upper());
      assertThat(interval.lower()).isBetween(0.0, 1.0);
      assertThat(interval.upper()).isBetween(0.0, 1.0);
    }
  }
}
