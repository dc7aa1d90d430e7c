package org.medsip.common.metric;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataTypes;
import org.medsip.common.metric.Measure.Quantity;
import org.medsip.common.table.GoldTables;

/**
 * What one variant of a measure adds up, as Spark columns over the rows of {@code prescribing}
 * joined to {@code product_month}. All of them are sums, so that every measure can be computed in
 * one pass.
 *
 * @param measure the measure
 * @param variant one of its variants
 */
public record MeasureColumns(Measure measure, String variant) {

  private static final Column OPIOID = col("resolution").equalTo("opioid");
  private static final Column OPIOID_OR_UNRESOLVED = col("resolution").notEqual("not_opioid");

  /** The numerator: items, DDD or milligrams; zero where nothing is selected. */
  public Column numerator() {
    Column summed =
        measure.numerator().quantity() == Quantity.ITEMS
            ? sum(when(selected(), col("items")))
            : sum(when(selected(), OpioidColumns.units().multiply(perUnit())));
    return orZero(summed, "numerator");
  }

  /** The sum over items of the square of what one item adds: the variance of the numerator. */
  public Column numeratorSquares() {
    Column squares =
        measure.numerator().quantity() == Quantity.ITEMS
            ? col("items")
            : OpioidColumns.unitsSquared()
                .multiply(perUnit().cast(DataTypes.DoubleType))
                .multiply(perUnit().cast(DataTypes.DoubleType));
    Column exact =
        squares.cast(GoldTables.PRACTICE_MONTH_MEASURE.column("numerator_squares").type());
    return orZero(sum(when(selected(), exact)), "numerator_squares");
  }

  /** The items selected. */
  public Column items() {
    return orZero(sum(when(selected(), col("items"))), "items");
  }

  /** Of the items selected, those of presentations that have a value in this variant. */
  public Column itemsWithValue() {
    Column valued =
        measure.numerator().quantity() == Quantity.ITEMS
            ? selected()
            : selected().and(perUnit().isNotNull());
    return orZero(sum(when(valued, col("items"))), "items_with_value");
  }

  /** The items of the denominator, for a share of items; null for a rate of registrants. */
  public Column itemsCompared() {
    return switch (measure.denominator()) {
      case REGISTRANT_MONTHS, REGISTRANT_DAYS -> lit(null).cast(DataTypes.LongType);
      case LONG_ACTING_OPIOID_ITEMS ->
          orZero(sum(when(col("long_acting"), col("items"))), "items_compared");
    };
  }

  private Column selected() {
    return switch (measure.numerator().selection()) {
      case OPIOIDS -> OPIOID_OR_UNRESOLVED;
      case HIGH_DOSE_OPIOIDS -> OPIOID.and(col("high_dose_" + variant));
    };
  }

  private Column perUnit() {
    return switch (measure.numerator().quantity()) {
      case DDD -> col("ddd_" + variant + "_per_unit");
      case OME -> col("ome_" + variant + "_per_unit");
      case ITEMS -> throw new IllegalStateException("An item is not so many per unit of quantity");
    };
  }

  private static Column orZero(Column summed, String column) {
    return coalesce(summed, lit(0)).cast(GoldTables.PRACTICE_MONTH_MEASURE.column(column).type());
  }
}
