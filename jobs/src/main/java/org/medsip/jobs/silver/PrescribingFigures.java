package org.medsip.jobs.silver;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medsip.common.product.ProductReference;
import org.medsip.common.quality.MonthMeasures;
import org.medsip.common.quality.MonthMetric;
import org.medsip.common.quality.Months;
import org.medsip.common.table.SilverTables;

/** The figures by which an unusual month of prescribing is noticed. */
final class PrescribingFigures {

  static List<MonthMetric> of(Dataset<Row> computed, Dataset<Row> withMonthsBefore, Months months) {
    MonthMeasures measures = new MonthMeasures(SilverTables.PRESCRIBING);
    List<MonthMetric> figures =
        new ArrayList<>(
            measures.totals(
                computed,
                Map.of(
                    "rows",
                    sum("source_rows"),
                    "items",
                    sum("items"),
                    "opioid_items",
                    sum(
                        when(
                            col("bnf_code").startsWith(ProductReference.ANALGESICS), col("items"))),
                    "nic",
                    sum("nic"),
                    MonthMeasures.PRACTICES,
                    countDistinct(col("practice_code")))));
    figures.addAll(measures.rowsBy(computed, "rows_by_chapter", substring(col("bnf_code"), 1, 2)));
    figures.addAll(measures.practicesKept(withMonthsBefore, col("practice_code"), months));
    return figures;
  }

  private PrescribingFigures() {}
}
