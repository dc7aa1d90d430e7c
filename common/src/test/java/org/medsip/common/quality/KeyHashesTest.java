package org.medsip.common.quality;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.medsip.common.SparkTest;

class KeyHashesTest {

  /** So many that blocks are filled before the last row. */
  private static final int MANY = 700_000;

  @Test
  void keysThatAreAllDifferentAreSoHoweverManyThereAre() {
    assertThat(areAllDifferent(numbers(0, MANY, 1))).isTrue();
  }

  @Test
  void oneKeyThatComesAgainIsFoundWhereverItLies() {
    Dataset<Row> numbers = numbers(0, MANY, 1);

    assertThat(areAllDifferent(numbers.union(numbers(MANY - 1, MANY, 1)))).isFalse();
    assertThat(areAllDifferent(numbers(0, 100, 3).union(numbers(7, 8, 1)))).isFalse();
  }

  @Test
  void noRowsHaveNoKeyTwice() {
    assertThat(areAllDifferent(numbers(0, 0, 1))).isTrue();
  }

  private static boolean areAllDifferent(Dataset<Row> rows) {
    return KeyHashes.areAllDifferent(rows, List.of("month", "number"));
  }

  private static Dataset<Row> numbers(long from, long to, int partitions) {
    return SparkTest.spark()
        .range(from, to, 1, partitions)
        .select(col("id").cast("string").as("number"), col("id").mod(7).as("month"));
  }
}
