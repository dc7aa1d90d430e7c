package org.medsip.common.run;

import java.util.SortedSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Judges what a stage computed before it becomes part of its table. */
public interface Gate {

  /**
   * Lets the rows pass, or not.
   *
   * @throws QualityGateFailed if a rule that must hold does not
   */
  void admit(Stage stage, Dataset<Row> rows, SortedSet<String> partitions);
}
