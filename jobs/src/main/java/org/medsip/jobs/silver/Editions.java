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
import java.util.Collection;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Which edition of a reference speaks for which month, as rows of {@code month} and {@code edition}.
 * The rules are those of {@link org.medsip.common.run.Available}, by which stages plan.
 */
final class Editions {

  private static final Column NOT_LATER = col("edition").leq(col("month"));
  private static final Column NOT_EARLIER = col("edition").geq(col("month"));
  private static final Column DAYS = datediff(col("edition"), lit(LocalDate.EPOCH));

  /** The newest edition that is not later than the month, else the oldest there is. */
  static Dataset<Row> speakingFor(Collection<String> months, Dataset<Row> editions) {
    return chosen(months, editions, struct(NOT_LATER, when(NOT_LATER, DAYS).otherwise(DAYS.multiply(-1))));
  }

  /** The oldest edition that is not earlier than the month, else the newest there is. */
  static Dataset<Row> knowing(Collection<String> months, Dataset<Row> editions) {
    return chosen(
        months, editions, struct(NOT_EARLIER, when(NOT_EARLIER, DAYS.multiply(-1)).otherwise(DAYS)));
  }

  /** The newest edition that is not later than the month; none where all are. */
  static Dataset<Row> newestUntil(Collection<String> months, Dataset<Row> editions) {
    return speakingFor(months, editions).filter(NOT_LATER);
  }

  /**
   * @param editions rows with a column {@code edition}
   * @param preference the edition with the highest is chosen
   */
  private static Dataset<Row> chosen(
      Collection<String> months, Dataset<Row> editions, Column preference) {
    Column[] wanted =
        months.stream().map(LocalDate::parse).map(month -> lit(month)).toArray(Column[]::new);
    return editions
        .select("edition")
        .distinct()
        .withColumn("month", explode(array(wanted).cast("array<date>")))
        .groupBy("month")
        .agg(max_by(col("edition"), preference).as("edition"));
  }

  private Editions() {}
}
