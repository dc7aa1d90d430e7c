package org.medsip.common.metric;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.medsip.common.product.DddVariant;
import org.medsip.common.product.OmeSet;
import org.medsip.common.table.GoldTables;

/**
 * What {@code practice_month_product_group} adds up, as Spark columns over the rows of {@code
 * prescribing} joined to {@code product_month}. A dose is null where no presentation of the group
 * has one; it is never 0 for want of a factor.
 */
public final class OpioidColumns {

  /** Every sum of the table, named. */
  public static List<Column> sums() {
    List<Column> sums = new ArrayList<>();
    sums.add(sum("items").as("items"));
    sums.add(typed("quantity", sum("total_quantity")));
    sums.add(typed("nic", sum("nic")));
    sums.add(typed("actual_cost", sum("actual_cost")));
    Column unresolved = when(col("resolution").equalTo("unresolved"), col("items"));
    sums.add(typed("unmapped_items", coalesce(sum(unresolved), lit(0))));
    for (DddVariant variant : DddVariant.values()) {
      sums.add(dose("ddd_" + variant.id()));
    }
    for (OmeSet set : OmeSet.values()) {
      sums.add(dose("ome_" + set.id()));
    }
    return sums;
  }

  private static Column dose(String name) {
    return typed(name, sum(col("total_quantity").multiply(col(name + "_per_unit"))));
  }

  private static Column typed(String name, Column sum) {
    return sum.cast(GoldTables.PRACTICE_MONTH_PRODUCT_GROUP.column(name).type()).as(name);
  }

  private OpioidColumns() {}
}
