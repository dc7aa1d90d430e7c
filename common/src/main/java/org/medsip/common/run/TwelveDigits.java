package org.medsip.common.run;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Doubles as text of twelve significant digits, halves to the even digit, without an exponent and
 * without zeros at the end.
 *
 * <p>Nearly all are brought to a whole number of twelve digits by one multiplication with a power
 * of ten, which is off by less than {@value #UNSURE}; only those that then lie so near a half that
 * this could matter are worked out as exact decimals, which takes fifteen times as long.
 */
final class TwelveDigits {

  private static final MathContext ROUNDED = new MathContext(12, RoundingMode.HALF_EVEN);

  private static final long LEAST = 100_000_000_000L;
  private static final long TOO_LARGE = 1_000_000_000_000L;

  /** Powers of ten up to this one are doubles without an error. */
  private static final int LARGEST_EXACT_POWER = 22;

  private static final double UNSURE = 0.001;

  private static final double[] POWERS = new double[LARGEST_EXACT_POWER + 1];

  static {
    for (int i = 0; i < POWERS.length; i++) {
      POWERS[i] = Double.parseDouble("1e" + i);
    }
  }

  private TwelveDigits() {}

  /** The text; of what is not finite that of {@link Double#toString(double)}. */
  static String text(double number) {
    if (!Double.isFinite(number)) {
      return Double.toString(number);
    }
    double size = Math.abs(number);
    int decimals = size == 0 ? -1 : 11 - (int) Math.floor(Math.log10(size));
    if (decimals < 0 || decimals > LARGEST_EXACT_POWER) {
      return exactly(number);
    }
    double scaled = size * POWERS[decimals];
    double whole = Math.floor(scaled);
    double rest = scaled - whole;
    long digits = (long) whole + (rest > 0.5 ? 1 : 0);
    if (Math.abs(rest - 0.5) < UNSURE || whole < LEAST || digits >= TOO_LARGE) {
      return exactly(number);
    }
    return plain(number < 0, digits, decimals);
  }

  private static String exactly(double number) {
    BigDecimal rounded = new BigDecimal(number, ROUNDED);
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }

  private static String plain(boolean negative, long digits, int decimals) {
    long left = digits;
    int behind = decimals;
    while (behind > 0 && left % 10 == 0) {
      left /= 10;
      behind--;
    }
    String text = Long.toString(left);
    StringBuilder plain = new StringBuilder(text.length() + behind + 3);
    if (negative) {
      plain.append('-');
    }
    int before = text.length() - behind;
    if (behind == 0) {
      return plain.append(text).toString();
    }
    if (before > 0) {
      return plain
          .append(text, 0, before)
          .append('.')
          .append(text, before, text.length())
          .toString();
    }
    return plain.append("0.").append("0".repeat(-before)).append(text).toString();
  }
}
