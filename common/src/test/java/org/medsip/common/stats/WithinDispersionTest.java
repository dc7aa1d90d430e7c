package org.medsip.common.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.medsip.common.metric.Measure.IntervalMethod;

class WithinDispersionTest {

  @Test
  void theWorkedExampleIsElevenTimesChance() {
    List<Counted> first = List.of(counted("A", 5), counted("B", 15));
    List<Counted> second = List.of(counted("A", 15), counted("B", 5));

    assertThat(WithinDispersion.of(List.of(first, second), IntervalMethod.BYAR))
        .isCloseTo(5 / 0.454936, within(1e-3));
  }

  @Test
  void countsOfChanceAroundATrendThatAllShareHaveADispersionOfOne() {
    assertThat(simulated(1)).isBetween(1.0, 1.06);
  }

  @Test
  void itemsThatComeInSixesHaveADispersionOfSix() {
    assertThat(simulated(6)).isCloseTo(6, within(0.5));
  }

  @Test
  void onePartOrNobodyInAllOfThemSaysNothing() {
    List<Counted> one = List.of(counted("A", 5));

    assertThat(WithinDispersion.of(List.of(one), IntervalMethod.BYAR)).isEqualTo(1);
    assertThat(
            WithinDispersion.of(List.of(one, List.of(counted("B", 5))), IntervalMethod.BYAR))
        .isEqualTo(1);
    assertThat(WithinDispersion.of(List.of(), IntervalMethod.BYAR)).isEqualTo(1);
  }

  private static double simulated(int together) {
    Random random = new Random(1989);
    List<List<Counted>> parts = new ArrayList<>();
    for (int part = 0; part < 4; part++) {
      parts.add(new ArrayList<>());
    }
    for (int i = 0; i < 2_000; i++) {
      double rate = 0.05 * (1 + random.nextDouble());
      double people = 2_000 + random.nextInt(8_000);
      for (int part = 0; part < 4; part++) {
        double mean = people * rate * (1 - 0.1 * part);
        long items = together * Samples.poisson(random, mean / together);
        parts.get(part).add(new Counted("P" + i, items, items, people));
      }
    }
    return WithinDispersion.of(parts, IntervalMethod.BYAR);
  }

  private static Counted counted(String code, double items) {
    return new Counted(code, items, items, 10);
  }
}
