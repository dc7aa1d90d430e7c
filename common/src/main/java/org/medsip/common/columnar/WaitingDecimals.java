package org.medsip.common.columnar;

import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DecimalType;

/** Decimals of more digits than a long has. */
final class WaitingDecimals implements WaitingColumn {

  private final DecimalType type;
  private final int place;
  private long[] high = new long[1 << 10];
  private long[] low = new long[1 << 10];
  private boolean[] absent = new boolean[1 << 10];
  private int rows;

  WaitingDecimals(DecimalType type, int place) {
    this.type = type;
    this.place = place;
  }

  @Override
  public void add(InternalRow row) {
    if (rows == high.length) {
      high = Arrays.copyOf(high, 2 * rows);
      low = Arrays.copyOf(low, 2 * rows);
      absent = Arrays.copyOf(absent, 2 * rows);
    }
    if (row.isNullAt(place)) {
      absent[rows] = true;
    } else {
      put(row.getDecimal(place, type.precision(), type.scale()).toJavaBigDecimal().unscaledValue());
    }
    rows++;
  }

  private void put(BigInteger number) {
    low[rows] = number.longValue();
    high[rows] =
        number.bitLength() < Long.SIZE
            ? low[rows] >> (Long.SIZE - 1)
            : number.shiftRight(Long.SIZE).longValue();
  }

  @Override
  public void writeTo(ColumnChunk chunk) throws IOException {
    chunk.writeWide(
        new WideNumbers(high, low, ParquetSchema.bytesOf(type)), Arrays.copyOf(absent, rows));
  }
}
