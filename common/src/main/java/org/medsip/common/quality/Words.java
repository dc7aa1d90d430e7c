package org.medsip.common.quality;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Numbers as they stand in a sentence, alike in every locale. */
final class Words {

  private Words() {}

  /** With up to four decimals. */
  static String number(double value) {
    return plain(value, RoundingMode.HALF_EVEN, 0);
  }

  /** A percentage, rounded up, so that what exceeds a bound never reads as the bound. */
  static String percent(double share) {
    return plain(share, RoundingMode.UP, 2) + " %";
  }

  private static String plain(double value, RoundingMode rounding, int shift) {
    if (!Double.isFinite(value)) {
      return "no finite number";
    }
    BigDecimal rounded = BigDecimal.valueOf(value).movePointRight(shift).setScale(4, rounding);
    return rounded.stripTrailingZeros().toPlainString();
  }
}
