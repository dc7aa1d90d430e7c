package org.medsip.jobs.silver;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;

import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.medsip.common.contract.Table;
import org.medsip.common.run.Available;
import org.medsip.common.run.Inputs;
import org.medsip.common.run.Part;
import org.medsip.common.run.Stage;
import org.medsip.common.table.BronzeTables;
import org.medsip.common.table.SilverTables;

/** What each presentation that a measure may select is: a pure function of its code and name. */
public final class ProductMonthStage implements Stage {

  @Override
  public Table writes() {
    return SilverTables.PRODUCT_MONTH;
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
    return "product_month 2 " + ProductRows.reference().contentHash();
  }

  @Override
  public boolean mayHaveNoRows() {
    return true;
  }

  @Override
  public Dataset<Row> apply(Inputs inputs, SortedSet<String> partitions) {
    return PublishedRows.of(inputs)
        .filter(ProductRows.areDescribed(col("bnf_code")))
        .groupBy("month", "bnf_code")
        .agg(coalesce(max("bnf_name"), lit("")).as("bnf_name"))
        .map(
            (MapFunction<Row, Row>) ProductRows::resolved,
            Encoders.row(SilverTables.PRODUCT_MONTH.schema()));
  }
}
