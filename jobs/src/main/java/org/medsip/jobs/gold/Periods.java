package org.medsip.jobs.gold;

import static org.apache.spark.sql.functions.add_months;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.last_day;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medsip.common.table.GoldTables;

/** Which months make up a period: the windows of 1, 3 and 12 months that end with a month. */
final class Periods {

  static final List<Integer> WINDOWS = List.of(1, 3, 12);

  static LocalDate endOf(LocalDate month) {
    return month.with(TemporalAdjusters.lastDayOfMonth());
  }

  static Column endOf(Column month) {
    return last_day(month);
  }

  /**
   * Monthly sums added up over every window that ends with one of the periods.
   *
   * @param monthly sums by measure, variant, level, organisation and month
   * @param periods the last days of the periods wanted
   */
  static Dataset<Row> summed(Dataset<Row> monthly, SortedSet<String> periods) {
    List<Column> places = new ArrayList<>();
    for (int window : WINDOWS) {
      for (int ahead = 0; ahead < window; ahead++) {
        places.add(
            struct(
                endOf(add_months(col("month"), ahead)).as("period_end"),
                lit((long) window).as("window_months")));
      }
    }
    Object[] wanted = periods.stream().map(LocalDate::parse).toArray();
    Column inLastMonth = endOf(col("month")).equalTo(col("period_end"));
    return monthly
        .withColumn("place", explode(array(places.toArray(Column[]::new))))
        .filter(col("place.period_end").isin(wanted))
        .withColumn("period_end", col("place.period_end"))
        .withColumn("window_months", col("place.window_months"))
        .groupBy(
            "measure_id",
            "variant",
            "denominator_kind",
            "scale",
            "interval",
            "org_level",
            "org_code",
            "period_end",
            "window_months")
        .agg(
            typed("numerator", sum("numerator")),
            sum("numerator_squares").as("numerator_squares"),
            sum("items").as("items"),
            sum("items_with_value").as("items_with_value"),
            typed("denominator", sum("denominator")),
            countDistinct(when(col("denominator").isNotNull(), col("month"))).as("months"),
            max_by(col("org_name"), when(inLastMonth, col("month"))).as("org_name"));
  }

  private static Column typed(String name, Column sum) {
    return sum.cast(GoldTables.MEASURE_ORG_PERIOD.column(name).type()).as(name);
  }

  private Periods() {}
}
