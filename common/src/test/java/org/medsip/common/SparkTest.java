package org.medsip.common;

import java.nio.file.Path;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.medsip.common.run.SparkSettings;

/** The one Spark session that all tests of a JVM share, set as the program sets it. */
public final class SparkTest {

  private static final int FEW = 1_000;

  private SparkTest() {}

  /** Two threads; starts on the first call. */
  public static SparkSession spark() {
    return Session.SHARED;
  }

  /**
   * Rows as a dataset. Many are kept outside the plan: Spark walks through the rows inside one
   * again and again while it makes it.
   */
  public static Dataset<Row> rows(List<Row> rows, StructType schema) {
    if (rows.size() <= FEW) {
      return spark().createDataFrame(rows, schema);
    }
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark().sparkContext());
    return spark().createDataFrame(context.parallelize(rows), schema);
  }

  private static final class Session {
    static final SparkSession SHARED =
        SparkSettings.onOneMachine("local[2]", Path.of("target", "warehouse").toUri().toString())
            .config("spark.sql.shuffle.partitions", "2")
            .config("spark.sql.debug.maxToStringFields", "200")
            .getOrCreate();
  }
}
