package org.medsip.common.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Published figures: the test data of the R package PHEindicatormethods 2 (Rates, Byars). */
class ByarIntervalTest {

  @ParameterizedTest
  @CsvSource({
    "65, 50.163187710459454, 82.849138545939837",
    "1045, 982.59320180733255, 1110.3312129856499"
  })
  void aCountOfTenOrMoreHasByarsLimitsAsPublished(long events, double lower, double upper) {
    assertThat(ByarInterval.ofCount(events).lower()).isCloseTo(lower, within(1e-9));
    assertThat(ByarInterval.ofCount(events).upper()).isCloseTo(upper, within(1e-9));
  }

  @ParameterizedTest
  @CsvSource({
    "1, 100, 100, 0.025317807984289897, 5.571643390938898",
    "5, 100, 100, 1.62348639011842, 11.668332079322669",
    "20, 100, 100, 12.211428834875937, 30.889880369197066",
    "9856, 12345, 100, 78.269490589767571, 81.430016542721404",
    "7776456, 7564336677, 100000, 102.73196005302074, 102.87648334092832",
    "2, 200, 100000, 121.10463927198258, 3612.3438338619794",
    "10, 200, 100000, 2393.7249569837822, 9195.7293028782369"
  })
  void aRateHasTheLimitsAsPublished(
      long events, double denominator, double per, double lower, double upper) {
    Interval interval = ByarInterval.ofRate(events, denominator, per).orElseThrow();

    assertThat(interval.lower()).isCloseTo(lower, within(1e-8));
    assertThat(interval.upper()).isCloseTo(upper, within(1e-8));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
  void aCountBelowTenHasTheExactChiSquareLimits(long events) {
    double lower = events == 0 ? 0 : quantile(2 * events, 0.025) / 2;
    double upper = quantile(2 * events + 2, 0.975) / 2;

    assertThat(ByarInterval.ofCount(events).lower()).isCloseTo(lower, within(1e-9));
    assertThat(ByarInterval.ofCount(events).upper()).isCloseTo(upper, within(1e-9));
  }

  @Test
  void byarLiesWithinAFifthOfAPercentOfTheExactLimitsFromTenEventsOn() {
    for (long events = 10; events < 500; events++) {
      Interval byar = ByarInterval.ofCount(events);

      assertThat(byar.lower() / (quantile(2 * events, 0.025) / 2)).isCloseTo(1, within(0.002));
      assertThat(byar.upper() / (quantile(2 * events + 2, 0.975) / 2)).isCloseTo(1, within(0.002));
    }
  }

  @Test
  void aRateWithoutADenominatorHasNoInterval() {
    assertThat(ByarInterval.ofRate(5, 0, 1000)).isEmpty();
    assertThat(ByarInterval.ofRate(5, Double.NaN, 1000)).isEmpty();
  }

  @Test
  void aRateOfNoEventsHasALowerLimitOfZero() {
    assertThat(ByarInterval.ofRate(0, 1000, 1000).orElseThrow())
        .isEqualTo(new Interval(0, 3.6888794541139363));
  }

  @Test
  void aNegativeCountIsRefusedAndItsRateHasNoInterval() {
    assertThatThrownBy(() -> ByarInterval.ofCount(-1)).hasMessageContaining("-1");
    assertThat(ByarInterval.ofRate(-1, 100, 1000)).isEmpty();
  }

  @Test
  void theLimitsHoldTheCountAndGrowWithIt() {
    Interval before = ByarInterval.ofCount(0);
    for (long events = 1; events < 20_000; events++) {
      Interval interval = ByarInterval.ofCount(events);

      assertThat(interval.lower()).isBetween(before.lower(), (double) events);
      assertThat(interval.upper()).isGreaterThan(Math.max(before.upper(), events));
      before = interval;
    }
  }

  @Test
  void theLimitsOfAnyRateHoldTheRate() {
    SplittableRandom random = new SplittableRandom(20170901);
    for (int draw = 0; draw < 10_000; draw++) {
      long events = random.nextLong(1L << random.nextInt(1, 50));
      double denominator = random.nextDouble(1e-3, 1e9);
      Interval interval = ByarInterval.ofRate(events, denominator, 1000).orElseThrow();

      assertThat(1000 * events / denominator).isBetween(interval.lower(), interval.upper());
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.7, 3, 9.5, 25, 80})
  void theTrueRateLiesInsideTheLimitsNineteenTimesOfTwenty(double mean) {
    SplittableRandom random = new SplittableRandom(7);
    int inside = 0;
    for (int draw = 0; draw < 2_000; draw++) {
      Interval interval = ByarInterval.ofCount(poisson(mean, random));
      inside += interval.lower() <= mean && mean <= interval.upper() ? 1 : 0;
    }

    assertThat(inside / 2_000.0).isGreaterThanOrEqualTo(0.935);
  }

  private static double quantile(double degreesOfFreedom, double probability) {
    return ChiSquaredDistribution.of(degreesOfFreedom).inverseCumulativeProbability(probability);
  }

  /** Counts the arrivals in one unit of time (Knuth). */
  private static long poisson(double mean, SplittableRandom random) {
    long arrivals = -1;
    for (double time = 0; time <= mean; time -= StrictMath.log(1 - random.nextDouble())) {
      arrivals++;
    }
    return arrivals;
  }
}
