package org.medsip.common.columnar;

import java.util.Iterator;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * Rows worked on as Spark has read them. To make an object of every value of many millions of rows
 * costs more than most work on them.
 */
public final class RowsInPlace {

  /** The rows, each of which lies in memory that is used again for the next. */
  public static JavaRDD<InternalRow> of(Dataset<Row> rows) {
    return rows.queryExecution().toRdd().toJavaRDD();
  }

  /** What a work makes of the rows of each part. */
  public static <T> Dataset<T> mapPartitions(
      Dataset<Row> rows, FlatMapFunction<Iterator<InternalRow>, T> work, Encoder<T> ofResult) {
    return rows.sparkSession().createDataset(of(rows).mapPartitions(work).rdd(), ofResult);
  }

  private RowsInPlace() {}
}
