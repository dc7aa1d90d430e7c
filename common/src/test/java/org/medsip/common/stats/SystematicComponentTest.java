package org.medsip.common.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SystematicComponentTest {

  @Test
  void theWorkedExampleIsOneAndTwoThirds() {
    List<Unit> units = List.of(Unit.ofCount(30, 40), Unit.ofCount(50, 40), Unit.ofCount(40, 40));

    assertThat(SystematicComponent.of(units)).hasValueCloseTo(5.0 / 3, within(1e-12));
  }

  @Test
  void countsOfChanceAloneHaveNone() {
    assertThat(component(0, 1)).isCloseTo(0, within(0.25));
  }

  @Test
  void aTrueSpreadOfAFifthIsFoundAsFourHundredths() {
    assertThat(component(0.2, 1)).isCloseTo(4, within(0.3));
  }

  @Test
  void itemsThatCarryManyDosesEachAreNoSystematicVariation() {
    assertThat(component(0, 30)).isCloseTo(0, within(0.5));
  }

  @Test
  void oneUnitHasNoComponent() {
    assertThat(SystematicComponent.of(List.of(Unit.ofCount(30, 40)))).isEmpty();
  }

  /** The component of 5,000 units whose items carry a dose each, of 100 items expected or more. */
  private static double component(double spread, double dose) {
    Random random = new Random(1982);
    List<Unit> units = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      double items = 100 + random.nextInt(400);
      double truth = 1 + spread * random.nextGaussian();
      long counted = Samples.poisson(random, Math.max(0, truth) * items);
      units.add(new Unit(dose * counted, dose * items, dose));
    }
    return SystematicComponent.of(units).orElseThrow();
  }
}
