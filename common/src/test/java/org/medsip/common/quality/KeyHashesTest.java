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

  @Test
  void keysOfAnyKindAreAlikeIfAllTheirValuesAreInTheSamePlaces() {
    Dataset<Row> keys =
        SparkTest.spark()
            .sql(
                """
                values
                  ('a', 'b', date'2024-01-01', 1.5d, 2.50, true),
                  ('b', 'a', date'2024-01-01', 1.5d, 2.50, true),
                  ('a', null, date'2024-01-01', 1.5d, 2.50, true),
                  (null, 'a', date'2024-01-01', 1.5d, 2.50, true),
                  (null, null, null, null, null, null),
                  ('a', 'b', date'2024-01-02', 1.5d, 2.50, true),
                  ('a', 'b', date'2024-01-01', -1.5d, 2.50, true),
                  ('a', 'b', date'2024-01-01', 1.5d, 2.51, true),
                  ('a', 'b', date'2024-01-01', 1.5d, 2.50, false),
                  ('ab', '', date'2024-01-01', 1.5d, 2.50, true),
                  ('', 'ab', date'2024-01-01', 1.5d, 2.50, true)
                """);
    List<String> key = List.of(keys.columns());

    assertThat(KeyHashes.areAllDifferent(keys, key)).isTrue();
    for (int row = 0; row < keys.count(); row++) {
      Dataset<Row> twice = keys.union(keys.offset(row).limit(1));
      assertThat(KeyHashes.areAllDifferent(twice, key)).as("row " + row).isFalse();
    }
  }

  @Test
  void zeroAndItsNegativeAreOneKey() {
    Dataset<Row> keys = SparkTest.spark().sql("values (0.0d), (-0.0d)");

    assertThat(KeyHashes.areAllDifferent(keys, List.of(keys.columns()))).isFalse();
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
