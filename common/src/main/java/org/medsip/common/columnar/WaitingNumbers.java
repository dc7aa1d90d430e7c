package org.medsip.common.columnar;

import java.io.IOException;
import java.util.Arrays;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;

/** Numbers, dates and flags, each as a long. */
final class WaitingNumbers implements WaitingColumn {

  private final Reading reading;
  private final int place;
  private long[] numbers = new long[1 << 10];
  private boolean[] absent = new boolean[1 << 10];
  private int rows;

  /** How a value is read as a long. */
  private interface Reading {
    long of(InternalRow row, int place);
  }

  WaitingNumbers(DataType type, int place) {
    this.reading = reading(type);
    this.place = place;
  }

  private static Reading reading(DataType type) {
    if (type instanceof DoubleType) {
      return (row, place) -> Double.doubleToRawLongBits(row.getDouble(place));
    }
    if (type instanceof DateType) {
      return InternalRow::getInt;
    }
    if (type instanceof BooleanType) {
      return (row, place) -> row.getBoolean(place) ? 1 : 0;
    }
    return type instanceof DecimalType decimal
        ? (row, place) ->
            row.getDecimal(place, decimal.precision(), decimal.scale()).toUnscaledLong()
        : InternalRow::getLong;
  }

  @Override
  public void add(InternalRow row) {
    if (rows == numbers.length) {
      numbers = Arrays.copyOf(numbers, 2 * rows);
      absent = Arrays.copyOf(absent, 2 * rows);
    }
    if (row.isNullAt(place)) {
      absent[rows] = true;
    } else {
      numbers[rows] = reading.of(row, place);
    }
    rows++;
  }

  @Override
  public void writeTo(ColumnChunk chunk) throws IOException {
    chunk.writeNumbers(Arrays.copyOf(numbers, rows), Arrays.copyOf(absent, rows));
  }
}
