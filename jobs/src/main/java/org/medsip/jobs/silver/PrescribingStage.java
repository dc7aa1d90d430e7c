package org.medsip.jobs.silver;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medsip.common.contract.Table;
import org.medsip.common.quality.MonthMetric;
import org.medsip.common.quality.Months;
import org.medsip.common.run.Available;
import org.medsip.common.run.Inputs;
import org.medsip.common.run.Part;
import org.medsip.common.run.Stage;
import org.medsip.common.table.BronzeTables;
import org.medsip.common.table.SilverTables;

/** What each site prescribed in a month, the rows of a presentation added up. */
public final class PrescribingStage implements Stage {

  @Override
  public Table writes() {
    return SilverTables.PRESCRIBING;
  }

  @Override
  public List<Table> reads() {
    return List.of(BronzeTables.EPD, BronzeTables.PDPI);
  }

  @Override
  public SortedMap<String, List<Part>> plan(Available available) {
    return PrescribingMonths.plan(available);
  }

  @Override
  public String definition() {
    return "prescribing 1";
  }

  @Override
  public Dataset<Row> apply(Inputs inputs, SortedSet<String> partitions) {
    return PublishedRows.of(inputs)
        .groupBy("month", "practice_code", "bnf_code")
        .agg(
            count(lit(1)).as("source_rows"),
            sum("items").as("items"),
            summed("total_quantity"),
            summed("items_quantity_squared"),
            summed("items_nic_squared"),
            summed("nic"),
            summed("actual_cost"))
        .sort("bnf_code", "practice_code");
  }

  @Override
  public List<MonthMetric> figures(
      Dataset<Row> computed, Dataset<Row> withMonthsBefore, Months months) {
    return PrescribingFigures.of(computed, withMonthsBefore, months);
  }

  private static Column summed(String column) {
    return coalesce(sum(col(column)), lit(0))
        .cast(SilverTables.PRESCRIBING.column(column).type())
        .as(column);
  }
}
