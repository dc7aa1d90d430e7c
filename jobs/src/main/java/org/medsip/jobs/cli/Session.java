package org.medsip.jobs.cli;

import org.apache.spark.sql.SparkSession;
import org.medsip.common.run.SparkSettings;

/** The one Spark session of a process: inside it, or on the cluster that spark-submit names. */
final class Session {

  static SparkSession open() {
    return System.getProperty("spark.master") == null
        ? SparkSettings.onOneMachine("local[*]", System.getProperty("java.io.tmpdir")).getOrCreate()
        : SparkSettings.onACluster().getOrCreate();
  }

  private Session() {}
}
