package org.medsip.jobs.landing;

import java.math.BigDecimal;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.StringType;
import org.jspecify.annotations.Nullable;
import org.medsip.common.contract.Column;
import org.medsip.common.contract.Constraint;

/** Reads the values of one column; the rules are those the column declares. */
abstract class Cell {

  private static final int MOST_SHOWN = 60;

  final Column column;
  @Nullable Object value;

  Cell(Column column) {
    this.column = column;
  }

  /** The cell for a column of a bronze table. */
  static Cell of(Column column) {
    if (column.type() instanceof StringType) {
      return new TextCell(column);
    }
    if (column.type() instanceof DateType) {
      return new DateCell(column);
    }
    if (column.type() instanceof LongType) {
      return new NumberCell(column, 18, 0);
    }
    if (column.type() instanceof DecimalType decimal) {
      return new NumberCell(column, decimal.precision(), decimal.scale());
    }
    throw new IllegalArgumentException("No file holds a " + column.type() + ": " + column.name());
  }

  /**
   * Reads a value that is not blank; {@link #value} is null where it is rejected.
   *
   * @return why it is rejected, or null
   */
  abstract @Nullable Rejection read(char[] text, int start, int end);

  @Nullable Rejection readBlank() {
    value = null;
    return column.nullable()
        ? null
        : new Rejection(Reason.MISSING_VALUE, column.name() + " is blank");
  }

  final Rejection rejected(Reason reason, String expected, char[] text, int start, int end) {
    value = null;
    String shown = new String(text, start, Math.min(end - start, MOST_SHOWN));
    return new Rejection(reason, column.name() + " is '" + shown + "', not " + expected);
  }

  /** The first bound of the column that a number breaks, if any. */
  final @Nullable Constraint brokenBound(BigDecimal number) {
    for (Constraint constraint : column.constraints()) {
      boolean broken =
          (constraint instanceof Constraint.AtLeast least && number.compareTo(least.bound()) < 0)
              || (constraint instanceof Constraint.AtMost most
                  && number.compareTo(most.bound()) > 0);
      if (broken) {
        return constraint;
      }
    }
    return null;
  }
}
