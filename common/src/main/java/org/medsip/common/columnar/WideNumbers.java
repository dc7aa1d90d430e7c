package org.medsip.common.columnar;

import java.nio.ByteBuffer;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.PrimitiveType;

/**
 * Whole numbers of up to 128 bits, one for each row.
 *
 * @param high the upper 64 bits, with the sign
 * @param low the lower 64 bits
 * @param length the bytes that each takes in a file, the upper ones first
 */
record WideNumbers(long[] high, long[] low, int length) {

  private static final int BYTES = 2 * Long.BYTES;

  BytesInput bytes(boolean[] absent, int from, int to) {
    ByteBuffer bytes = ByteBuffer.allocate((to - from) * length);
    for (int row = from; row < to; row++) {
      if (!absent[row]) {
        bytes.put(bytesOf(row), BYTES - length, length);
      }
    }
    return BytesInput.from(bytes.array(), 0, bytes.position());
  }

  /** The least and the greatest number, and how many are absent. */
  Statistics<?> statistics(PrimitiveType type, boolean[] absent, int from, int to) {
    Statistics<?> statistics = Statistics.createStats(type);
    int least = -1;
    int greatest = -1;
    for (int row = from; row < to; row++) {
      if (absent[row]) {
        statistics.incrementNumNulls();
      } else {
        least = least < 0 || compare(row, least) < 0 ? row : least;
        greatest = greatest < 0 || compare(row, greatest) > 0 ? row : greatest;
      }
    }
    if (least >= 0) {
      statistics.updateStats(binary(least));
      statistics.updateStats(binary(greatest));
    }
    return statistics;
  }

  private int compare(int one, int other) {
    return high[one] == high[other]
        ? Long.compareUnsigned(low[one], low[other])
        : Long.compare(high[one], high[other]);
  }

  private Binary binary(int row) {
    return Binary.fromConstantByteArray(bytesOf(row), BYTES - length, length);
  }

  private byte[] bytesOf(int row) {
    return ByteBuffer.allocate(BYTES).putLong(high[row]).putLong(low[row]).array();
  }
}
