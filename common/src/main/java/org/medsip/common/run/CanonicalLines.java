package org.medsip.common.run;

import java.io.Serializable;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * The lines that a {@link ContentHash} is made of, as bytes straight from the values that Spark
 * works with: a Row and its objects would cost several times what the text does.
 *
 * <p>Before what is hashed of a row, which ends in a line feed, a line has the table and the
 * partition it belongs to, each as a field.
 */
final class CanonicalLines implements Serializable {

  /** How many fields are before what is hashed: the table and the partition. */
  static final int HEAD = 2;

  /** How the values of one type are written. */
  @FunctionalInterface
  private interface Form extends Serializable {
    void write(InternalRow row, int place, LineBytes line);
  }

  private final String table;
  private final Form[] forms;

  private CanonicalLines(String table, List<Form> forms) {
    this.table = table;
    this.forms = forms.toArray(Form[]::new);
  }

  /**
   * Lines of the rows of a table.
   *
   * @param type of the rows: their partition, then the columns of their content
   */
  static CanonicalLines of(String table, StructType type) {
    return new CanonicalLines(
        table, Arrays.stream(type.fields()).map(field -> form(field.dataType())).toList());
  }

  /** The line of each row. */
  Iterator<byte[]> of(Iterator<InternalRow> rows) {
    UTF8String name = UTF8String.fromString(table);
    LineBytes line = new LineBytes();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return rows.hasNext();
      }

      @Override
      public byte[] next() {
        line.clear();
        line.text(name);
        line.endField();
        write(rows.next(), line);
        line.endLine();
        return line.toByteArray();
      }
    };
  }

  private void write(InternalRow row, LineBytes line) {
    if (row.isNullAt(0)) {
      throw new IllegalStateException("A row of " + table + " belongs to no partition");
    }
    for (int place = 0; place < forms.length; place++) {
      if (row.isNullAt(place)) {
        line.absent();
      } else {
        forms[place].write(row, place, line);
      }
      line.endField();
    }
  }

  private static Form form(DataType type) {
    if (type instanceof DecimalType decimal) {
      return (row, place, line) ->
          decimal(row.getDecimal(place, decimal.precision(), decimal.scale()), line);
    }
    if (type.equals(DataTypes.StringType)) {
      return (row, place, line) -> line.text(row.getUTF8String(place));
    }
    if (type.equals(DataTypes.DoubleType)) {
      return (row, place, line) -> TwelveDigits.write(row.getDouble(place), line);
    }
    if (type.equals(DataTypes.LongType)) {
      return (row, place, line) -> line.whole(row.getLong(place));
    }
    if (type.equals(DataTypes.IntegerType)) {
      return (row, place, line) -> line.whole(row.getInt(place));
    }
    if (type.equals(DataTypes.DateType)) {
      return (row, place, line) -> line.date(row.getInt(place));
    }
    if (type.equals(DataTypes.BooleanType)) {
      return (row, place, line) -> line.plain(Boolean.toString(row.getBoolean(place)));
    }
    if (type.equals(DataTypes.TimestampType)) {
      return (row, place, line) -> line.plain(instant(row.getLong(place)).toString());
    }
    throw new IllegalArgumentException("Values of type " + type + " have no form to be hashed in");
  }

  private static void decimal(Decimal number, LineBytes line) {
    if (number.precision() <= Decimal.MAX_LONG_DIGITS()) {
      long digits = number.toUnscaledLong();
      line.decimal(digits < 0, Math.abs(digits), number.scale());
    } else {
      line.plain(plain(number.toJavaBigDecimal()));
    }
  }

  private static String plain(BigDecimal decimal) {
    return decimal.signum() == 0 ? "0" : decimal.stripTrailingZeros().toPlainString();
  }

  private static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
