package org.medsip.common.quality;

import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.unsafe.types.UTF8String;
import org.medsip.common.columnar.TextsOfBatch;

/** Every different text of a column. */
final class DifferentTexts extends ColumnWitnesses {

  private static final long serialVersionUID = 1L;

  private final Set<UTF8String> texts = new HashSet<>();

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
          add(ofBatch.of(row));
        }
        last = number;
      }
    }
  }

  /** Adds a text that may lie in memory that is used again. */
  private void add(UTF8String text) {
    if (!texts.contains(text)) {
      texts.add(text.copy());
    }
  }

  @Override
  void addPresent(ColumnWitnesses more) {
    texts.addAll(((DifferentTexts) more).texts);
  }

  @Override
  boolean areKnown() {
    return texts.size() <= MOST;
  }

  @Override
  List<?> present() {
    return List.copyOf(texts);
  }
}
