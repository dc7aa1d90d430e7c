package org.medsip.common;

import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;

/** The one Spark session that all tests of a JVM share. */
public final class SparkTest {

  private SparkTest() {}

  /** Two threads, no web page, UTC, ANSI arithmetic and Delta; starts on the first call. */
  public static SparkSession spark() {
    return Session.SHARED;
  }

  private static final class Session {
    static final SparkSession SHARED =
        SparkSession.builder()
            .master("local[2]")
            .appName("medsip tests")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.host", "localhost")
            .config("spark.sql.session.timeZone", "UTC")
            .config("spark.sql.shuffle.partitions", "2")
            .config("spark.sql.debug.maxToStringFields", "200")
            .config("spark.sql.ansi.enabled", "true")
            .config("spark.databricks.delta.snapshotPartitions", "1")
            .config("spark.sql.sources.parallelPartitionDiscovery.parallelism", "2")
            .config("spark.sql.warehouse.dir", Path.of("target", "warehouse").toUri().toString())
            .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
            .config(
                "spark.sql.catalog.spark_catalog",
                "org.apache.spark.sql.delta.catalog.DeltaCatalog")
            .getOrCreate();
  }
}
