package org.medsip.common.product;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** So many milligrams in so many units, kept as a fraction so that it is rounded only once. */
record PerUnit(BigDecimal mg, BigDecimal units) {

  /** Decimals of every published value per unit of quantity. */
  static final int SCALE = 10;

  static PerUnit of(BigDecimal mg) {
    return new PerUnit(mg, BigDecimal.ONE);
  }

  PerUnit times(BigDecimal factor) {
    return new PerUnit(mg.multiply(factor), units);
  }

  PerUnit over(BigDecimal divisor) {
    return new PerUnit(mg, units.multiply(divisor));
  }

  BigDecimal rounded() {
    return mg.divide(units, SCALE, RoundingMode.HALF_EVEN);
  }

  boolean isSameAs(PerUnit other) {
    return mg.multiply(other.units).compareTo(other.mg.multiply(units)) == 0;
  }
}
