package org.medsip.common.metric;

import java.math.BigDecimal;
import org.apache.spark.sql.types.DecimalType;
import org.medsip.common.contract.Column;
import org.medsip.common.metric.Measure.Quantity;

/**
 * What a presentation adds to a numerator.
 *
 * @param basis what of a prescribing row is multiplied
 * @param each what one of it adds
 */
public record Contribution(Basis basis, BigDecimal each) {

  private static final int DECIMALS_OF_QUANTITY = ((DecimalType) Column.QUANTITY).scale();
  private static final int DECIMALS_OF_POUNDS = ((DecimalType) Column.POUNDS).scale();

  /** Decimals of a value per unit. */
  private static final int DECIMALS_PER_UNIT = 10;

  /** What of a prescribing row is multiplied. */
  public enum Basis {
    /** Its items. */
    ITEMS("items", 0, 0),
    /** Its quantity, as published. */
    QUANTITY("units of quantity", DECIMALS_OF_QUANTITY, 0),
    /** Its units: the quantity, or doses found by their cost. */
    UNITS("units", DECIMALS_OF_QUANTITY, DECIMALS_PER_UNIT),
    /** Its net ingredient cost. */
    NIC("pounds of net ingredient cost", DECIMALS_OF_POUNDS, 0),
    /** Its actual cost. */
    ACTUAL_COST("pounds of actual cost", DECIMALS_OF_POUNDS, 0);

    private final String meaning;
    private final int decimals;
    private final int decimalsOfEach;

    Basis(String meaning, int decimals, int decimalsOfEach) {
      this.meaning = meaning;
      this.decimals = decimals;
      this.decimalsOfEach = decimalsOfEach;
    }

    /** The basis in words. */
    public String meaning() {
      return meaning;
    }

    /** What is multiplied for a quantity. */
    static Basis of(Quantity quantity) {
      return switch (quantity) {
        case ITEMS -> ITEMS;
        case QUANTITY -> QUANTITY;
        case DDD, OME -> UNITS;
        case NIC -> NIC;
        case ACTUAL_COST -> ACTUAL_COST;
      };
    }

    /** The decimals of everything that is added of it. */
    int decimals() {
      return decimals + decimalsOfEach;
    }
  }

  /** What one adds, without its decimals. */
  long wholeEach() {
    return whole(each, basis.decimalsOfEach);
  }

  /** How much of the basis a row has, without its decimals. */
  long wholeBasis(PrescribedRow row) {
    return switch (basis) {
      case ITEMS -> row.items();
      case QUANTITY -> whole(row.quantity(), basis.decimals);
      case UNITS -> whole(row.units(), basis.decimals);
      case NIC -> whole(row.nic(), basis.decimals);
      case ACTUAL_COST -> whole(row.actualCost(), basis.decimals);
    };
  }

  /** What a row adds to the sum over items of the square of what one item adds. */
  double squares(PrescribedRow row) {
    double ofBasis =
        switch (basis) {
          case ITEMS -> row.items();
          case QUANTITY -> row.quantitySquares();
          case UNITS -> row.unitsSquares();
          case NIC -> row.nicSquares();
          case ACTUAL_COST -> row.actualCostSquares();
        };
    double one = each.doubleValue();
    return ofBasis * one * one;
  }

  private static long whole(BigDecimal number, int decimals) {
    return number.setScale(decimals).unscaledValue().longValueExact();
  }
}
