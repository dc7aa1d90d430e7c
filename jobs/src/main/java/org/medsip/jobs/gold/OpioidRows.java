package org.medsip.jobs.gold;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medsip.common.product.ProductReference;
import org.medsip.common.run.Inputs;
import org.medsip.common.table.SilverTables;

/** The prescribing rows of opioids, and of presentations that may be opioids, with the product. */
final class OpioidRows {

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
