package org.medsip.common.metric;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import java.math.BigDecimal;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.api.java.UDF3;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;
import org.medsip.common.product.OmeSet;

/** Ratios and differences of counts of people, always of what is shown of them. */
public final class CohortRates {

  private static final double SCALE = 1000;
  private static final DataType DOSE = DataTypes.createDecimalType(38, 14);

  private static final UserDefinedFunction MOST_WITH_DOSE =
      udf(
          (UDF3<BigDecimal, String, Long, Long>)
              (omeMg, threshold, days) -> mostWithDose(omeMg, new BigDecimal(threshold), days),
          DataTypes.LongType);

  private CohortRates() {}

  /** People per 1,000; null where the count is not shown or the denominator not above zero. */
  public static Column perThousand(Column shown, Column denominator) {
    return when(
        denominator.gt(0),
        shown.cast(DataTypes.DoubleType).multiply(SCALE).divide(denominator.cast("double")));
  }

  /** A part of a whole; null where one of them is not shown or the whole is not above zero. */
  public static Column share(Column part, Column whole) {
    return when(whole.gt(0), part.cast(DataTypes.DoubleType).divide(whole.cast("double")));
  }

  /** How many more one count is than another, from what is shown of both. */
  public static Column less(Column shown, Column other) {
    return shown.minus(other);
  }

  /** Starters and moved in less stoppers and moved out, from what is shown of them. */
  public static Column net() {
    return col("starters").plus(col("moved_in")).minus(col("stoppers")).minus(col("moved_out"));
  }

  /**
   * The most people who can have had a daily dose: of a total dose, so many can have had the
   * threshold on each day.
   *
   * @param omeMg total oral morphine equivalent in mg, an exact decimal
   * @param threshold mg a day
   * @param days the days of the window
   */
  public static Column mostWithDose(Column omeMg, BigDecimal threshold, Column days) {
    return MOST_WITH_DOSE.apply(
        omeMg, lit(threshold.toPlainString()), days.cast(DataTypes.LongType));
  }

  /** The same of plain numbers. */
  static @Nullable Long mostWithDose(@Nullable BigDecimal omeMg, BigDecimal threshold, long days) {
    return omeMg == null
        ? null
        : omeMg
            .max(BigDecimal.ZERO)
            .divideToIntegralValue(threshold.multiply(BigDecimal.valueOf(days)))
            .longValueExact();
  }

  /** Oral morphine equivalent in mg, exactly, of the presentations that have a factor in a set. */
  public static Column omeMg(OmeSet set) {
    Column perUnit = col("ome_" + set.id() + "_per_unit");
    return coalesce(sum(col("total_quantity").multiply(perUnit)), lit(BigDecimal.ZERO)).cast(DOSE);
  }
}
