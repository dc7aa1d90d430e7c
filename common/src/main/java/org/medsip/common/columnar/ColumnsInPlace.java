package org.medsip.common.columnar;

import java.util.Iterator;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.execution.ColumnarToRowExec;
import org.apache.spark.sql.execution.FileSourceScanExec;
import org.apache.spark.sql.execution.FilterExec;
import org.apache.spark.sql.execution.InputAdapter;
import org.apache.spark.sql.execution.ProjectExec;
import org.apache.spark.sql.execution.RowToColumnarExec;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.UnaryExecNode;
import org.apache.spark.sql.execution.WholeStageCodegenExec;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatch;

/**
 * Columns worked on as Spark has read them, some thousand rows at a time, for whom even rows in
 * memory are too slow: a text that stands in the dictionary of its file need not be looked at.
 */
public final class ColumnsInPlace {

  /** What lies between the columns of files and their rows. */
  private static final Set<Class<?>> ROWS_OF_COLUMNS =
      Set.of(
          WholeStageCodegenExec.class,
          InputAdapter.class,
          ColumnarToRowExec.class,
          ProjectExec.class);

  /** The same for rows that are some of them. */
  private static final Set<Class<?>> SOME_ROWS_OF_COLUMNS =
      Stream.concat(ROWS_OF_COLUMNS.stream(), Stream.of(FilterExec.class))
          .collect(Collectors.toUnmodifiableSet());

  /**
   * What a work makes of the columns of some rows, and perhaps of others beside them: conditions
   * are made use of to skip pages of files, and the work applies them to what is read.
   *
   * @param work given batches that lie in memory that is used again for the next
   */
  public static <T> Dataset<T> mapPartitions(
      Dataset<Row> mayInclude,
      FlatMapFunction<Iterator<ColumnarBatch>, T> work,
      Encoder<T> ofResult) {
    return mayInclude
        .sparkSession()
        .createDataset(below(SOME_ROWS_OF_COLUMNS, mayInclude).mapPartitions(work).rdd(), ofResult);
  }

  /** The columns of some rows, in batches that lie in memory that is used again for the next. */
  public static JavaRDD<ColumnarBatch> of(Dataset<Row> rows) {
    return below(ROWS_OF_COLUMNS, rows);
  }

  private static JavaRDD<ColumnarBatch> below(Set<Class<?>> steps, Dataset<Row> rows) {
    SparkPlan plan = rows.queryExecution().executedPlan();
    SparkPlan next = plan;
    while (steps.contains(next.getClass())) {
      next = ((UnaryExecNode) next).child();
    }
    return next instanceof FileSourceScanExec scan
            && scan.supportsColumnar()
            && plan.outputSet().subsetOf(scan.outputSet())
        ? asRead(scan, rows.columns())
        : new RowToColumnarExec(plan).executeColumnar().toJavaRDD();
  }

  private static JavaRDD<ColumnarBatch> asRead(FileSourceScanExec scan, String[] columns) {
    int[] places = Stream.of(columns).mapToInt(scan.schema()::fieldIndex).toArray();
    return scan.executeColumnar().toJavaRDD().map(batch -> inOrder(batch, places));
  }

  private static ColumnarBatch inOrder(ColumnarBatch batch, int[] places) {
    ColumnVector[] columns = new ColumnVector[places.length];
    for (int i = 0; i < places.length; i++) {
      columns[i] = batch.column(places[i]);
    }
    return new ColumnarBatch(columns, batch.numRows());
  }

  private ColumnsInPlace() {}
}
