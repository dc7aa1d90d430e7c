package org.medsip.jobs.silver;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lag;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/** Turns what is said of a thing month by month into one row for each time it stays the same. */
public final class Histories {

  /**
   * One row for each unbroken run of months in which all attributes stay the same, with {@code
   * valid_from} and {@code valid_to}, its first and last month.
   *
   * @param monthly at most one row for each key and month
   * @param key the columns that name the thing
   * @param attributes the columns that say something of it
   */
  public static Dataset<Row> of(Dataset<Row> monthly, List<String> key, List<String> attributes) {
    Column[] keyColumns = key.stream().map(name -> col(name)).toArray(Column[]::new);
    Column said = struct(attributes.stream().map(name -> col(name)).toArray(Column[]::new));
    WindowSpec inOrder = Window.partitionBy(keyColumns).orderBy("month");
    Column changed =
        coalesce(lag(said, 1).over(inOrder).eqNullSafe(said), lit(false)).unary_$bang();
    Column isFirst = lag(col("month"), 1).over(inOrder).isNull();

    List<Column> grouping = new ArrayList<>(List.of(keyColumns));
    attributes.forEach(name -> grouping.add(col(name)));
    grouping.add(col("stretch"));
    return monthly
        .withColumn("starts", when(isFirst.or(changed), 1).otherwise(0))
        .withColumn("stretch", sum("starts").over(inOrder))
        .groupBy(grouping.toArray(Column[]::new))
        .agg(min("month").as("valid_from"), max("month").as("valid_to"));
  }

  private Histories() {}
}
