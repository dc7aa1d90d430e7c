package org.medsip.jobs.gold;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medsip.common.product.ProductReference;
import org.medsip.common.run.Available;
import org.medsip.common.run.Inputs;
import org.medsip.common.run.Part;
import org.medsip.common.table.SilverTables;

/** The prescribing rows of presentations that are described, which any measure may select. */
final class DescribedRows {

  private static final List<String> SECTIONS = ProductReference.load().chemicals().sections();

  static SortedMap<String, List<Part>> plan(Available available) {
    return available.forEachPartition(
        SilverTables.PRESCRIBING,
        month -> {
          List<Part> parts = new ArrayList<>(available.same(SilverTables.PRESCRIBING, month));
          parts.addAll(available.same(SilverTables.PRODUCT_MONTH, month));
          return parts;
        });
  }

  /** Prescribing is sorted by BNF code, so that a section is found without reading the others. */
  static Dataset<Row> of(Inputs inputs) {
    Column ofSections =
        SECTIONS.stream().map(col("bnf_code")::startsWith).reduce(Column::or).orElseThrow();
    return inputs.of(SilverTables.PRESCRIBING).filter(ofSections);
  }

  private DescribedRows() {}
}
