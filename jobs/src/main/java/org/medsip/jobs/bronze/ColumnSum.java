package org.medsip.jobs.bronze;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.shiftright;
import static org.apache.spark.sql.functions.sum;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.UnscaledValue;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DecimalType;

/**
 * The exact sum of a column of whole numbers or of decimals of at most 18 digits, as the sums of
 * the upper and of the lower 32 bits of its numbers, which do not overflow below two thousand
 * million rows. Spark's own sum of decimals makes objects of every row.
 *
 * @param name the column
 * @param type of its numbers
 */
record ColumnSum(String name, DataType type) {

  private static final long LOWER = 0xFFFF_FFFFL;

  /** The two sums to ask for. */
  List<Column> halves() {
    Column number = col(name);
    if (type instanceof DecimalType) {
      number = new Column(new UnscaledValue(number.expr()));
    }
    return List.of(
        coalesce(sum(shiftright(number, Integer.SIZE)), lit(0L)),
        coalesce(sum(number.bitwiseAND(LOWER)), lit(0L)));
  }

  /** The sum, from a row that has the two at a place and behind it. */
  BigDecimal total(Row row, int place) {
    BigInteger upper = BigInteger.valueOf(row.getLong(place)).shiftLeft(Integer.SIZE);
    BigInteger sum = upper.add(BigInteger.valueOf(row.getLong(place + 1)));
    return new BigDecimal(sum, type instanceof DecimalType decimal ? decimal.scale() : 0);
  }
}
