package org.medsip.common.metric;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * What a presentation adds to a numerator.
 *
 * @param basis what of a prescribing row is multiplied
 * @param each what one of it adds
 */
public record Contribution(Basis basis, BigDecimal each) {

  /** Squares are rounded row by row, so that their sum does not depend on the order. */
  private static final int DECIMALS_OF_SQUARES = 6;

  /** What of a prescribing row is multiplied. */
  public enum Basis {
    /** Its items. */
    ITEMS("items"),
    /** Its quantity, as published. */
    QUANTITY("units of quantity"),
    /** Its units: the quantity, or doses found by their cost. */
    UNITS("units"),
    /** Its net ingredient cost. */
    NIC("pounds of net ingredient cost"),
    /** Its actual cost. */
    ACTUAL_COST("pounds of actual cost");

    private final String meaning;

    Basis(String meaning) {
      this.meaning = meaning;
    }

    /** The basis in words. */
    public String meaning() {
      return meaning;
    }
  }

  static Contribution of(Basis basis) {
    return new Contribution(basis, BigDecimal.ONE);
  }

  /** What a row adds to the numerator. */
  BigDecimal amount(PrescribedRow row) {
    return basisOf(row).multiply(each);
  }

  /** What a row adds to the sum over items of the square of what one item adds. */
  BigDecimal squares(PrescribedRow row) {
    BigDecimal ofBasis =
        switch (basis) {
          case ITEMS -> BigDecimal.valueOf(row.items());
          case QUANTITY -> row.quantitySquares();
          case UNITS -> row.unitsSquares();
          case NIC -> row.nicSquares();
          case ACTUAL_COST -> row.actualCostSquares();
        };
    return ofBasis
        .multiply(each)
        .multiply(each)
        .setScale(DECIMALS_OF_SQUARES, RoundingMode.HALF_UP);
  }

  /** How much of the basis a row has. */
  public BigDecimal basisOf(PrescribedRow row) {
    return switch (basis) {
      case ITEMS -> BigDecimal.valueOf(row.items());
      case QUANTITY -> row.quantity();
      case UNITS -> row.units();
      case NIC -> row.nic();
      case ACTUAL_COST -> row.actualCost();
    };
  }
}
