package org.medsip.jobs.landing;

import java.io.Serializable;
import java.math.BigDecimal;

/** A sum of decimals of one scale that neither rounds nor overflows. */
final class ExactSum implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final long FULL = Long.MAX_VALUE / 4;

  private final int scale;
  private long recent;
  private BigDecimal before = BigDecimal.ZERO;

  ExactSum(int scale) {
    this.scale = scale;
  }

  /** Adds a number of at most 18 digits, given times ten to the scale. */
  void add(long unscaled) {
    recent += unscaled;
    if (recent > FULL || recent < -FULL) {
      before = before.add(BigDecimal.valueOf(recent, scale));
      recent = 0;
    }
  }

  BigDecimal total() {
    return before.add(BigDecimal.valueOf(recent, scale));
  }
}
