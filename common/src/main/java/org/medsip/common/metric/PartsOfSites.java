package org.medsip.common.metric;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.unix_date;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Adds up the prescribing rows of a part of the table by site and month. Prescribing is sorted by
 * presentation, so that what a presentation does is looked up once for many rows.
 */
final class PartsOfSites implements MapPartitionsFunction<Row, Row> {

  /** The rows it gives: a site, the first day of a month as days since 1970, and the sums. */
  static final StructType SUMS =
      new StructType()
          .add("practice_code", DataTypes.StringType, false)
          .add("day", DataTypes.IntegerType, false)
          .add("sums", DataTypes.BinaryType, false);

  private static final long serialVersionUID = 1L;

  private final List<MeasureVariant> variants;

  PartsOfSites(List<MeasureVariant> variants) {
    this.variants = variants;
  }

  /** The columns of the rows it is given, in order. */
  static Column[] columns() {
    return new Column[] {
      col("practice_code"),
      unix_date(col("month")),
      col("items"),
      col("total_quantity"),
      col("nic"),
      col("actual_cost"),
      col("items_quantity_squared").cast(DataTypes.DoubleType),
      col("items_nic_squared").cast(DataTypes.DoubleType),
      col("effect")
    };
  }

  @Override
  public Iterator<Row> call(Iterator<Row> prescribed) {
    Map<Integer, Map<String, MeasureSums>> months = new HashMap<>();
    byte[] bytes = {};
    ProductEffect effect = new ProductEffect(null, List.of(), new int[0], new int[0]);
    while (prescribed.hasNext()) {
      Row row = prescribed.next();
      byte[] ofRow = row.getAs(8);
      if (!Arrays.equals(ofRow, bytes)) {
        effect = ProductEffect.of(ofRow);
        bytes = ofRow;
      }
      months
          .computeIfAbsent(row.getInt(1), month -> new HashMap<>())
          .computeIfAbsent(row.getString(0), site -> new MeasureSums(variants))
          .add(effect, figures(row, effect));
    }
    List<Row> sums = new ArrayList<>();
    months.forEach(
        (month, sites) ->
            sites.forEach((site, sum) -> sums.add(RowFactory.create(site, month, sum.bytes()))));
    return sums.iterator();
  }

  private static PrescribedRow figures(Row row, ProductEffect effect) {
    return new PrescribedRow(
        row.getLong(2),
        row.getDecimal(3),
        row.getDecimal(4),
        row.getDecimal(5),
        row.getDouble(6),
        row.getDouble(7),
        effect.nicPerDose());
  }
}
