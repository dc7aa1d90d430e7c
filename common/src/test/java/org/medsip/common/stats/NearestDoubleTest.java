package org.medsip.common.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NearestDoubleTest {

  @Test
  void anExactNumberIsItsDouble() {
    assertThat(NearestDouble.of(new BigDecimal("1234.56789012345678")))
        .isEqualTo(1234.56789012345678);
    assertThat(NearestDouble.of(new BigDecimal("-0.25000000000000"))).isEqualTo(-0.25);
    assertThat(NearestDouble.of(BigDecimal.ZERO)).isZero();
  }

  @Test
  void aWholeNumberStaysWholeWhateverItsDecimals() {
    Random random = new Random(5);
    for (int i = 0; i < 10_000; i++) {
      long whole = random.nextLong() >> 11 + random.nextInt(40);

      assertThat(NearestDouble.of(BigDecimal.valueOf(whole).setScale(14))).isEqualTo(whole);
    }
  }

  @Test
  void noNumberIsFurtherFromItsDoubleThanTheNeighbourOfTheNearest() {
    Random random = new Random(6);
    for (int i = 0; i < 100_000; i++) {
      BigDecimal exact =
          new BigDecimal(new BigInteger(1 + random.nextInt(120), random), random.nextInt(20));
      double nearest = exact.doubleValue();

      assertThat(Math.abs(NearestDouble.of(exact) - nearest))
          .isLessThanOrEqualTo(Math.ulp(nearest));
    }
  }

  @Test
  void theBytesOfANumberHaveTheSameDoubleHoweverManyThereAre() {
    Random random = new Random(7);
    for (int i = 0; i < 100_000; i++) {
      BigInteger unscaled = new BigInteger(1 + random.nextInt(126), random);
      unscaled = random.nextBoolean() ? unscaled : unscaled.negate();
      byte[] bytes = unscaled.toByteArray();
      byte[] ofFile = new byte[16];
      Arrays.fill(ofFile, (byte) (unscaled.signum() < 0 ? -1 : 0));
      System.arraycopy(bytes, 0, ofFile, ofFile.length - bytes.length, bytes.length);
      int decimals = random.nextInt(20);
      double expected = NearestDouble.of(new BigDecimal(unscaled, decimals));

      assertThat(NearestDouble.of(bytes, decimals)).isEqualTo(expected);
      assertThat(NearestDouble.of(ofFile, decimals)).isEqualTo(expected);
    }
  }
}
