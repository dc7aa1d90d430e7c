package org.medsip.common.product;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * A strength as a name writes it.
 *
 * @param mg milligrams
 * @param per what they are in: a unit, millilitres, an hour, a dose
 * @param perMl the millilitres when the name writes their number, as in {@code 10mg/5ml}
 */
record Amount(BigDecimal mg, Per per, Optional<BigDecimal> perMl) {

  enum Per {
    UNIT,
    ML,
    HOUR,
    DOSE
  }

  /** In one unit of the form's quantity (patches: in one hour), when the name says enough. */
  Optional<PerUnit> inOneUnitOf(Form form, Optional<BigDecimal> containerMl) {
    if (form.isPatch() || form.isSpray() || per != Per.ML) {
      return Optional.of(PerUnit.of(mg));
    }
    if (form.isLiquid()) {
      return Optional.of(inOneMl());
    }
    return containerMl
        .map(ml -> inOneMl().times(ml))
        .or(() -> perMl.map(wholeContainer -> PerUnit.of(mg)));
  }

  private PerUnit inOneMl() {
    return new PerUnit(mg, perMl.orElse(BigDecimal.ONE));
  }
}
