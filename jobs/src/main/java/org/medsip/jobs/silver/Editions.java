package org.medsip.jobs.silver;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.datediff;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import java.time.LocalDate;
import java.util.SortedSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medsip.common.run.EditionOfMonth;

/**
 * Which edition of a history speaks for which month, as rows of {@code month} and {@code edition}, where
 * it is not that of {@link EditionOfMonth}. The rules are those of {@link
 * org.medsip.common.run.Available}, by which stages plan.
 */
final class Editions {

  private static final Column NOT_EARLIER = col("edition").geq(col("month"));
  private static final Column DAYS = datediff(col("edition"), lit(LocalDate.EPOCH));

  /** The oldest edition that is not earlier than the month, else the newest there is. */
  static Dataset<Row> knowing(SortedSet<String> months, Dataset<Row> editions) {
    Column[] wanted =
        months.stream().map(LocalDate::parse).map(month -> lit(month)).toArray(Column[]::new);
    Column preference =
        struct(NOT_EARLIER, when(NOT_EARLIER, DAYS.multiply(-1)).otherwise(DAYS));
    return editions
        .select("edition")
        .distinct()
        .withColumn("month", explode(array(wanted).cast("array<date>")))
        .groupBy("month")
        .agg(max_by(col("edition"), preference).as("edition"));
  }

  /** The newest edition that is not later than the month; none where all are. */
  static Dataset<Row> newestUntil(SortedSet<String> months, Dataset<Row> editions) {
    return EditionOfMonth.forMonths(editions, "edition", months, "month")
        .filter(col("edition").leq(col("month")));
  }

  private Editions() {}
}
