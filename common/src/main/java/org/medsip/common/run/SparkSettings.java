package org.medsip.common.run;

import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.SparkSession;

/**
 * How Spark is set wherever medsip runs, so that no setting of a machine changes a number: UTC,
 * arithmetic that fails rather than wraps or returns null, and Delta.
 */
public final class SparkSettings {

  private static final Map<String, String> EVERYWHERE =
      new TreeMap<>(
          Map.of(
              "spark.sql.session.timeZone", "UTC",
              "spark.sql.ansi.enabled", "true",
              "spark.sql.legacy.timeParserPolicy", "CORRECTED",
              "spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension",
              "spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog",
              "spark.sql.parquet.compression.codec", "zstd",
              "spark.databricks.delta.snapshotPartitions", "2",
              "spark.sql.sources.parallelPartitionDiscovery.parallelism", "4"));

  /**
   * A run makes some thousand plans, many of them twice: their code is compiled once, nobody looks
   * at their descriptions, and a commit need not list the files of the whole table.
   */
  private static final Map<String, String> WITHOUT_NEEDLESS_WORK =
      new TreeMap<>(
          Map.of(
              "spark.sql.codegen.cache.maxEntries", "3000",
              "spark.sql.ui.explainMode", "simple",
              "spark.sql.debug.maxToStringFields", "1",
              "spark.databricks.delta.allFilesInCrc.enabled", "false"));

  private static final Map<String, String> ON_ONE_MACHINE =
      new TreeMap<>(
          Map.of(
              "spark.ui.enabled", "false",
              "spark.driver.host", "127.0.0.1",
              "spark.driver.bindAddress", "127.0.0.1",
              "spark.sql.shuffle.partitions", "4"));

  /** A session for whatever master the machine names. */
  public static SparkSession.Builder onACluster() {
    return with(with(SparkSession.builder().appName("medsip"), EVERYWHERE), WITHOUT_NEEDLESS_WORK);
  }

  /**
   * A session inside this process.
   *
   * @param master such as {@code local[2]}
   * @param warehouse a folder for what Spark writes of its own accord, which is nothing of ours
   */
  public static SparkSession.Builder onOneMachine(String master, String warehouse) {
    return with(onACluster(), ON_ONE_MACHINE)
        .master(master)
        .config("spark.sql.warehouse.dir", warehouse);
  }

  private static SparkSession.Builder with(
      SparkSession.Builder builder, Map<String, String> settings) {
    settings.forEach(builder::config);
    return builder;
  }

  private SparkSettings() {}
}
