package org.medsip.common.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.apache.commons.statistics.distribution.GammaDistribution;
import org.junit.jupiter.api.Test;
import org.medsip.common.metric.Interval;
import org.medsip.common.stats.GammaPoisson.Shrunk;

class GammaPoissonTest {

  private static final List<Unit> THREE =
      List.of(Unit.ofCount(10, 20), Unit.ofCount(20, 20), Unit.ofCount(30, 20));

  @Test
  void theWorkedExampleIsShrunkToThreeFifths() {
    GammaPoisson model = GammaPoisson.of(THREE).orElseThrow();
    Shrunk shrunk = model.shrunk(THREE.get(0));

    assertThat(shrunk.shape()).isCloseTo(15, within(1e-9));
    assertThat(shrunk.estimate()).isCloseTo(0.6, within(1e-12));
    assertThat(shrunk.above(1))
        .isCloseTo(GammaDistribution.of(15, 1.0 / 25).survivalProbability(1), within(1e-10));
    assertThat(shrunk.above(1)).isCloseTo(0.0124, within(5e-5));
  }

  @Test
  void itsLimitsAndDrawsAreThoseOfTheGammaDistribution() {
    Shrunk shrunk = new Shrunk(15, 0.6);
    GammaDistribution gamma = GammaDistribution.of(15, 0.04);
    Interval limits = shrunk.limits();

    assertThat(limits.lower()).isCloseTo(gamma.inverseCumulativeProbability(0.025), within(1e-8));
    assertThat(limits.upper()).isCloseTo(gamma.inverseCumulativeProbability(0.975), within(1e-8));
    for (double share = 0.05; share < 1; share += 0.05) {
      assertThat(shrunk.at(Normal.quantile(share)))
          .isCloseTo(gamma.inverseCumulativeProbability(share), within(0.002));
    }
  }

  @Test
  void countsThatWeighHalfAreShrunkLikeHalfAsMany() {
    GammaPoisson model = new GammaPoisson(1, 0.2);

    assertThat(model.shrunk(new Unit(20, 40, 2))).isEqualTo(model.shrunk(Unit.ofCount(10, 20)));
  }

  @Test
  void whereChanceExplainsEverythingAllAreTheMean() {
    Shrunk shrunk = new GammaPoisson(1.1, 0).shrunk(Unit.ofCount(3, 5));

    assertThat(shrunk.estimate()).isEqualTo(1.1);
    assertThat(shrunk.above(1)).isEqualTo(1);
    assertThat(shrunk.above(1.2)).isZero();
    assertThat(shrunk.limits()).isEqualTo(new Interval(1.1, 1.1));
    assertThat(shrunk.at(2)).isEqualTo(1.1);
  }

  @Test
  void anythingIsAboveLessThanNothing() {
    assertThat(new Shrunk(2, 1).above(0)).isEqualTo(1);
  }
}
