package org.medsip.common.product;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An opioid presentation about which all is known. Values per unit are exact, rounded once to ten
 * decimals, half even.
 *
 * @param bnfCode the 15-character code as given
 * @param bnfName the name as given
 * @param substance the opioid ingredient
 * @param partner what an opioid compound holds beside it: paracetamol, aspirin, naloxone
 * @param route how it is taken
 * @param form pharmaceutical form
 * @param release how long a dose lasts
 * @param strength of the opioid, in {@code strengthUnit}
 * @param strengthUnit {@code mg}, {@code mg/5ml}, {@code mcg/hour}
 * @param quantityUnit what one unit is; see {@code quantityRule} for how many there are
 * @param quantityRule how the units behind a prescribing row are counted
 * @param nicPerDose the cost of one dose in pounds, for {@link QuantityRule#NIC_PER_DOSE}
 * @param wearHours how long a patch is worn
 * @param opioidMgPerUnit opioid in one unit, in mg; of a patch, delivered while it is worn
 * @param dddPerUnit defined daily doses in one unit; a variant without a dose is absent
 * @param omeMgPerUnit oral morphine equivalent of one unit, in mg; absent where the set lists none
 * @param regularLongActing whether it counts in the denominator of the high-dose share
 * @param highDoseAt the thresholds at which it counts as high dose
 * @param citations every reference row that was used
 */
public record Product(
    String bnfCode,
    String bnfName,
    String substance,
    Optional<String> partner,
    Route route,
    String form,
    Release release,
    BigDecimal strength,
    String strengthUnit,
    QuantityUnit quantityUnit,
    QuantityRule quantityRule,
    Optional<BigDecimal> nicPerDose,
    Optional<BigDecimal> wearHours,
    BigDecimal opioidMgPerUnit,
    Map<DddVariant, BigDecimal> dddPerUnit,
    Map<OmeSet, BigDecimal> omeMgPerUnit,
    boolean regularLongActing,
    Set<HighDoseThreshold> highDoseAt,
    List<Citation> citations) {

  /** The first nine characters of the BNF code. */
  public String chemicalCode() {
    return bnfCode.substring(0, 9);
  }

  /** Whether an opioid and something else are in one product. */
  public boolean isCompound() {
    return partner.isPresent();
  }

  /** Defined daily doses in one unit, where the variant has a dose. */
  public Optional<BigDecimal> ddd(DddVariant variant) {
    return Optional.ofNullable(dddPerUnit.get(variant));
  }

  /** Oral morphine equivalent of one unit in mg, where the set lists a factor. */
  public Optional<BigDecimal> omeMg(OmeSet set) {
    return Optional.ofNullable(omeMgPerUnit.get(set));
  }

  /** Whether it is a high-dose presentation at this threshold. */
  public boolean isHighDoseAt(HighDoseThreshold threshold) {
    return highDoseAt.contains(threshold);
  }

  /**
   * The units behind a prescribing row: its total quantity, or for nasal fentanyl its cost over the
   * cost of a dose, because there QUANTITY counts doses in some rows and bottles in others.
   *
   * @param totalQuantity EPD's TOTAL_QUANTITY, PDPI's QUANTITY
   * @param nic net ingredient cost in pounds
   */
  public BigDecimal units(BigDecimal totalQuantity, BigDecimal nic) {
    return nicPerDose
        .map(price -> nic.divide(price, PerUnit.SCALE, RoundingMode.HALF_EVEN))
        .orElse(totalQuantity);
  }
}
