package org.medsip.common.columnar;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/**
 * Numbers one behind the other, as Parquet has those of a type: whole ones as they are, doubles by
 * their bits, flags as 0 and 1.
 */
record PlainNumbers(PrimitiveType type) {

  BytesInput bytes(long[] numbers, boolean[] absent, int from, int to) {
    ByteBuffer bytes = ByteBuffer.allocate((to - from) * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    switch (type.getPrimitiveTypeName()) {
      case INT64, DOUBLE -> {
        for (int row = from; row < to; row++) {
          if (!absent[row]) {
            bytes.putLong(numbers[row]);
          }
        }
      }
      case INT32 -> {
        for (int row = from; row < to; row++) {
          if (!absent[row]) {
            bytes.putInt((int) numbers[row]);
          }
        }
      }
      case BOOLEAN -> putBits(bytes, numbers, absent, from, to);
      default -> throw new IllegalStateException("Not a type of numbers: " + type);
    }
    return BytesInput.from(bytes.array(), 0, bytes.position());
  }

  /** Eight in a byte, the first one lowest. */
  private static void putBits(
      ByteBuffer bytes, long[] numbers, boolean[] absent, int from, int to) {
    int bits = 0;
    int size = 0;
    for (int row = from; row < to; row++) {
      if (!absent[row]) {
        bits |= (int) numbers[row] << size++;
      }
      if (size == Byte.SIZE) {
        bytes.put((byte) bits);
        bits = 0;
        size = 0;
      }
    }
    if (size > 0) {
      bytes.put((byte) bits);
    }
  }

  /** The least and the greatest number, and how many are absent. */
  Statistics<?> statistics(long[] numbers, boolean[] absent, int from, int to) {
    boolean isDouble = type.getPrimitiveTypeName() == PrimitiveTypeName.DOUBLE;
    Statistics<?> statistics = Statistics.createStats(type);
    long least = Long.MAX_VALUE;
    long greatest = Long.MIN_VALUE;
    for (int row = from; row < to; row++) {
      if (absent[row]) {
        statistics.incrementNumNulls();
      } else {
        long inOrder = isDouble ? inOrderOfDoubles(numbers[row]) : numbers[row];
        least = Math.min(least, inOrder);
        greatest = Math.max(greatest, inOrder);
      }
    }
    if (statistics.getNumNulls() < to - from) {
      switch (type.getPrimitiveTypeName()) {
        case INT64 -> {
          statistics.updateStats(least);
          statistics.updateStats(greatest);
        }
        case INT32 -> {
          statistics.updateStats((int) least);
          statistics.updateStats((int) greatest);
        }
        case BOOLEAN -> {
          statistics.updateStats(least > 0);
          statistics.updateStats(greatest > 0);
        }
        default -> {
          double low = Double.longBitsToDouble(inOrderOfDoubles(least));
          double high = Double.longBitsToDouble(inOrderOfDoubles(greatest));
          statistics.updateStats(low == 0 ? -0.0 : low);
          statistics.updateStats(high == 0 ? 0.0 : high);
        }
      }
    }
    return statistics;
  }

  /** Bits of doubles as numbers that have their order, and back. */
  private static long inOrderOfDoubles(long bits) {
    return bits ^ ((bits >> (Long.SIZE - 1)) & Long.MAX_VALUE);
  }
}
