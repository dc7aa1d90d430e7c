package org.medsip.jobs.rawfile;

import java.math.BigDecimal;
import java.sql.Date;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarArray;
import org.apache.spark.sql.vectorized.ColumnarMap;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;
import org.medsip.jobs.landing.ColumnBlock;

/** A column of a block as Spark sees it; what the block holds now is what the vector holds. */
abstract sealed class BlockVector extends ColumnVector {

  final ColumnBlock block;
  final int place;

  private BlockVector(ColumnBlock block, int place, DataType type) {
    super(type);
    this.block = block;
    this.place = place;
  }

  static BlockVector of(ColumnBlock block, int place, DataType type) {
    return block.column(place) instanceof ColumnBlock.Numbers
        ? new OfNumbers(block, place, type)
        : new OfWords(block, place, type);
  }

  @Override
  public boolean hasNull() {
    return numNulls() > 0;
  }

  @Override
  public int numNulls() {
    int nulls = 0;
    for (int row = 0; row < block.rows(); row++) {
      nulls += isNullAt(row) ? 1 : 0;
    }
    return nulls;
  }

  @Override
  public int getInt(int row) {
    throw isNotOfTheColumn();
  }

  @Override
  public long getLong(int row) {
    throw isNotOfTheColumn();
  }

  @Override
  public UTF8String getUTF8String(int row) {
    throw isNotOfTheColumn();
  }

  @Override
  public final boolean getBoolean(int row) {
    throw isNotOfTheColumn();
  }

  @Override
  public final byte getByte(int row) {
    throw isNotOfTheColumn();
  }

  @Override
  public final short getShort(int row) {
    throw isNotOfTheColumn();
  }

  @Override
  public final float getFloat(int row) {
    throw isNotOfTheColumn();
  }

  @Override
  public final double getDouble(int row) {
    throw isNotOfTheColumn();
  }

  @Override
  public final byte[] getBinary(int row) {
    throw isNotOfTheColumn();
  }

  @Override
  public final ColumnarArray getArray(int row) {
    throw isNotOfTheColumn();
  }

  @Override
  public final ColumnarMap getMap(int row) {
    throw isNotOfTheColumn();
  }

  @Override
  public final ColumnVector getChild(int ordinal) {
    throw isNotOfTheColumn();
  }

  @Override
  public final void close() {}

  private UnsupportedOperationException isNotOfTheColumn() {
    return new UnsupportedOperationException("The column is of " + dataType().simpleString());
  }

  /** Numbers, all there, times ten to the scale of the column. */
  private static final class OfNumbers extends BlockVector {

    OfNumbers(ColumnBlock block, int place, DataType type) {
      super(block, place, type);
    }

    private long unscaled(int row) {
      return ((ColumnBlock.Numbers) block.column(place)).unscaled()[row];
    }

    @Override
    public long getLong(int row) {
      return unscaled(row);
    }

    @Override
    public Decimal getDecimal(int row, int precision, int scale) {
      return Decimal.createUnsafe(unscaled(row), precision, scale);
    }

    @Override
    public boolean isNullAt(int row) {
      return false;
    }
  }

  /** Values that repeat: each is put into Spark's form once. */
  private static final class OfWords extends BlockVector {

    private final List<Object> converted = new ArrayList<>();
    private @Nullable List<Object> values;

    OfWords(ColumnBlock block, int place, DataType type) {
      super(block, place, type);
    }

    private int id(int row) {
      return words().ids()[row];
    }

    private ColumnBlock.Words words() {
      return (ColumnBlock.Words) block.column(place);
    }

    private Object value(int row) {
      ColumnBlock.Words words = words();
      if (words.values() != values) {
        converted.clear();
        values = words.values();
      }
      while (converted.size() < words.values().size()) {
        converted.add(converted(words.values().get(converted.size())));
      }
      return converted.get(words.ids()[row]);
    }

    private Object converted(Object value) {
      if (value instanceof Date date) {
        return (int) date.toLocalDate().toEpochDay();
      }
      if (value instanceof BigDecimal number && dataType() instanceof DecimalType type) {
        return Decimal.apply(number, type.precision(), type.scale());
      }
      return value instanceof String text ? UTF8String.fromString(text) : value;
    }

    @Override
    public UTF8String getUTF8String(int row) {
      return (UTF8String) value(row);
    }

    @Override
    public int getInt(int row) {
      return (Integer) value(row);
    }

    @Override
    public Decimal getDecimal(int row, int precision, int scale) {
      return (Decimal) value(row);
    }

    @Override
    public boolean isNullAt(int row) {
      return id(row) < 0;
    }
  }
}
