package org.medsip.common.quality;

import java.util.BitSet;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.unsafe.types.UTF8String;
import org.medsip.common.columnar.TextsOfBatch;

/** Every different text of a column. */
final class DifferentTexts extends DifferentValues<UTF8String> {

  private static final long serialVersionUID = 1L;

  DifferentTexts(DataType type) {
    super(type);
  }

  @Override
  void addPresent(ColumnVector column, int rows) {
    TextsOfBatch ofBatch = new TextsOfBatch(column);
    BitSet seen = new BitSet();
    int last = -1;
    for (int row = 0; row < rows && areKnown(); row++) {
      if (!column.isNullAt(row)) {
        int number = ofBatch.numberOf(row);
        if (number != last && !seen.get(number)) {
          seen.set(number);
          addInPlace(ofBatch.of(row));
        }
        last = number;
      }
    }
  }

  /** Adds a text that may lie in memory that is used again. */
  private void addInPlace(UTF8String text) {
    if (!isKnown(text)) {
      add(text.copy());
    }
  }
}
