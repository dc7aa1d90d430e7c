package org.medsip.common.quality;

import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.PrimitiveIterator;
import org.apache.spark.sql.catalyst.expressions.XXH64;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.apache.spark.unsafe.types.UTF8String;
import org.medsip.common.columnar.TextsOfBatch;

/**
 * A hash of each row of some columns. The text of a column is hashed once for all rows of a batch
 * that have it.
 */
final class HashedKeys implements PrimitiveIterator.OfLong {

  private static final long ABSENT = 0x9E3779B97F4A7C15L;

  private final Iterator<ColumnarBatch> batches;
  private final DataType[] types;
  private long[] hashes = new long[0];
  private int size;
  private int next;

  /**
   * @param batches columns of the types
   */
  HashedKeys(Iterator<ColumnarBatch> batches, StructType types) {
    this.batches = batches;
    this.types = Arrays.stream(types.fields()).map(f -> f.dataType()).toArray(DataType[]::new);
  }

  /** Whether values of a type can be hashed. */
  static boolean canBeOf(DataType type) {
    return type instanceof StringType || OrderedLongs.of(type).isPresent();
  }

  @Override
  public boolean hasNext() {
    while (next == size && batches.hasNext()) {
      hash(batches.next());
    }
    return next < size;
  }

  @Override
  public long nextLong() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return hashes[next++];
  }

  private void hash(ColumnarBatch batch) {
    next = 0;
    size = batch.numRows();
    if (hashes.length < size) {
      hashes = new long[size];
    }
    Arrays.fill(hashes, 0);
    for (int i = 0; i < types.length; i++) {
      if (types[i] instanceof StringType) {
        addTexts(batch.column(i));
      } else {
        addNumbers(batch.column(i), OrderedLongs.of(types[i]).orElseThrow());
      }
    }
  }

  private void addTexts(ColumnVector column) {
    TextsOfBatch texts = new TextsOfBatch(column);
    long[] known = new long[1 << 4];
    for (int row = 0; row < size; row++) {
      if (column.isNullAt(row)) {
        add(row, ABSENT);
      } else {
        int number = texts.numberOf(row);
        if (number >= known.length) {
          known = Arrays.copyOf(known, 2 * number);
        }
        if (known[number] == 0) {
          known[number] = hash(texts.of(row));
        }
        add(row, known[number]);
      }
    }
  }

  private static long hash(UTF8String text) {
    return XXH64.hashUnsafeBytes(text.getBaseObject(), text.getBaseOffset(), text.numBytes(), 0);
  }

  private void addNumbers(ColumnVector column, OrderedLongs kept) {
    for (int row = 0; row < size; row++) {
      add(row, column.isNullAt(row) ? ABSENT : XXH64.hashLong(kept.of(column, row), 1));
    }
  }

  /** The order of columns counts. */
  private void add(int row, long hash) {
    hashes[row] = XXH64.hashLong(hash, hashes[row]);
  }
}
