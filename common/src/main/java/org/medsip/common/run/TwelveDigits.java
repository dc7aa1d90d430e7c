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
 * this could matter are worked out as exact decimals, which takes many times as long.
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
    LineBytes text = new LineBytes();
    write(number, text);
    return text.toString();
  }

  /** Writes the {@link #text} into a line. */
  static void write(double number, LineBytes line) {
    double size = Math.abs(number);
    int decimals = decimals(size);
    if (decimals < 0 || decimals > LARGEST_EXACT_POWER) {
      line.plain(exactly(number));
      return;
    }
    double scaled = size * POWERS[decimals];
    double whole = Math.floor(scaled);
    double rest = scaled - whole;
    long digits = (long) whole + (rest > 0.5 ? 1 : 0);
    if (Math.abs(rest - 0.5) < UNSURE || whole < LEAST || digits >= TOO_LARGE) {
      line.plain(exactly(number));
    } else {
      line.decimal(number < 0, digits, decimals);
    }
  }

  /**
   * How many decimals make twelve digits of a number; wrong near powers of ten and for extremes.
   */
  private static int decimals(double size) {
    int decimals = 11 - (Math.getExponent(size) * 1233 >> 12);
    boolean fits = decimals >= 0 && decimals <= LARGEST_EXACT_POWER;
    return fits && size * POWERS[decimals] >= TOO_LARGE ? decimals - 1 : decimals;
  }

  private static String exactly(double number) {
    if (number == 0) {
      return "0";
    }
    return Double.isFinite(number)
        ? new BigDecimal(number, ROUNDED).stripTrailingZeros().toPlainString()
        : Double.toString(number);
  }
}
