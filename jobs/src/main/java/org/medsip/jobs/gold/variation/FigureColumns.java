package org.medsip.jobs.gold.variation;

import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.apache.spark.unsafe.types.UTF8String;
import org.medsip.common.columnar.TextsOfBatch;
import org.medsip.common.stats.NearestDouble;
import org.medsip.jobs.gold.variation.FigureBlock.Way;

/** Some thousand figures as columns, of few ways of measuring and few kinds of organisation. */
final class FigureColumns {

  /** The columns it is made of; numbers follow them. */
  static final List<String> NAMES =
      List.of(
          "period_end",
          "window_months",
          "measure_id",
          "variant",
          "definition_id",
          "org_level",
          "org_vintage",
          "org_code",
          "value");

  private static final int FIRST_NUMBER = NAMES.size();

  private final int size;
  private final ColumnVector days;
  private final ColumnVector windows;
  private final TextsOfBatch measures;
  private final TextsOfBatch variants;
  private final TextsOfBatch definitions;
  private final TextsOfBatch levels;
  private final TextsOfBatch vintages;
  private final TextsOfBatch codes;
  private final ColumnVector values;
  private final IntToDoubleFunction[] numbers;

  FigureColumns(ColumnarBatch batch, StructType types) {
    size = batch.numRows();
    days = batch.column(0);
    windows = batch.column(1);
    measures = new TextsOfBatch(batch.column(2));
    variants = new TextsOfBatch(batch.column(3));
    definitions = new TextsOfBatch(batch.column(4));
    levels = new TextsOfBatch(batch.column(5));
    vintages = new TextsOfBatch(batch.column(6));
    codes = new TextsOfBatch(batch.column(7));
    values = batch.column(8);
    numbers =
        IntStream.range(FIRST_NUMBER, types.size())
            .mapToObj(at -> number(batch.column(at), types, at))
            .toArray(IntToDoubleFunction[]::new);
  }

  private static IntToDoubleFunction number(ColumnVector column, StructType types, int at) {
    if (types.apply(at).dataType() instanceof DecimalType exact) {
      return row ->
          column.isNullAt(row)
              ? Double.NaN
              : NearestDouble.of(column.getBinary(row), exact.scale());
    }
    return row -> column.isNullAt(row) ? Double.NaN : column.getDouble(row);
  }

  int size() {
    return size;
  }

  boolean hasValue(int row) {
    return !values.isNullAt(row);
  }

  double value(int row) {
    return values.getDouble(row);
  }

  int day(int row) {
    return days.getInt(row);
  }

  /** A day and a way of measuring as numbers that mean nothing beyond these columns. */
  record WayNumbers(int day, long window, int measure, int variant, int definition) {}

  WayNumbers wayNumbers(int row) {
    return new WayNumbers(
        day(row),
        windows.getLong(row),
        measures.numberOf(row),
        variants.numberOf(row),
        definitions.numberOf(row));
  }

  Way way(int row) {
    return new Way(
        measures.of(row).toString(),
        variants.of(row).toString(),
        windows.getLong(row),
        definitions.of(row).toString());
  }

  /** A level and a vintage as numbers that mean nothing beyond these columns. */
  record KindNumbers(int level, int vintage) {}

  KindNumbers kindNumbers(int row) {
    return new KindNumbers(levels.numberOf(row), vintages.numberOf(row));
  }

  String level(int row) {
    return levels.of(row).toString();
  }

  String vintage(int row) {
    return vintages.of(row).toString();
  }

  /** The code of its organisation, which may lie in memory that is used again. */
  UTF8String code(int row) {
    return codes.of(row);
  }

  /** A number, not a number where there is none. */
  double number(int which, int row) {
    return numbers[which].applyAsDouble(row);
  }

  int numbers() {
    return numbers.length;
  }
}
