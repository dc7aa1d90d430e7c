package org.medsip.common.metric;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.function.FlatMapGroupsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.medsip.common.contract.Column;
import org.medsip.common.metric.MeasureSums.Sums;
import org.medsip.common.table.GoldTables;

/** Turns the prescribing rows of one site and month into a row for each measure and variant. */
final class MeasuredSiteMonth implements FlatMapGroupsFunction<Row, Row, Row> {

  static final String EFFECT = "effect";

  static final List<String> KEY = List.of("practice_code", "month");

  /** The columns of the rows it is given, in order. */
  static final List<String> COLUMNS =
      List.of(
          "practice_code",
          "month",
          "items",
          "total_quantity",
          "nic",
          "actual_cost",
          "items_quantity_squared",
          "items_nic_squared",
          EFFECT);

  private static final long serialVersionUID = 1L;

  private final List<MeasureVariant> variants;
  private transient @Nullable Map<String, ProductEffect> effects;

  MeasuredSiteMonth(List<MeasureVariant> variants) {
    this.variants = variants;
  }

  /** The columns of the rows it gives. */
  static StructType rowsOfMeasures() {
    StructType columns = new StructType();
    for (Column column : GoldTables.PRACTICE_MONTH_MEASURE.columns()) {
      if (!column.provenance()) {
        columns = columns.add(column.name(), column.type(), column.nullable());
      }
    }
    return columns;
  }

  @Override
  public Iterator<Row> call(Row siteMonth, Iterator<Row> prescribed) {
    MeasureSums sums = new MeasureSums(variants);
    while (prescribed.hasNext()) {
      Row row = prescribed.next();
      ProductEffect effect = effect(row.getString(COLUMNS.indexOf(EFFECT)));
      sums.add(effect, figures(row, effect.nicPerDose()));
    }
    List<Row> measured = new ArrayList<>(variants.size());
    for (int place = 0; place < variants.size(); place++) {
      measured.add(row(siteMonth, sums.of(place)));
    }
    return measured.iterator();
  }

  private ProductEffect effect(String text) {
    Map<String, ProductEffect> known = effects == null ? new HashMap<>() : effects;
    effects = known;
    return known.computeIfAbsent(text, ProductEffect::of);
  }

  private static PrescribedRow figures(Row row, @Nullable BigDecimal nicPerDose) {
    return new PrescribedRow(
        row.getLong(2),
        row.getDecimal(3),
        row.getDecimal(4),
        row.getDecimal(5),
        row.getDecimal(6),
        row.getDecimal(7),
        nicPerDose);
  }

  private static Row row(Row siteMonth, Sums sums) {
    boolean share = sums.variant().measure().denominator().isOfItems();
    return RowFactory.create(
        siteMonth.get(0),
        siteMonth.get(1),
        sums.variant().measure().id(),
        sums.variant().id(),
        typed("numerator", sums.numerator()),
        typed("numerator_squares", sums.squares()),
        sums.items(),
        sums.itemsWithValue(),
        share ? typed("items_compared", BigDecimal.valueOf(sums.compared())) : null);
  }

  private static BigDecimal typed(String column, BigDecimal sum) {
    DecimalType type = (DecimalType) GoldTables.PRACTICE_MONTH_MEASURE.column(column).type();
    return sum.setScale(type.scale(), RoundingMode.HALF_UP);
  }
}
