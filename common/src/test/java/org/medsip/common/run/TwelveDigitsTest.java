package org.medsip.common.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TwelveDigitsTest {

  private static final MathContext TWELVE = new MathContext(12, RoundingMode.HALF_EVEN);

  @ParameterizedTest
  @CsvSource({
    "0.0, 0",
    "-0.0, 0",
    "1.0, 1",
    "100.0, 100",
    "-2.50, -2.5",
    "0.1, 0.1",
    "36.9, 36.9",
    "0.000123456789012345, 0.000123456789012",
    "123456789012.4, 123456789012",
    "123456789012.5, 123456789012",
    "123456789013.5, 123456789014",
    "999999999999.6, 1000000000000",
    "1e15, 1000000000000000",
    "1e-30, 0.000000000000000000000000000001",
    "NaN, NaN",
    "-Infinity, -Infinity"
  })
  void aNumberIsWrittenPlainlyToTwelveDigits(double number, String text) {
    assertThat(TwelveDigits.text(number)).isEqualTo(text);
  }

  @Test
  void itIsWhatExactDecimalsGiveForAMillionNumbersOfAllSizes() {
    Random random = new Random(12);
    for (int i = 0; i < 1_000_000; i++) {
      double number = number(random);
      if (Double.isFinite(number) && !TwelveDigits.text(number).equals(naive(number))) {
        assertThat(TwelveDigits.text(number)).as("%s", number).isEqualTo(naive(number));
      }
    }
  }

  /** Bits at random, short decimals, and neighbours of what lies half way between two texts. */
  private static double number(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> Double.longBitsToDouble(random.nextLong());
      case 1 -> random.nextGaussian() * Math.pow(10, random.nextInt(30) - 15);
      case 2 ->
          new BigDecimal(random.nextInt(1_000_000)).movePointLeft(random.nextInt(8)).doubleValue();
      default -> half(random);
    };
  }

  private static double half(Random random) {
    long digits = 100_000_000_000L + (long) (random.nextDouble() * 900_000_000_000L);
    BigDecimal half = new BigDecimal(digits + ".5").movePointLeft(random.nextInt(24));
    double near = half.doubleValue();
    return switch (random.nextInt(3)) {
      case 0 -> near;
      case 1 -> Math.nextUp(near);
      default -> -Math.nextDown(near);
    };
  }

  private static String naive(double number) {
    BigDecimal rounded = new BigDecimal(number, TWELVE);
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }
}
