package org.medsip.common.quality;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;
import org.medsip.common.SparkTest;
import org.medsip.common.contract.Column;
import org.medsip.common.contract.Layer;
import org.medsip.common.contract.Table;

class MonthMeasuresTest {

  private static final LocalDate SEPTEMBER = LocalDate.of(2017, 9, 1);
  private static final LocalDate OCTOBER = LocalDate.of(2017, 10, 1);

  private static final Table PRESCRIBING =
      Table.of(
              "prescribing",
              Layer.SILVER,
              "What a practice prescribed in a month.",
              Column.text("practice_code", "The practice."),
              Column.month("month", "The month."),
              Column.text("region", "The region.").optional(),
              Column.count("items", "items", "How many items."))
          .partitionedBy("month");

  private final MonthMeasures measures = new MonthMeasures(PRESCRIBING);

  private final Dataset<Row> rows =
      SparkTest.spark()
          .createDataFrame(
              List.of(
                  RowFactory.create("A", SEPTEMBER, "Y60", 5L),
                  RowFactory.create("B", SEPTEMBER, "Y60", 7L),
                  RowFactory.create("A", OCTOBER, "Y61", 1L),
                  RowFactory.create("A", OCTOBER, null, 2L),
                  RowFactory.create("C", OCTOBER, "Y61", 4L)),
              PRESCRIBING.schema());

  @Test
  void eachMonthHasItsOwnTotals() {
    List<MonthMetric> totals =
        measures.totals(
            rows,
            Map.of(
                "rows", count(lit(1)),
                "items", sum("items"),
                "practices", countDistinct("practice_code")));

    assertThat(totals)
        .containsExactlyInAnyOrder(
            metric(SEPTEMBER, "rows", 2),
            metric(SEPTEMBER, "items", 12),
            metric(SEPTEMBER, "practices", 2),
            metric(OCTOBER, "rows", 3),
            metric(OCTOBER, "items", 7),
            metric(OCTOBER, "practices", 2));
  }

  @Test
  void eachPartOfAMonthHasItsRows() {
    assertThat(measures.rowsBy(rows, "rows_by_region", col("region")))
        .containsExactlyInAnyOrder(
            metric(SEPTEMBER, "rows_by_region[Y60]", 2),
            metric(OCTOBER, "rows_by_region[Y61]", 2),
            metric(OCTOBER, "rows_by_region[null]", 1));
  }

  @Test
  void practicesKeptAreAShareOfThoseOfTheMonthBefore() {
    Months both = Months.of(SEPTEMBER, OCTOBER);

    assertThat(measures.practicesKept(rows, col("practice_code"), both))
        .containsExactly(metric(OCTOBER, "practices_kept", 0.5));
  }

  @Test
  void aMonthWithoutRowsKeepsNoPractices() {
    LocalDate november = OCTOBER.plusMonths(1);

    assertThat(measures.practicesKept(rows, col("practice_code"), Months.of(november)))
        .containsExactly(metric(november, "practices_kept", 0));
  }

  @Test
  void aTableWithoutMonthsIsRefused() {
    Table practices =
        Table.of("practice", Layer.SILVER, "The practices.", Column.text("code", "The code."));

    assertThatThrownBy(() -> new MonthMeasures(practices))
        .hasMessage("Table practice has no months");
  }

  private static MonthMetric metric(LocalDate month, String name, double value) {
    return new MonthMetric("prescribing", month, name, value);
  }
}
