package org.medsip.jobs.gold;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medsip.common.contract.Table;
import org.medsip.common.run.Available;
import org.medsip.common.run.Inputs;
import org.medsip.common.run.Part;
import org.medsip.common.run.Stage;
import org.medsip.common.table.GoldTables;
import org.medsip.common.table.SilverTables;
import org.medsip.jobs.silver.Histories;

/** Every presentation that a measure may select, over time. */
public final class DimProductStage implements Stage {

  @Override
  public Table writes() {
    return GoldTables.DIM_PRODUCT;
  }

  @Override
  public List<Table> reads() {
    return List.of(SilverTables.PRODUCT_MONTH);
  }

  @Override
  public SortedMap<String, List<Part>> plan(Available available) {
    return available.asWhole(reads());
  }

  @Override
  public String definition() {
    return "dim_product 2";
  }

  @Override
  public Dataset<Row> apply(Inputs inputs, SortedSet<String> partitions) {
    List<String> attributes = new ArrayList<>(SilverTables.PRODUCT_MONTH.columnNames());
    attributes.removeAll(List.of("month", "bnf_code"));
    return Histories.of(inputs.of(SilverTables.PRODUCT_MONTH), List.of("bnf_code"), attributes);
  }
}
