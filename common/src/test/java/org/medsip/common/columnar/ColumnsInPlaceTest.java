package org.medsip.common.columnar;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medsip.common.SparkTest;

class ColumnsInPlaceTest {

  @TempDir private Path folder;

  @Test
  void theColumnsOfAFileComeInTheOrderThatIsAskedForWithTheRowsBesideThem() {
    Dataset<Row> wanted = written().filter(col("number").gt(1)).select("text", "number");

    assertThat(read(wanted)).contains("b 2", "a 3").isSubsetOf("a 1", "b 2", "a 3");
  }

  @Test
  void aColumnThatIsComputedIsNotThatOfTheFile() {
    Dataset<Row> wanted = written().select(concat(col("text"), lit("!")).as("text"), col("number"));

    assertThat(read(wanted)).containsExactlyInAnyOrder("a! 1", "b! 2", "a! 3");
  }

  @Test
  void rowsInMemoryAreColumnsToo() {
    assertThat(read(rows().select("text", "number"))).containsExactly("a 1", "b 2", "a 3");
  }

  @Test
  void rowsBroughtTogetherAreColumnsToo() {
    assertThat(read(written().groupBy("text").count())).containsExactlyInAnyOrder("a 2", "b 1");
  }

  private Dataset<Row> written() {
    String file = folder.resolve("numbers").toString();
    rows().coalesce(1).write().parquet(file);
    return SparkTest.spark().read().parquet(file);
  }

  private static Dataset<Row> rows() {
    return SparkTest.spark()
        .createDataset(List.of("1 a", "2 b", "3 a"), Encoders.STRING())
        .selectExpr(
            "cast(split(value, ' ')[0] as bigint) as number", "split(value, ' ')[1] as text");
  }

  /** A text and a number, the texts numbered alike if they are alike. */
  private static List<String> read(Dataset<Row> rows) {
    return ColumnsInPlace.mapPartitions(
            rows,
            batches -> {
              List<String> lines = new ArrayList<>();
              batches.forEachRemaining(batch -> lines.addAll(lines(batch)));
              return lines.iterator();
            },
            Encoders.STRING())
        .collectAsList();
  }

  private static List<String> lines(ColumnarBatch batch) {
    TextsOfBatch texts = new TextsOfBatch(batch.column(0));
    List<String> lines = new ArrayList<>();
    for (int row = 0; row < batch.numRows(); row++) {
      for (int other = 0; other < batch.numRows(); other++) {
        assertThat(texts.numberOf(row) == texts.numberOf(other))
            .isEqualTo(texts.of(row).equals(texts.of(other)));
      }
      lines.add(texts.of(row) + " " + batch.column(1).getLong(row));
    }
    return lines;
  }
}
