package org.medsip.common.quality;

import java.util.List;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.vectorized.ColumnVector;

/** Every different number or day of a column. */
final class DifferentNumbers extends DifferentValues<Long> {

  private static final long serialVersionUID = 1L;

  private final OrderedLongs ordered;

  DifferentNumbers(DataType type, OrderedLongs ordered) {
    super(type);
    this.ordered = ordered;
  }

  @Override
  void addPresent(ColumnVector column, int rows) {
    boolean isFirst = true;
    long last = 0;
    for (int row = 0; row < rows && areKnown(); row++) {
      if (!column.isNullAt(row)) {
        long number = ordered.of(column, row);
        if (isFirst || number != last) {
          add(number);
        }
        isFirst = false;
        last = number;
      }
    }
  }

  @Override
  List<?> present() {
    return super.present().stream().map(kept -> value((Long) kept)).toList();
  }
}
