package org.medsip.jobs.gold;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.substring;

import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medsip.common.contract.Table;
import org.medsip.common.metric.OpioidColumns;
import org.medsip.common.quality.Rule;
import org.medsip.common.quality.Severity;
import org.medsip.common.run.Available;
import org.medsip.common.run.Inputs;
import org.medsip.common.run.Part;
import org.medsip.common.run.Stage;
import org.medsip.common.table.GoldTables;
import org.medsip.common.table.SilverTables;

/** Opioids of each site and month by chemical substance and route. */
public final class PracticeMonthProductGroupStage implements Stage {

  private static final double MOST_UNRESOLVED = 0.001;

  @Override
  public Table writes() {
    return GoldTables.PRACTICE_MONTH_PRODUCT_GROUP;
  }

  @Override
  public List<Table> reads() {
    return List.of(SilverTables.PRESCRIBING, SilverTables.PRODUCT_MONTH);
  }

  @Override
  public SortedMap<String, List<Part>> plan(Available available) {
    return DescribedRows.plan(available);
  }

  @Override
  public String definition() {
    return "practice_month_product_group 2";
  }

  @Override
  public List<Rule> rules() {
    return List.of(
        new Rule.RatioAtMost(
            "unresolved opioid items",
            col("unmapped_items"),
            col("items"),
            MOST_UNRESOLVED,
            Severity.ERROR));
  }

  @Override
  public boolean mayHaveNoRows() {
    return true;
  }

  @Override
  public Dataset<Row> apply(Inputs inputs, SortedSet<String> partitions) {
    List<Column> sums = OpioidColumns.sums();
    return OpioidRows.of(inputs)
        .groupBy(
            col("practice_code"),
            col("month"),
            substring(col("current_bnf_code"), 1, 9).as("chemical_code"),
            coalesce(col("route"), lit("UNRESOLVED")).as("route"))
        .agg(sums.get(0), sums.subList(1, sums.size()).toArray(Column[]::new));
  }
}
