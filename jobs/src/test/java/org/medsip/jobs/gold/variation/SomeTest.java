package org.medsip.jobs.gold.variation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SomeTest {

  @Test
  void thingsAreNumberedAsTheyComeAndFoundAgainByTheirNumbers() {
    Random random = new Random(20261127);
    Some some = new Some();
    for (int turn = 0; turn < 3; turn++) {
      List<Integer> expected = new ArrayList<>();
      for (int i = 0; i < 2_000; i++) {
        int thing = random.nextInt(1 + random.nextInt(500));
        if (!expected.contains(thing)) {
          expected.add(thing);
        }
        assertThat(some.numberOf(thing)).isEqualTo(expected.indexOf(thing));
      }
      assertThat(some.inOrder().boxed()).isEqualTo(expected);
      some.clear();
      assertThat(some.inOrder()).isEmpty();
    }
  }
}
