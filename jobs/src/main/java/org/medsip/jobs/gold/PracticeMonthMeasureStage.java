package org.medsip.jobs.gold;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medsip.common.contract.Table;
import org.medsip.common.metric.Measure;
import org.medsip.common.metric.MeasureCatalogue;
import org.medsip.common.metric.MeasureColumns;
import org.medsip.common.run.Available;
import org.medsip.common.run.Inputs;
import org.medsip.common.run.Part;
import org.medsip.common.run.Stage;
import org.medsip.common.table.GoldTables;
import org.medsip.common.table.SilverTables;

/** The parts of every measure for each site and month, all measures in one pass. */
public final class PracticeMonthMeasureStage implements Stage {

  private final MeasureCatalogue catalogue;

  public PracticeMonthMeasureStage(MeasureCatalogue catalogue) {
    this.catalogue = catalogue;
  }

  @Override
  public Table writes() {
    return GoldTables.PRACTICE_MONTH_MEASURE;
  }

  @Override
  public List<Table> reads() {
    return List.of(SilverTables.PRESCRIBING, SilverTables.PRODUCT_MONTH);
  }

  @Override
  public SortedMap<String, List<Part>> plan(Available available) {
    return OpioidRows.plan(available);
  }

  @Override
  public String definition() {
    return "practice_month_measure 1 " + catalogue.fingerprint();
  }

  @Override
  public boolean mayHaveNoRows() {
    return true;
  }

  @Override
  public Dataset<Row> apply(Inputs inputs, SortedSet<String> partitions) {
    List<Column> parts = new ArrayList<>();
    List<Column> results = new ArrayList<>();
    for (Measure measure : catalogue.measures()) {
      for (String variant : measure.variants().keySet()) {
        String name = "m" + results.size();
        parts.addAll(named(name, new MeasureColumns(measure, variant)));
        results.add(result(name, measure, variant));
      }
    }
    return OpioidRows.of(inputs)
        .groupBy("practice_code", "month")
        .agg(parts.get(0), parts.subList(1, parts.size()).toArray(Column[]::new))
        .select(
            col("practice_code"),
            col("month"),
            explode(array(results.toArray(Column[]::new))).as("measure"))
        .select("practice_code", "month", "measure.*");
  }

  private static List<Column> named(String name, MeasureColumns columns) {
    return List.of(
        columns.numerator().as(name + "_numerator"),
        columns.numeratorSquares().as(name + "_squares"),
        columns.items().as(name + "_items"),
        columns.itemsWithValue().as(name + "_valued"),
        columns.itemsCompared().as(name + "_compared"));
  }

  private static Column result(String name, Measure measure, String variant) {
    return struct(
        lit(measure.id()).as("measure_id"),
        lit(variant).as("variant"),
        col(name + "_numerator").as("numerator"),
        col(name + "_squares").as("numerator_squares"),
        col(name + "_items").as("items"),
        col(name + "_valued").as("items_with_value"),
        col(name + "_compared").as("items_compared"));
  }
}
