package org.medsip.common.quality;

import static org.apache.spark.sql.functions.add_months;
import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.medsip.common.contract.Table;

/**
 * Measures each month of a table; the names are those that {@link AnomalyRule#PRESCRIBING} judges.
 */
public final class MonthMeasures {

  /** The number of practices with a row in the month. */
  public static final String PRACTICES = "practices";

  /** The share of the practices of the month before that have a row in the month. */
  public static final String PRACTICES_KEPT = "practices_kept";

  private final Table table;
  private final Column month;

  /**
   * @throws IllegalArgumentException if the table has no months
   */
  public MonthMeasures(Table table) {
    this.table = table;
    this.month =
        col(
            table
                .partition()
                .orElseThrow(
                    () ->
                        new IllegalArgumentException("Table " + table.name() + " has no months")));
  }

  /** An aggregate of each month, such as {@code items} by {@code sum(items)}. */
  public List<MonthMetric> totals(Dataset<Row> rows, Map<String, Column> aggregates) {
    Map<String, Column> inOrder = new TreeMap<>(aggregates);
    List<Column> columns = new ArrayList<>();
    inOrder.forEach((name, aggregate) -> columns.add(asNumber(aggregate).as(name)));
    Column[] rest = columns.subList(1, columns.size()).toArray(Column[]::new);
    List<MonthMetric> metrics = new ArrayList<>();
    for (Row row : rows.groupBy(monthAsText()).agg(columns.get(0), rest).collectAsList()) {
      inOrder.keySet().forEach(name -> metrics.add(metric(row, name, row.getAs(name))));
    }
    return List.copyOf(metrics);
  }

  /** The rows of each part of each month, such as {@code rows_by_region[Y60]}. */
  public List<MonthMetric> rowsBy(Dataset<Row> rows, String metric, Column part) {
    return rows
        .groupBy(monthAsText(), part.cast(DataTypes.StringType).as("part"))
        .agg(asNumber(count(lit(1))).as("value"))
        .collectAsList()
        .stream()
        .map(row -> metric(row, metric + "[" + row.getAs("part") + "]", row.getAs("value")))
        .toList();
  }

  /**
   * {@link #PRACTICES_KEPT} of each of these months whose month before is there as well.
   *
   * @param rows the rows of these months and of the month before each
   */
  public List<MonthMetric> practicesKept(Dataset<Row> rows, Column practice, Months months) {
    Dataset<Row> present = rows.select(month.as("month"), practice.as("practice")).distinct();
    Dataset<Row> due =
        present.select(add_months(col("month"), 1).as("month"), col("practice")).as("due");
    Column same =
        col("due.month")
            .equalTo(col("now.month"))
            .and(col("due.practice").equalTo(col("now.practice")));
    return due
        .filter(col("month").isin(months.firstDays().toArray()))
        .join(present.as("now"), same, "left")
        .groupBy(col("due.month").cast(DataTypes.StringType).as("month"))
        .agg(avg(when(col("now.practice").isNull(), 0).otherwise(1)).as("value"))
        .collectAsList()
        .stream()
        .map(row -> metric(row, PRACTICES_KEPT, row.getAs("value")))
        .toList();
  }

  /** As text, because the Java type of a date depends on the session. */
  private Column monthAsText() {
    return month.cast(DataTypes.StringType).as("month");
  }

  private static Column asNumber(Column aggregate) {
    return aggregate.cast(DataTypes.DoubleType);
  }

  private MonthMetric metric(Row row, String name, double value) {
    return new MonthMetric(table.name(), LocalDate.parse(row.<String>getAs("month")), name, value);
  }
}
