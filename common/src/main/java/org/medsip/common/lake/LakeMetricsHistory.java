package org.medsip.common.lake;

import static org.apache.spark.sql.functions.col;

import java.sql.Date;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.medsip.common.quality.MetricsHistory;
import org.medsip.common.quality.MonthMetric;
import org.medsip.common.table.QualityTables;

/** The figures of accepted months, kept in {@code quality_metric}. */
public final class LakeMetricsHistory implements MetricsHistory {

  private final Lake lake;

  public LakeMetricsHistory(Lake lake) {
    this.lake = lake;
  }

  @Override
  public List<MonthMetric> load(String table) {
    return lake
        .read(QualityTables.QUALITY_METRIC)
        .filter(col("table_name").equalTo(table))
        .select(col("month").cast("string"), col("metric"), col("value"))
        .collectAsList()
        .stream()
        .map(
            row ->
                new MonthMetric(
                    table, LocalDate.parse(row.getString(0)), row.getString(1), row.getDouble(2)))
        .toList();
  }

  @Override
  public void replace(String table, List<MonthMetric> metrics) {
    List<Row> rows =
        metrics.stream()
            .map(m -> RowFactory.create(table, Date.valueOf(m.month()), m.metric(), m.value()))
            .toList();
    List<String> months = metrics.stream().map(m -> m.month().toString()).distinct().toList();
    lake.replaceMatching(
        QualityTables.QUALITY_METRIC,
        new TreeMap<>(Map.of("table_name", List.of(table), "month", months)),
        lake.rows(QualityTables.QUALITY_METRIC, rows));
  }
}
