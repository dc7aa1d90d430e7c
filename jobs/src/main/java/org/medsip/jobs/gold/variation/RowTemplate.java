package org.medsip.jobs.gold.variation;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_from_unix_date;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.medsip.common.contract.Table;
import org.medsip.common.metric.Interval;

/**
 * The columns of a declared table that a stage fills: all but the run that computes them. A day is
 * its number until all rows are there: to tell the day of a Java date for each of millions of rows
 * takes as long as their statistics.
 */
final class RowTemplate {

  private final Table table;
  private final StructType schema;
  private final Map<String, Integer> places = new HashMap<>();

  RowTemplate(Table table) {
    this.table = table;
    StructType filled = new StructType();
    for (StructField field : table.schema().fields()) {
      if (!field.name().equals("source_run_id")) {
        places.put(field.name(), filled.size());
        boolean isDay = field.dataType().equals(DataTypes.DateType);
        filled = isDay ? filled.add(field.name(), DataTypes.IntegerType) : filled.add(field);
      }
    }
    schema = filled;
  }

  /** The values of an enumeration as tables have them. */
  static <E extends Enum<E>> Map<E, String> names(Class<E> of) {
    Map<E, String> names = new EnumMap<>(of);
    for (E one : of.getEnumConstants()) {
      names.put(one, one.name().toLowerCase(Locale.ROOT));
    }
    return names;
  }

  /** The place of a column in a row. */
  int place(String column) {
    Integer place = places.get(column);
    if (place == null) {
      throw new IllegalArgumentException("No column is called " + column);
    }
    return place;
  }

  /** How Spark takes rows that were filled. */
  Encoder<Row> encoder() {
    return Encoders.row(schema);
  }

  /** Rows that were filled as rows of the table. */
  Dataset<Row> table(Dataset<Row> filled) {
    List<Column> columns = new ArrayList<>();
    for (StructField field : schema.fields()) {
      Column column = col(field.name());
      boolean isDay = table.column(field.name()).type().equals(DataTypes.DateType);
      columns.add(isDay ? date_from_unix_date(column).as(field.name()) : column);
    }
    return filled.select(columns.toArray(Column[]::new));
  }

  /** A row to be filled column by column; what is not said is null. */
  Draft draft() {
    return new Draft();
  }

  /** A row that is being written. */
  final class Draft {

    private final @Nullable Object[] values;

    private Draft() {
      this(new Object[schema.size()]);
    }

    private Draft(@Nullable Object[] values) {
      this.values = values;
    }

    /** Another row that begins with what is said so far. */
    Draft another() {
      return new Draft(values.clone());
    }

    Draft with(String column, @Nullable Object value) {
      values[place(column)] = value;
      return this;
    }

    Draft with(String column, LocalDate day) {
      return with(column, (int) day.toEpochDay());
    }

    Draft with(String column, OptionalDouble value) {
      return with(column, value.isPresent() ? (Object) value.getAsDouble() : null);
    }

    /** A figure with its limits, in columns named after it. */
    Draft with(String column, Optional<Double> value, Optional<Interval> limits) {
      return with(column, value.orElse(null))
          .with(column + "_lcl", limits.map(Interval::lower).orElse(null))
          .with(column + "_ucl", limits.map(Interval::upper).orElse(null));
    }

    /** What the row is about. */
    Draft about(Subject subject) {
      return with("measure_id", subject.measure().measureId())
          .with("variant", subject.variant())
          .with("period_end", subject.periodEnd())
          .with("window_months", subject.windowMonths());
    }

    Row row() {
      return RowFactory.create(values);
    }
  }
}
