package org.medsip.common.quality;

import java.util.List;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.vectorized.ColumnVector;

/** The least and the greatest number of a column. */
final class Extremes extends ColumnWitnesses {

  private static final long serialVersionUID = 1L;

  private final OrderedLongs ordered;
  private long least = Long.MAX_VALUE;
  private long greatest = Long.MIN_VALUE;

  Extremes(DataType type, OrderedLongs ordered) {
    super(type);
    this.ordered = ordered;
  }

  @Override
  void addPresent(ColumnVector column, int rows) {
    for (int row = 0; row < rows; row++) {
      if (!column.isNullAt(row)) {
        long number = ordered.of(column, row);
        least = Math.min(least, number);
        greatest = Math.max(greatest, number);
      }
    }
  }

  @Override
  void addPresent(ColumnWitnesses more) {
    Extremes others = (Extremes) more;
    least = Math.min(least, others.least);
    greatest = Math.max(greatest, others.greatest);
  }

  @Override
  List<?> present() {
    return least > greatest ? List.of() : List.of(value(least), value(greatest));
  }
}
