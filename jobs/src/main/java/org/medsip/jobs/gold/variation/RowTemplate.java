package org.medsip.jobs.gold.variation;

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

  RowTemplate(Table table) {
    StructType filled = new StructType();
    for (StructField field : table.schema().fields()) {
      if (!field.name().equals("source_run_id")) {
        filled = filled.add(field);
      }
    }
    schema = filled;
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

    private final @Nullable Object[] values = new Object[schema.size()];

    private Draft() {}

    Draft with(String column, @Nullable Object value) {
      values[schema.fieldIndex(column)] = value;
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

    /** The columns that a group of organisations has in common, from any of their rows. */
    Draft withKey(Row of) {
      PeersOfPeriods.KEY.forEach(name -> with(name, of.<Object>getAs(name)));
      return this;
    }

    Row row() {
      return RowFactory.create(values);
    }
  }
}
