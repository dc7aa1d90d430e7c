package org.medsip.jobs.gold;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medsip.common.product.ProductReference;
import org.medsip.common.run.Available;
import org.medsip.common.run.Inputs;
import org.medsip.common.run.Part;
import org.medsip.common.table.SilverTables;

/** The prescribing rows of opioids, and of presentations that may be opioids, with the product. */
final class OpioidRows {

  static SortedMap<String, List<Part>> plan(Available available) {
    return available.forEachPartition(
        SilverTables.PRESCRIBING,
        month -> {
          List<Part> parts = new ArrayList<>(available.same(SilverTables.PRESCRIBING, month));
          parts.addAll(available.same(SilverTables.PRODUCT_MONTH, month));
          return parts;
        });
  }

  static Dataset<Row> of(Inputs inputs) {
    Dataset<Row> products =
        inputs.of(SilverTables.PRODUCT_MONTH).filter(col("resolution").notEqual("not_opioid"));
    return inputs
        .of(SilverTables.PRESCRIBING)
        .filter(col("bnf_code").startsWith(ProductReference.ANALGESICS))
        .join(broadcast(products), new String[] {"month", "bnf_code"}, "inner");
  }

  private OpioidRows() {}
}
