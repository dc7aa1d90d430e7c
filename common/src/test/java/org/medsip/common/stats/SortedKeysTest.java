package org.medsip.common.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SortedKeysTest {

  @Test
  void fewAndManyKeysComeInTheirOrderAgainAndAgain() {
    Random random = new Random(4);
    for (int size : new int[] {1, 7, 999, 1_000, 5_003}) {
      SortedKeys sorted = new SortedKeys(size);
      for (int again = 0; again < 3; again++) {
        long[] keys = new long[size];
        for (int unit = 0; unit < size; unit++) {
          long value = again == 0 ? random.nextLong() : random.nextInt(50) - 25L << 32;
          keys[unit] = value & SortedKeys.VALUE | unit;
        }
        long[] expected = keys.clone();
        Arrays.sort(expected);

        assertThat(sorted.of(keys)).isEqualTo(expected);
      }
    }
  }
}
