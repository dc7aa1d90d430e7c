package org.medsip.common.columnar;

import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.QueryExecution;

/**
 * Rows worked on as Spark has read them. To make an object of every value of many millions of rows
 * costs more than most work on them.
 */
public final class RowsInPlace {

  /** The rows, each of which lies in memory that is used again for the next. */
  public static JavaRDD<InternalRow> of(Dataset<Row> rows) {
    QueryExecution execution = rows.queryExecution();
    return MadeRows.of(execution).orElseGet(() -> execution.toRdd().toJavaRDD());
  }

  private RowsInPlace() {}
}
