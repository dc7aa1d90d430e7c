package org.medsip.jobs.cli;

import java.util.concurrent.CompletableFuture;
import org.apache.spark.sql.SparkSession;
import org.medsip.common.run.SparkSettings;
import org.slf4j.LoggerFactory;

/** The one Spark session of a process: inside it, or on the cluster that spark-submit names. */
final class Session {

  static SparkSession open() {
    return System.getProperty("spark.master") == null
        ? SparkSettings.onOneMachine("local[*]", System.getProperty("java.io.tmpdir")).getOrCreate()
        : SparkSettings.onACluster().getOrCreate();
  }

  /**
   * The session, which opens while the caller does something else. The thread is a new one since it
   * has to find classes as the caller does, which those of a pool do not under spark-submit; and
   * logging is begun before, since two threads that begin it at once trip over each other.
   */
  static CompletableFuture<SparkSession> opening() {
    LoggerFactory.getLogger(Session.class);
    return CompletableFuture.supplyAsync(
        Session::open, task -> new Thread(task, "opening the session").start());
  }

  private Session() {}
}
