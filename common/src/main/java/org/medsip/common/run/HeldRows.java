package org.medsip.common.run;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.execution.LogicalRDD;

/**
 * Rows computed once and held, in memory or on the disks of the executors, for as long as they are
 * read again: by the gate, and for the commit.
 *
 * <p>They are held as rows. Spark's own cache turns them into columns and back, which cost more
 * than to compute them. Rows of an executor that is lost are not computed again: the run fails, and
 * the next one builds the partition.
 */
final class HeldRows implements AutoCloseable {

  private final Dataset<Row> rows;

  private HeldRows(Dataset<Row> rows) {
    this.rows = rows;
  }

  /** Holds the rows from the first time they are read. */
  static HeldRows of(Dataset<Row> computed) {
    return new HeldRows(computed.localCheckpoint(false));
  }

  Dataset<Row> rows() {
    return rows;
  }

  @Override
  public void close() {
    ((LogicalRDD) rows.queryExecution().logical()).rdd().unpersist(false);
  }
}
