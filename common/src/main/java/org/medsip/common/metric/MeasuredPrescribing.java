package org.medsip.common.metric;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.udf;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;
import org.medsip.common.table.SilverTables;

/**
 * Every variant of every measure for each site and month, in one pass over prescribing. What a
 * presentation does to the variants is found once for each presentation and month; the rows of a
 * site and month are then added up in plain Java, exactly.
 */
public final class MeasuredPrescribing {

  /**
   * The rows of {@code practice_month_measure}: one for each site and month with anything that is
   * selected or compared, measure and variant.
   *
   * @param prescribing rows of {@code prescribing}
   * @param products rows of {@code product_month} of the same months
   * @param variants what to measure
   */
  public static Dataset<Row> of(
      Dataset<Row> prescribing, Dataset<Row> products, List<MeasureVariant> variants) {
    Dataset<Row> rows =
        prescribing
            .join(
                broadcast(effects(products, variants)), new String[] {"month", "bnf_code"}, "inner")
            .select(columns(MeasuredSiteMonth.COLUMNS));
    return rows.groupBy(columns(MeasuredSiteMonth.KEY))
        .as(
            Encoders.row(rows.select(columns(MeasuredSiteMonth.KEY)).schema()),
            Encoders.row(rows.schema()))
        .flatMapGroups(
            new MeasuredSiteMonth(variants), Encoders.row(MeasuredSiteMonth.rowsOfMeasures()));
  }

  /** What each presentation of a month does to the variants, of those that do anything. */
  private static Dataset<Row> effects(Dataset<Row> products, List<MeasureVariant> variants) {
    UDF1<Row, @Nullable String> effectOf =
        product ->
            ProductEffect.of(ProductFacts.of(product), variants)
                .map(ProductEffect::text)
                .orElse(null);
    return products
        .select(
            col("month"),
            col("bnf_code"),
            udf(effectOf, DataTypes.StringType)
                .apply(struct(columns(SilverTables.PRODUCT_MONTH.columnNames())))
                .as(MeasuredSiteMonth.EFFECT))
        .filter(col(MeasuredSiteMonth.EFFECT).isNotNull());
  }

  private static Column[] columns(List<String> names) {
    return names.stream().map(name -> col(name)).toArray(Column[]::new);
  }

  private MeasuredPrescribing() {}
}
