package org.medsip.common.metric;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * The figures of a row of {@code prescribing}: one presentation of one site and month.
 *
 * @param items prescription items; corrections may leave them below zero
 * @param quantity units of quantity of all items
 * @param nic net ingredient cost in pounds
 * @param actualCost actual cost in pounds
 * @param quantitySquares the sum over items of the square of the quantity of one
 * @param nicSquares the sum over items of the square of the net ingredient cost of one
 * @param nicPerDose the cost of one dose, where the quantity mixes doses and bottles
 */
public record PrescribedRow(
    long items,
    BigDecimal quantity,
    BigDecimal nic,
    BigDecimal actualCost,
    double quantitySquares,
    double nicSquares,
    @Nullable BigDecimal nicPerDose) {

  private static final int DECIMALS_OF_UNITS = 4;

  /** The units dispensed: the quantity, or for nasal fentanyl its cost over the cost of a dose. */
  BigDecimal units() {
    return nicPerDose == null
        ? quantity
        : nic.divide(nicPerDose, DECIMALS_OF_UNITS, RoundingMode.HALF_UP);
  }

  double unitsSquares() {
    if (nicPerDose == null) {
      return quantitySquares;
    }
    double price = nicPerDose.doubleValue();
    return nicSquares / price / price;
  }

  /** As if the actual cost of every item were the same share of its net ingredient cost. */
  double actualCostSquares() {
    double share = nic.signum() == 0 ? 0 : actualCost.doubleValue() / nic.doubleValue();
    return nicSquares * share * share;
  }
}
