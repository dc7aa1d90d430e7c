package org.medsip.common.metric;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapGroupsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.StructType;
import org.medsip.common.contract.Column;
import org.medsip.common.metric.MeasureSums.Sums;
import org.medsip.common.table.GoldTables;

/** Adds the sums of one site and month and gives a row for each measure and variant. */
final class MeasuresOfSite implements FlatMapGroupsFunction<Row, Row, Row> {

  private static final long serialVersionUID = 1L;

  private static final int DECIMALS = decimals("numerator");
  private static final int DECIMALS_OF_SQUARES = decimals("numerator_squares");

  private final List<MeasureVariant> variants;

  MeasuresOfSite(List<MeasureVariant> variants) {
    this.variants = variants;
  }

  /** The columns of the rows it gives: those of the table, but for where they come from. */
  static StructType columns() {
    StructType columns = new StructType();
    for (Column column : GoldTables.PRACTICE_MONTH_MEASURE.columns()) {
      if (!column.provenance()) {
        columns = columns.add(column.name(), column.type(), column.nullable());
      }
    }
    return columns;
  }

  @Override
  public Iterator<Row> call(Row siteMonth, Iterator<Row> parts) {
    MeasureSums sums = new MeasureSums(variants);
    parts.forEachRemaining(part -> sums.add(part.<byte[]>getAs(2)));
    String site = siteMonth.getString(0);
    java.sql.Date month = java.sql.Date.valueOf(LocalDate.ofEpochDay(siteMonth.getInt(1)));
    List<Row> measured = new ArrayList<>(variants.size());
    for (int place = 0; place < variants.size(); place++) {
      measured.add(row(site, month, sums.of(place)));
    }
    return measured.iterator();
  }

  private static Row row(String site, java.sql.Date month, Sums sums) {
    boolean share = sums.variant().measure().denominator().isOfItems();
    return RowFactory.create(
        site,
        month,
        sums.variant().measure().id(),
        sums.variant().id(),
        sums.numerator().setScale(DECIMALS),
        sums.squares().setScale(DECIMALS_OF_SQUARES),
        sums.items(),
        sums.itemsWithValue(),
        share ? BigDecimal.valueOf(sums.compared()).setScale(DECIMALS) : null);
  }

  private static int decimals(String column) {
    return ((DecimalType) GoldTables.PRACTICE_MONTH_MEASURE.column(column).type()).scale();
  }
}
