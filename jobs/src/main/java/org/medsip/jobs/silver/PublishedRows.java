package org.medsip.jobs.silver;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.medsip.common.run.Inputs;
import org.medsip.common.table.BronzeTables;

/**
 * The prescribing files of every era as one set of rows, in the field's words: month, site, whom it
 * belongs to, presentation, and the numbers.
 */
final class PublishedRows {

  /** The site that stands for every row whose prescriber the file does not identify. */
  static final String UNIDENTIFIED = "UNIDENTIFIED";

  private static final int OLD_STYLE_CODE = 5;

  static Dataset<Row> of(Inputs inputs) {
    return epd(inputs.of(BronzeTables.EPD)).unionByName(pdpi(inputs.of(BronzeTables.PDPI)));
  }

  private static Dataset<Row> epd(Dataset<Row> rows) {
    Column unidentified = col("unidentified").equalTo("Y").or(col("practice_code").equalTo("-"));
    Column named = unidentified.isNull().or(unidentified.equalTo(false));
    Column system = named.and(col("area_type").notEqual("AREA_TEAM"));
    return rows.select(
        col("month"),
        when(named, col("practice_code")).otherwise(UNIDENTIFIED).as("practice_code"),
        when(named, col("practice_name")).as("practice_name"),
        when(named, known(sicbl(col("pco_code")))).as("sicbl_code"),
        when(named, col("pco_name")).as("sicbl_name"),
        when(system, known(col("area_code"))).as("icb_code"),
        when(system, col("area_name")).as("icb_name"),
        when(named, known(col("region_code"))).as("region_code"),
        when(named, col("region_name")).as("region_name"),
        col("bnf_code"),
        col("bnf_name"),
        col("items"),
        col("total_quantity"),
        perItemSquared(col("total_quantity")).as("items_quantity_squared"),
        perItemSquared(col("nic")).as("items_nic_squared"),
        col("nic"),
        col("actual_cost"),
        col("source_file"));
  }

  /** The older files give the quantity of all items, and neither region nor system. */
  private static Dataset<Row> pdpi(Dataset<Row> rows) {
    Column nothing = lit(null).cast(DataTypes.StringType);
    return rows.select(
        col("month"),
        when(col("practice_code").equalTo("-"), UNIDENTIFIED)
            .otherwise(col("practice_code"))
            .as("practice_code"),
        nothing.as("practice_name"),
        known(col("pct_code")).as("sicbl_code"),
        nothing.as("sicbl_name"),
        nothing.as("icb_code"),
        nothing.as("icb_name"),
        nothing.as("region_code"),
        nothing.as("region_name"),
        col("bnf_code"),
        col("bnf_name"),
        col("items"),
        col("total_quantity"),
        perItemSquared(col("total_quantity")).as("items_quantity_squared"),
        perItemSquared(col("nic")).as("items_nic_squared"),
        col("nic"),
        col("actual_cost"),
        col("source_file"));
  }

  /**
   * What the items of a row add to the variance of a total: items times the square of the total per
   * item. It is exact for EPD, which has a row for each quantity an item can have, and the least
   * possible for the older files, which add the quantities up.
   */
  private static Column perItemSquared(Column total) {
    DataType squares = DataTypes.createDecimalType(38, 8);
    return when(
            col("items").gt(0),
            total.multiply(total).divide(col("items").cast(DataTypes.createDecimalType(10, 0))))
        .otherwise(0)
        .cast(squares);
  }

  /**
   * The code of a CCG or SICBL: EPD writes the three characters of the older codes with {@code 00}
   * behind them; the codes of five characters are written as they are.
   */
  static Column sicbl(Column pco) {
    return when(
            length(pco).equalTo(OLD_STYLE_CODE).and(substring(pco, 4, 2).equalTo("00")),
            substring(pco, 1, 3))
        .otherwise(pco);
  }

  private static Column known(Column code) {
    return when(trim(code).isin("", "-"), null).otherwise(code);
  }

  private PublishedRows() {}
}
