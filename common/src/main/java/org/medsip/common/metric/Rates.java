package org.medsip.common.metric;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.udf;

import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF6;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.medsip.common.metric.Measure.IntervalMethod;

/** A rate or share with its 95 % interval, from sums over organisations and months. */
public final class Rates {

  private static final StructType RATE =
      new StructType()
          .add("value", DataTypes.DoubleType, true)
          .add("lcl", DataTypes.DoubleType, true)
          .add("ucl", DataTypes.DoubleType, true);

  private static final UserDefinedFunction RATE_OF =
      udf(
          (UDF6<String, Double, Double, Long, Double, Double, Row>)
              (method, numerator, squares, items, denominator, scale) ->
                  row(
                      IntervalMethod.valueOf(method),
                      numerator,
                      squares,
                      items,
                      denominator,
                      scale),
          RATE);

  /**
   * The struct of {@code value}, {@code lcl} and {@code ucl} of rows that have the columns {@code
   * interval}, {@code numerator}, {@code numerator_squares}, {@code items}, {@code denominator} and
   * {@code scale}. All three are null where the denominator is null or not above zero; the limits
   * alone where the method gives none.
   */
  public static Column valueWithInterval() {
    return RATE_OF.apply(
        col("interval"),
        col("numerator").cast(DataTypes.DoubleType),
        col("numerator_squares").cast(DataTypes.DoubleType),
        col("items"),
        col("denominator").cast(DataTypes.DoubleType),
        col("scale").cast(DataTypes.DoubleType));
  }

  static Row row(
      IntervalMethod method,
      double numerator,
      double squares,
      long items,
      @Nullable Double denominator,
      double scale) {
    if (denominator == null || !(denominator > 0)) {
      return RowFactory.create(null, null, null);
    }
    double value = numerator / denominator * scale;
    Optional<Interval> interval =
        switch (method) {
          case BYAR -> byar(numerator).map(limits -> limits.times(scale / denominator));
          case DOBSON ->
              DobsonInterval.ofSum(numerator, squares, items)
                  .map(limits -> limits.times(scale / denominator));
          case WILSON ->
              WilsonInterval.ofShare(Math.round(numerator), Math.round(denominator))
                  .map(limits -> limits.times(scale));
        };
    return RowFactory.create(
        value,
        interval.map(limits -> Math.min(limits.lower(), value)).orElse(null),
        interval.map(limits -> Math.max(limits.upper(), value)).orElse(null));
  }

  private static Optional<Interval> byar(double count) {
    return count < 0 ? Optional.empty() : Optional.of(ByarInterval.ofCount(Math.round(count)));
  }

  private Rates() {}
}
