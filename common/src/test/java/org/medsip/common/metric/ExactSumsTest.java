package org.medsip.common.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ExactSumsTest {

  @Test
  void theyAreWhatIntegersOfAnySizeGive() {
    Random random = new Random(3);
    for (int world = 0; world < 200; world++) {
      ExactSums sums = new ExactSums(2);
      ExactSums others = new ExactSums(2);
      BigInteger expected = BigInteger.ZERO;
      for (int i = 0; i < 200; i++) {
        long number = random.nextLong() >> random.nextInt(64);
        long times = random.nextLong() >> (8 + random.nextInt(56));
        ExactSums some = random.nextBoolean() ? sums : others;
        some.add(1, number);
        some.addProduct(1, number, times);
        some.add(1, BigInteger.valueOf(number).multiply(BigInteger.valueOf(times)));
        expected =
            expected
                .add(BigInteger.valueOf(number))
                .add(
                    BigInteger.valueOf(number)
                        .multiply(BigInteger.valueOf(times))
                        .multiply(BigInteger.TWO));
      }
      ByteBuffer travelling = ByteBuffer.allocate(32);
      others.writeTo(travelling);
      sums.addFrom(travelling.flip());

      assertThat(sums.total(1, 14)).isEqualTo(new BigDecimal(expected, 14));
      assertThat(sums.total(0, 14)).isEqualByComparingTo(BigDecimal.ZERO);
    }
  }

  @Test
  void whatDoesNotFitIsNotWrappedRound() {
    ExactSums sums = new ExactSums(1);
    BigInteger half = BigInteger.ONE.shiftLeft(126);
    sums.add(0, half);

    assertThatThrownBy(() -> sums.add(0, half)).isInstanceOf(ArithmeticException.class);
  }
}
