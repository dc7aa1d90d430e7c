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
 * site and month are then added up in plain Java, exactly: first within each part of the table, so
 * that sums travel and not rows, then over the parts.
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
    Dataset<Row> sums =
        prescribing
            .join(
                broadcast(effects(products, variants)), new String[] {"month", "bnf_code"}, "inner")
            .select(PartsOfSites.columns())
            .mapPartitions(new PartsOfSites(variants), Encoders.row(PartsOfSites.SUMS));
    return sums.groupBy("practice_code", "day")
        .as(Encoders.row(sums.select("practice_code", "day").schema()), Encoders.row(sums.schema()))
        .flatMapGroups(new MeasuresOfSite(variants), Encoders.row(MeasuresOfSite.columns()));
  }

  /** What each presentation of a month does to the variants, of those that do anything. */
  private static Dataset<Row> effects(Dataset<Row> products, List<MeasureVariant> variants) {
    UDF1<Row, byte @Nullable []> effectOf =
        product ->
            ProductEffect.of(ProductFacts.of(product), variants)
                .map(ProductEffect::bytes)
                .orElse(null);
    Column[] known =
        SilverTables.PRODUCT_MONTH.columnNames().stream()
            .map(name -> col(name))
            .toArray(Column[]::new);
    return products
        .select(
            col("month"),
            col("bnf_code"),
            udf(effectOf, DataTypes.BinaryType).apply(struct(known)).as("effect"))
        .filter(col("effect").isNotNull());
  }

  private MeasuredPrescribing() {}
}
