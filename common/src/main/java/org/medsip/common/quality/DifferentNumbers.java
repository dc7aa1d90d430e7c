package org.medsip.common.quality;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.vectorized.ColumnVector;

/** Every different number or day of a column. */
final class DifferentNumbers extends ColumnWitnesses {

  private static final long serialVersionUID = 1L;

  private final OrderedLongs kept;
  private final Set<Long> numbers = new HashSet<>();

  DifferentNumbers(DataType type, OrderedLongs kept) {
    super(type);
    this.kept = kept;
  }

  @Override
  void addPresent(ColumnVector column, int rows) {
    boolean isFirst = true;
    long last = 0;
    for (int row = 0; row < rows && areKnown(); row++) {
      if (!column.isNullAt(row)) {
        long number = kept.of(column, row);
        if (isFirst || number != last) {
          numbers.add(number);
        }
        isFirst = false;
        last = number;
      }
    }
  }

  @Override
  void addPresent(ColumnWitnesses more) {
    numbers.addAll(((DifferentNumbers) more).numbers);
  }

  @Override
  boolean areKnown() {
    return numbers.size() <= MOST;
  }

  @Override
  List<?> present() {
    return numbers.stream().map(this::value).toList();
  }
}
