package org.medsip.jobs.silver;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.sum;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medsip.common.table.RunTables;

/** What republished months changed, by site and BNF section. */
public final class RevisionDiff {

  private static final Map<String, String> TOTALS = new LinkedHashMap<>();

  static {
    TOTALS.put("rows", "source_rows");
    TOTALS.put("items", "items");
    TOTALS.put("quantity", "total_quantity");
    TOTALS.put("nic", "nic");
    TOTALS.put("actual_cost", "actual_cost");
  }

  /**
   * The sites and sections whose totals differ.
   *
   * @param before rows of {@code prescribing} as they were
   * @param after rows of the same months as they are
   */
  public static Dataset<Row> between(Dataset<Row> before, Dataset<Row> after) {
    String[] key = {"month", "practice_code", "bnf_section"};
    Dataset<Row> both = totals(before, "before").join(totals(after, "after"), key, "full_outer");
    Column differs = lit(false);
    for (String name : TOTALS.keySet()) {
      for (String when : List.of("before", "after")) {
        String total = name + "_" + when;
        both = both.withColumn(total, orZero(total));
      }
      differs = differs.or(col(name + "_before").notEqual(col(name + "_after")));
    }
    return both.filter(differs);
  }

  private static Dataset<Row> totals(Dataset<Row> rows, String when) {
    List<Column> sums = new ArrayList<>();
    TOTALS.forEach((name, column) -> sums.add(sum(column).as(name + "_" + when)));
    return rows.groupBy(
            col("month"), col("practice_code"), substring(col("bnf_code"), 1, 4).as("bnf_section"))
        .agg(sums.get(0), sums.subList(1, sums.size()).toArray(Column[]::new));
  }

  private static Column orZero(String total) {
    return coalesce(col(total), lit(0)).cast(RunTables.REVISION_DIFF.column(total).type());
  }

  private RevisionDiff() {}
}
