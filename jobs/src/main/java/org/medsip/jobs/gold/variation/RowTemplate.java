package org.medsip.jobs.gold.variation;

import java.sql.Date;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.medsip.common.contract.Table;
import org.medsip.common.metric.Interval;

/** The columns of a declared table that a stage fills: all but the run that computes them. */
final class RowTemplate {

  private final StructType schema;
  private final Map<String, Integer> places = new HashMap<>();

  RowTemplate(Table table) {
    StructType filled = new StructType();
    for (StructField field : table.schema().fields()) {
      if (!field.name().equals("source_run_id")) {
        places.put(field.name(), filled.size());
        filled = filled.add(field);
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

  StructType schema() {
    return schema;
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
      Integer place = places.get(column);
      if (place == null) {
        throw new IllegalArgumentException("No column is called " + column);
      }
      values[place] = value;
      return this;
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
          .with("period_end", Date.valueOf(subject.periodEnd()))
          .with("window_months", subject.windowMonths());
    }

    Row row() {
      return RowFactory.create(values);
    }
  }
}
