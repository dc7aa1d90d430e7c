package org.medsip.jobs.cli;

import org.apache.spark.sql.SparkSession;

/** The one Spark session of a process, set so that no setting of the machine changes a number. */
final class Session {

  private static final int LOCAL_SHUFFLE_PARTITIONS = 4;

  static SparkSession open() {
    SparkSession.Builder builder =
        SparkSession.builder()
            .appName("medsip")
            .config("spark.sql.session.timeZone", "UTC")
            .config("spark.sql.ansi.enabled", "true")
            .config("spark.sql.legacy.timeParserPolicy", "CORRECTED")
            .config("spark.sql.warehouse.dir", System.getProperty("java.io.tmpdir"))
            .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
            .config(
                "spark.sql.catalog.spark_catalog",
                "org.apache.spark.sql.delta.catalog.DeltaCatalog")
            .config("spark.sql.parquet.compression.codec", "zstd")
            .config("spark.databricks.delta.snapshotPartitions", "2")
            .config("spark.sql.sources.parallelPartitionDiscovery.parallelism", "4");
    if (System.getProperty("spark.master") == null) {
      builder =
          builder
              .master("local[*]")
              .config("spark.ui.enabled", "false")
              .config("spark.driver.host", "127.0.0.1")
              .config("spark.driver.bindAddress", "127.0.0.1")
              .config("spark.sql.shuffle.partitions", LOCAL_SHUFFLE_PARTITIONS);
    }
    return builder.getOrCreate();
  }

  private Session() {}
}
