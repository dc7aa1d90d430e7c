package org.medsip.common.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ProgrammeEffectTest {

  private static final int WORLDS = 2_000;
  private static final int MONTHS = 36;
  private static final int BREAK = 20;

  @Test
  void theExampleOfTheDescription() {
    double[] values = new double[24];
    double[] controls = new double[24];
    for (int t = 0; t < 24; t++) {
      values[t] = (t < 12 ? 100 : 90) * (t % 2 == 0 ? 1 + 1e-7 : 1 - 1e-7);
      controls[t] = 50;
    }
    ProgrammeEffect effect = ProgrammeEffect.of(values, List.of(controls), 1, 12).orElseThrow();

    assertThat(effect.step().estimate()).isCloseTo(0.9, within(1e-6));
    assertThat(effect.slope().estimate()).isCloseTo(1, within(1e-7));
    assertThat(effect.atEnd().estimate()).isCloseTo(0.9, within(1e-6));
    assertThat(effect.counterfactual()).isCloseTo(100, within(1e-4));
  }

  /** An effect of -0.1 of the logarithm, as the simulator plants it. */
  @Test
  void aPlantedEffectIsFoundInNineOfTenWorldsAndItsIntervalHoldsItInNineteenOfTwenty() {
    double truth = Math.exp(-0.1);
    int found = 0;
    int inside = 0;
    int foundWithoutAny = 0;
    for (int world = 0; world < WORLDS; world++) {
      ProgrammeEffect.Ratio step = world(new Random(world), -0.1).step();
      ProgrammeEffect.Ratio none = world(new Random(world), 0).step();
      found += step.limits().upper() < 1 ? 1 : 0;
      inside += step.limits().lower() <= truth && truth <= step.limits().upper() ? 1 : 0;
      foundWithoutAny += none.limits().upper() < 1 ? 1 : 0;
    }

    assertThat((double) found / WORLDS).as("sensitivity").isGreaterThanOrEqualTo(0.9);
    assertThat((double) inside / WORLDS).as("coverage").isBetween(0.935, 0.965);
    assertThat((double) foundWithoutAny / WORLDS).as("found of nothing").isLessThan(0.05);
  }

  private static ProgrammeEffect world(Random random, double planted) {
    double[] values = new double[MONTHS];
    List<double[]> controls = new ArrayList<>();
    for (int control = 0; control < 8; control++) {
      controls.add(new double[MONTHS]);
    }
    for (int t = 0; t < MONTHS; t++) {
      double shared = 0.05 * Math.sin(t * Math.PI / 6) + 0.03 * random.nextGaussian() - 0.002 * t;
      double effect = t >= BREAK ? planted : 0;
      values[t] = 30 * Math.exp(shared + effect + 0.025 * random.nextGaussian());
      for (double[] control : controls) {
        control[t] = 20 * Math.exp(shared + 0.025 * random.nextGaussian());
      }
    }
    return ProgrammeEffect.of(values, controls, 4, BREAK).orElseThrow();
  }
}
