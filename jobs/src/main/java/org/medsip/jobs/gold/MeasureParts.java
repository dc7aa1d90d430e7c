package org.medsip.jobs.gold;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.dayofmonth;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.last_day;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.medsip.common.metric.Measure;
import org.medsip.common.metric.MeasureCatalogue;
import org.medsip.common.table.GoldTables;

/**
 * Numerator and denominator of every measure for every site of a month, also where the site
 * prescribed nothing the measure selects: its registrants count all the same.
 */
final class MeasureParts {

  static Dataset<Row> of(Dataset<Row> sites, Dataset<Row> prescribed, MeasureCatalogue catalogue) {
    String[] key = {"practice_code", "month", "measure_id", "variant"};
    DataType exact = GoldTables.MEASURE_ORG_PERIOD.column("numerator").type();
    return sites
        .withColumn("measure", explode(array(variants(catalogue))))
        .select("*", "measure.*")
        .drop("measure")
        .join(prescribed.drop("source_run_id"), key, "left")
        .withColumn("numerator", coalesce(col("numerator"), lit(0).cast(exact)))
        .withColumn("numerator_squares", zeroWhereNone(prescribed, "numerator_squares"))
        .withColumn("items", coalesce(col("items"), lit(0L)))
        .withColumn("items_with_value", coalesce(col("items_with_value"), lit(0L)))
        .withColumn("denominator", denominator().cast(exact));
  }

  private static Column[] variants(MeasureCatalogue catalogue) {
    List<Column> variants = new ArrayList<>();
    for (Measure measure : catalogue.measures()) {
      for (String variant : measure.variants().keySet()) {
        variants.add(
            struct(
                lit(measure.id()).as("measure_id"),
                lit(variant).as("variant"),
                lit(measure.denominator().kind().name()).as("denominator_kind"),
                lit(measure.scale()).cast("decimal(18,6)").as("scale"),
                lit(measure.interval().name()).as("interval")));
      }
    }
    return variants.toArray(Column[]::new);
  }

  private static Column zeroWhereNone(Dataset<Row> prescribed, String column) {
    DataType type = prescribed.schema().apply(column).dataType();
    return coalesce(col(column), lit(0).cast(type));
  }

  private static Column denominator() {
    Column registrants = when(col("site_kind").equalTo("GP"), col("registrants"));
    return when(col("denominator_kind").equalTo("REGISTRANT_MONTHS"), registrants)
        .when(
            col("denominator_kind").equalTo("REGISTRANT_DAYS"),
            registrants.multiply(dayofmonth(last_day(col("month")))))
        .when(col("denominator_kind").equalTo("ITEMS"), coalesce(col("items_compared"), lit(0L)));
  }

  private MeasureParts() {}
}
