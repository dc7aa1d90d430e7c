package org.medsip.common.run;

import java.util.SortedSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Judges what a stage wrote before anything is built on it. */
public interface Gate {

  /**
   * Lets the rows pass, or not.
   *
   * @throws QualityGateFailed if a rule that must hold does not
   */
  void admit(Stage stage, Dataset<Row> written, SortedSet<String> partitions);
}
