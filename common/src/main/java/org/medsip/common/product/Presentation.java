package org.medsip.common.product;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * A row of {@code presentations.csv}: what a BNF suffix stands for under its chemical substance.
 *
 * @param strength opioid in mg, or in micrograms an hour for a patch
 * @param perMl the millilitres that hold the strength
 * @param contentsMl the millilitres of an ampoule, vial or syringe
 */
record Presentation(
    String bnfCode,
    String substance,
    Optional<String> partner,
    Form form,
    Release release,
    BigDecimal strength,
    Optional<BigDecimal> perMl,
    Optional<BigDecimal> contentsMl,
    Optional<BigDecimal> partnerMg,
    Citation citation) {

  static final String MG = "mg";
  static final String MICROGRAMS_AN_HOUR = "mcg/hour";

  static Presentation of(Row row, Form form) {
    return new Presentation(
        row.text("bnf_code"),
        row.text("substance"),
        row.optional("partner"),
        form,
        Release.of(row.text("release")),
        row.number("strength"),
        row.optionalNumber("per_ml"),
        row.optionalNumber("contents_ml"),
        row.optionalNumber("partner_mg"),
        row.citation("bnf_code"));
  }

  String strengthUnit() {
    return form.isPatch() ? MICROGRAMS_AN_HOUR : MG;
  }

  /** The strength's unit with its volume, for readers: {@code mg/5ml}. */
  String strengthUnitWithVolume() {
    return strengthUnit() + perMl.map(ml -> "/" + ml.toPlainString() + "ml").orElse("");
  }

  /** Opioid in one unit of quantity; of a patch, what it delivers in one hour. */
  PerUnit opioid() {
    if (form.isPatch()) {
      return PerUnit.of(strength.movePointLeft(3));
    }
    return new PerUnit(
        strength.multiply(contentsMl.orElse(BigDecimal.ONE)), perMl.orElse(BigDecimal.ONE));
  }

  /** Unit doses in one unit of quantity: a tablet is one, and so are 5 ml of a liquid. */
  Optional<PerUnit> unitDoses() {
    if (perMl.isEmpty()) {
      return Optional.of(PerUnit.of(BigDecimal.ONE));
    }
    return perMl
        .filter(ml -> form.isLiquid() && ml.compareTo(BigDecimal.valueOf(5)) == 0)
        .map(ml -> new PerUnit(BigDecimal.ONE, ml));
  }
}
