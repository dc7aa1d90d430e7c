package org.medsip.common.columnar;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_from_unix_date;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.upper;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.FlatMapGroupsFunction;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.medsip.common.SparkTest;

class MadeRowsTest {

  private static final StructType MADE =
      new StructType()
          .add("code", DataTypes.StringType)
          .add("day", DataTypes.IntegerType)
          .add("left_out", DataTypes.StringType)
          .add("rate", DataTypes.DoubleType)
          .add("people", DataTypes.LongType)
          .add("known", DataTypes.BooleanType);

  @Test
  void rowsHaveTheValuesThatSparkWouldWrite() {
    Column[] columns = {
      col("known"),
      date_from_unix_date(col("day")).as("day"),
      col("people").as("registrants"),
      lit("run-1").as("run"),
      col("code"),
      col("rate"),
      col("code").as("again"),
      lit(null).cast("string").as("nothing"),
      lit(3L).as("number")
    };

    assertThat(isTakenAsMade(made().select(columns))).isTrue();
    assertSameRows(made().select(columns));
  }

  @Test
  void columnsThatAreComputedAreLeftToSpark() {
    assertThat(isTakenAsMade(made().select(upper(col("code")), col("day")))).isFalse();
    assertSameRows(made().select(upper(col("code")), col("day")));
  }

  @Test
  void rowsThatAreFewerOrInAnotherOrderAreLeftToSpark() {
    for (Dataset<Row> rows :
        List.of(made().filter(col("people").gt(3)), made().orderBy("code", "day", "people"))) {
      Dataset<Row> some = rows.select("people", "code");

      assertThat(isTakenAsMade(some)).isFalse();
      assertSameRows(some);
    }
  }

  @Test
  void rowsOfFilesAreLeftToSpark() {
    assertThat(isTakenAsMade(SparkTest.spark().range(3).toDF().select("id"))).isFalse();
  }

  private static boolean isTakenAsMade(Dataset<Row> rows) {
    return MadeRows.of(rows.queryExecution()).isPresent();
  }

  private static void assertSameRows(Dataset<Row> rows) {
    assertThat(lines(RowsInPlace.of(rows), rows.schema()))
        .hasSizeGreaterThan(20)
        .isEqualTo(lines(rows.queryExecution().toRdd().toJavaRDD(), rows.schema()));
  }

  private static List<String> lines(JavaRDD<InternalRow> rows, StructType schema) {
    DataType[] types =
        List.of(schema.fields()).stream().map(StructField::dataType).toArray(DataType[]::new);
    return rows.map(row -> line(row, types)).collect();
  }

  private static String line(InternalRow row, DataType[] types) {
    List<String> values = new ArrayList<>();
    for (int i = 0; i < types.length; i++) {
      values.add(String.valueOf(row.isNullAt(i) ? null : row.get(i, types[i])));
    }
    return String.join("|", values);
  }

  /** Rows that a function makes of groups, as stages do. */
  private static Dataset<Row> made() {
    return SparkTest.spark()
        .range(0, 40, 1, 2)
        .groupByKey((MapFunction<Long, Long>) id -> id % 5, Encoders.LONG())
        .flatMapGroups(
            (FlatMapGroupsFunction<Long, Long, Row>)
                (key, ids) -> {
                  List<Row> rows = new ArrayList<>();
                  ids.forEachRemaining(id -> rows.add(row(new Random(id))));
                  return rows.iterator();
                },
            Encoders.row(MADE));
  }

  private static Row row(Random random) {
    return RowFactory.create(
        some(random, "E" + random.nextInt(3)),
        some(random, random.nextInt(20_000)),
        "left out",
        some(random, random.nextDouble()),
        some(random, 1L + random.nextInt(9)),
        some(random, random.nextBoolean()));
  }

  private static @Nullable Object some(Random random, Object value) {
    return random.nextInt(6) == 0 ? null : value;
  }
}
