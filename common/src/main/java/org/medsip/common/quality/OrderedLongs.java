package org.medsip.common.quality;

import java.util.Optional;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.vectorized.ColumnVector;

/** How numbers and days of a column are kept as longs, in the order that Spark has them in. */
enum OrderedLongs {
  /** Those of four bytes, and exact numbers of few digits by their unscaled value. */
  INTS {
    @Override
    long of(ColumnVector column, int row) {
      return column.getInt(row);
    }
  },
  /** Those of eight bytes, and exact numbers of more digits. */
  LONGS {
    @Override
    long of(ColumnVector column, int row) {
      return column.getLong(row);
    }
  },
  /** Real numbers by their bits, not a number above all; negative zero is zero, as Spark has it. */
  DOUBLES {
    @Override
    long of(ColumnVector column, int row) {
      return turned(Double.doubleToLongBits(column.getDouble(row) + 0.0));
    }
  };

  /** How those of a type are kept; empty where they do not fit into a long. */
  static Optional<OrderedLongs> of(DataType type) {
    if (type instanceof IntegerType || type instanceof DateType) {
      return Optional.of(INTS);
    }
    if (type instanceof DecimalType exact) {
      boolean isInt = exact.precision() <= Decimal.MAX_INT_DIGITS();
      boolean isLong = exact.precision() <= Decimal.MAX_LONG_DIGITS();
      return isInt ? Optional.of(INTS) : isLong ? Optional.of(LONGS) : Optional.empty();
    }
    if (type instanceof DoubleType) {
      return Optional.of(DOUBLES);
    }
    return type instanceof LongType ? Optional.of(LONGS) : Optional.empty();
  }

  /** The long of a row that has a value. */
  abstract long of(ColumnVector column, int row);

  /** The value that a long is kept for, as Spark has it within. */
  static Object value(long kept, DataType type) {
    if (type instanceof DecimalType exact) {
      return Decimal.apply(kept, exact.precision(), exact.scale());
    }
    if (type instanceof DoubleType) {
      return Double.longBitsToDouble(turned(kept));
    }
    return type instanceof LongType ? (Object) kept : (Object) (int) kept;
  }

  /** Bits of numbers below 0 the other way round: the longer such a number, the less it is. */
  private static long turned(long bits) {
    return bits < 0 ? bits ^ Long.MAX_VALUE : bits;
  }
}
