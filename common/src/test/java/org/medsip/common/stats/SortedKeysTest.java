package org.medsip.common.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

class SortedKeysTest {

  private final Random random = new Random(4);

  @Test
  void fewAndManyKeysComeInTheirOrderAgainAndAgain() {
    for (int size : new int[] {1, 2, 7, 155, 1_000, 5_003}) {
      SortedKeys sorted = new SortedKeys(size);
      isInOrder(sorted, size, random::nextLong);
      isInOrder(sorted, size, () -> random.nextInt(50) - 25L << 32);
      isInOrder(sorted, size, () -> bits(Math.exp(0.3 * random.nextGaussian())));
      isInOrder(sorted, size, () -> bits(5 + random.nextGaussian()));
    }
  }

  @Test
  void keysFarFromEvenComeInTheirOrderToo() {
    int size = 3_000;
    SortedKeys sorted = new SortedKeys(size);
    isInOrder(sorted, size, () -> 7L << 32);
    isInOrder(sorted, size, () -> random.nextInt(1_000) == 0 ? Long.MIN_VALUE : bits(1));
    isInOrder(sorted, size, () -> random.nextBoolean() ? Long.MAX_VALUE : Long.MIN_VALUE);
    isInOrder(sorted, size, () -> bits(Math.exp(40 * random.nextGaussian())));
  }

  private static long bits(double value) {
    return Double.doubleToLongBits(value);
  }

  private static void isInOrder(SortedKeys sorted, int size, LongSupplier values) {
    long[] keys = new long[size];
    for (int unit = 0; unit < size; unit++) {
      keys[unit] = values.getAsLong() & SortedKeys.VALUE | unit;
    }
    long[] expected = keys.clone();
    Arrays.sort(expected);

    assertThat(sorted.of(keys)).isEqualTo(expected);
  }
}
