package org.medsip.common.metric;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataTypes;
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

  /**
   * The units behind a row: its total quantity, or for nasal fentanyl, whose quantity mixes doses
   * and bottles, its cost over the cost of one dose.
   */
  static Column units() {
    Column doses =
        col("nic").divide(col("nic_per_dose")).cast(org.medsip.common.contract.Column.QUANTITY);
    return when(col("nic_per_dose").isNotNull(), doses).otherwise(col("total_quantity"));
  }

  /** The sum over items of the square of the units of one item. */
  static Column unitsSquared() {
    Column price = col("nic_per_dose").cast(DataTypes.DoubleType);
    return when(
            col("nic_per_dose").isNotNull(),
            col("items_nic_squared").cast(DataTypes.DoubleType).divide(price).divide(price))
        .otherwise(col("items_quantity_squared").cast(DataTypes.DoubleType));
  }

  private static Column dose(String name) {
    return typed(name, sum(units().multiply(col(name + "_per_unit"))));
  }

  private static Column typed(String name, Column sum) {
    return sum.cast(GoldTables.PRACTICE_MONTH_PRODUCT_GROUP.column(name).type()).as(name);
  }

  private OpioidColumns() {}
}
