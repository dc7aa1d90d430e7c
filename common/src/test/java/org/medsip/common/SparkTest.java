package org.medsip.common;

import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.medsip.common.run.SparkSettings;

/** The one Spark session that all tests of a JVM share, set as the program sets it. */
public final class SparkTest {

  private SparkTest() {}

  /** Two threads; starts on the first call. */
  public static SparkSession spark() {
    return Session.SHARED;
  }

  private static final class Session {
    static final SparkSession SHARED =
        SparkSettings.onOneMachine("local[2]", Path.of("target", "warehouse").toUri().toString())
            .config("spark.sql.shuffle.partitions", "2")
            .config("spark.sql.debug.maxToStringFields", "200")
            .getOrCreate();
  }
}
