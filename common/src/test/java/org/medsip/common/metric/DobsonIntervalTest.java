package org.medsip.common.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DobsonIntervalTest {

  /** Published figures: the test data of the R package PHEindicatormethods 2 (testdata_1976). */
  @Test
  void aDirectlyStandardisedRateHasTheLimitsAsPublished() {
    int[] deaths = {127, 25, 18, 21, 12, 27, 48, 27, 29, 32, 32, 34, 45, 65, 38, 68, 74, 82};
    int[] people = {
      636, 558, 609, 543, 384, 594, 669, 843, 660, 576, 606, 522, 426, 273, 300, 288, 153, 123
    };
    int[] standard = {
      8000, 7000, 7000, 7000, 7000, 7000, 7000, 7000, 7000, 7000, 7000, 6000, 5000, 4000, 3000,
      2000, 1000, 1000
    };
    double value = 0;
    double variance = 0;
    long events = 0;
    for (int band = 0; band < deaths.length; band++) {
      double weight = (double) standard[band] / people[band];
      value += weight * deaths[band];
      variance += weight * weight * deaths[band];
      events += deaths[band];
    }

    Interval interval = DobsonInterval.ofSum(value, variance, events).orElseThrow();

    assertThat(value).isCloseTo(8592.0975850223658, within(1e-8));
    assertThat(interval.lower()).isCloseTo(7991.160931442103, within(1e-8));
    assertThat(interval.upper()).isCloseTo(9225.2538803183179, within(1e-8));
  }

  @Test
  void withOneWeightForAllItIsTheWeightTimesTheLimitsOfTheCount() {
    Interval interval = DobsonInterval.ofSum(300 * 4, 300 * 300 * 4, 4).orElseThrow();

    assertThat(interval.lower()).isCloseTo(300 * 1.08986537362632488, within(1e-9));
    assertThat(interval.upper()).isCloseTo(300 * 10.2415886754036983, within(1e-9));
  }

  @Test
  void withoutAnEventThereIsNoInterval() {
    assertThat(DobsonInterval.ofSum(0, 0, 0)).isEmpty();
  }

  @Test
  void aSumLeftBelowZeroByCorrectionsHasNoInterval() {
    assertThat(DobsonInterval.ofSum(-1, 4, 2)).isEmpty();
  }

  @Test
  void aSumOfWeightlessItemsIsZeroForSure() {
    assertThat(DobsonInterval.ofSum(0, 0, 12)).contains(new Interval(0, 0));
  }

  @Test
  void aSumCarriedByOneItemHasALowerLimitOfZeroNeverLess() {
    double value = 1000 + 99 * 0.001;
    Interval interval =
        DobsonInterval.ofSum(value, 1000.0 * 1000 + 99 * 0.000001, 100).orElseThrow();

    assertThat(interval.lower()).isZero();
    assertThat(interval.upper()).isGreaterThan(value);
  }

  @Test
  void theLimitsOfAnySumHoldTheSumAndAreNeverNegative() {
    SplittableRandom random = new SplittableRandom(1991);
    for (int draw = 0; draw < 10_000; draw++) {
      double value = 0;
      double variance = 0;
      long events = 0;
      for (int part = random.nextInt(1, 20); part > 0; part--) {
        double weight = 1e6 * StrictMath.pow(random.nextDouble(), 8);
        long count = random.nextLong(1, 300);
        value += weight * count;
        variance += weight * weight * count;
        events += count;
      }

      Interval interval = DobsonInterval.ofSum(value, variance, events).orElseThrow();

      assertThat(value).isBetween(interval.lower(), interval.upper());
      assertThat(interval.lower()).isNotNegative();
    }
  }
}
