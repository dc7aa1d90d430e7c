package org.medsip.common.metric;

import static org.apache.spark.sql.functions.udf;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.api.java.UDF4;
import org.apache.spark.sql.types.DecimalType;
import org.jspecify.annotations.Nullable;

/**
 * A figure between two months for which it is known, on the straight line between them.
 *
 * <pre>
 * value = (earlier (n - k) + later k) / n
 * </pre>
 *
 * k months after the earlier of two months that lie n months apart, computed exactly and rounded
 * half even once, so that the value never leaves the range of its neighbours.
 *
 * <p>Units: those of the figure.
 *
 * <p>Example: with 1000 people in January and 1009 in April there are 1003 in February and 1006 in
 * March; with 10 in January and 11 in March there are 10 in February, and with 11 and 12 there are
 * 12.
 *
 * <p>Source: the two-point form of a straight line; rounding as IEEE 754 roundTiesToEven.
 */
public final class Interpolation {

  /**
   * The figure of a month, rounded to some decimals.
   *
   * @param monthsAfter months from the earlier month to the one wanted
   * @param monthsApart months from the earlier month to the later one
   */
  static BigDecimal between(
      BigDecimal earlier, BigDecimal later, int monthsAfter, int monthsApart, int decimals) {
    if (monthsAfter < 0 || monthsApart < monthsAfter || monthsApart == 0) {
      throw new IllegalArgumentException(
          "A month "
              + monthsAfter
              + " months on does not lie between months "
              + monthsApart
              + " months apart");
    }
    return earlier
        .multiply(BigDecimal.valueOf(monthsApart - monthsAfter))
        .add(later.multiply(BigDecimal.valueOf(monthsAfter)))
        .divide(BigDecimal.valueOf(monthsApart), decimals, RoundingMode.HALF_EVEN);
  }

  /**
   * The figure of a month as a column; null where one of its neighbours is.
   *
   * @param monthsAfter whole months from the earlier month to the one wanted
   * @param monthsApart whole months from the earlier month to the later one
   * @param type the type of the figure, which says to how many decimals it is rounded
   */
  public static Column between(
      Column earlier, Column later, Column monthsAfter, Column monthsApart, DecimalType type) {
    int decimals = type.scale();
    UDF4<@Nullable BigDecimal, @Nullable BigDecimal, Integer, Integer, @Nullable BigDecimal> line =
        (before, after, k, n) ->
            before == null || after == null ? null : between(before, after, k, n, decimals);
    return udf(line, type).apply(earlier, later, monthsAfter, monthsApart);
  }

  private Interpolation() {}
}
