package org.medsip.common.quality;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.CatalystTypeConverters;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.jspecify.annotations.Nullable;

/** The values of one column that are judged in place of all. */
abstract class ColumnWitnesses implements Serializable {

  private static final long serialVersionUID = 1L;

  private final DataType type;
  private boolean isAnyAbsent;

  ColumnWitnesses(DataType type) {
    this.type = type;
  }

  /** None yet. */
  static ColumnWitnesses of(DataType type, Rule.Witness wanted) {
    if (wanted == Rule.Witness.ABSENT) {
      return new OfAbsence(type);
    }
    if (type instanceof StringType) {
      return new DifferentTexts(type);
    }
    return OrderedLongs.of(type)
        .map(kept -> ofNumbers(type, kept, wanted))
        .orElseGet(() -> new Unknown(type));
  }

  private static ColumnWitnesses ofNumbers(DataType type, OrderedLongs kept, Rule.Witness wanted) {
    return wanted == Rule.Witness.EXTREMES
        ? new Extremes(type, kept)
        : new DifferentNumbers(type, kept);
  }

  /** Adds those of some rows. */
  final void add(ColumnVector column, int rows) {
    isAnyAbsent |= column.hasNull();
    addPresent(column, rows);
  }

  /** Adds those of rows that have a value. */
  abstract void addPresent(ColumnVector column, int rows);

  /** Adds those of more rows of the same column. */
  final void addAll(ColumnWitnesses more) {
    isAnyAbsent |= more.isAnyAbsent;
    addPresent(more);
  }

  abstract void addPresent(ColumnWitnesses more);

  /** Whether they stand for all, which they do not where there are too many different values. */
  boolean areKnown() {
    return true;
  }

  /** The values as rows of Spark have them, of which one may be absent. */
  final List<@Nullable Object> values() {
    List<@Nullable Object> values = new ArrayList<>();
    if (isAnyAbsent) {
      values.add(null);
    }
    for (Object present : present()) {
      values.add(CatalystTypeConverters.convertToScala(present, type));
    }
    return values;
  }

  /** Those that are there, as Spark has them within. */
  abstract List<?> present();

  /** The value that a long is kept for. */
  final Object value(long kept) {
    return OrderedLongs.value(kept, type);
  }

  /** Of a column where it only matters whether a row has no value. */
  private static class OfAbsence extends ColumnWitnesses {

    private static final long serialVersionUID = 1L;

    OfAbsence(DataType type) {
      super(type);
    }

    @Override
    void addPresent(ColumnVector column, int rows) {}

    @Override
    void addPresent(ColumnWitnesses more) {}

    @Override
    List<?> present() {
      return List.of();
    }
  }

  /** Of a column whose values are of a kind that is not looked at. */
  private static final class Unknown extends OfAbsence {

    private static final long serialVersionUID = 1L;

    Unknown(DataType type) {
      super(type);
    }

    @Override
    boolean areKnown() {
      return false;
    }
  }
}
