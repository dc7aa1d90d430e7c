package org.medsip.common.lake;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medsip.common.SparkTest;

class RowFilesTest {

  private static final StructType SCHEMA =
      StructType.fromDDL(
          "month DATE, code STRING, sentence STRING, count BIGINT, rate DOUBLE, day DATE,"
              + " is_open BOOLEAN, tiny DECIMAL(5,2), cost DECIMAL(18,5), factor DECIMAL(19,10),"
              + " total DECIMAL(38,14), nothing STRING, no_number DOUBLE");

  private static final int FEW = 3_000;

  /** More than two pages. */
  private static final int MANY = 45_000;

  private static final double[] RATES = {0.0, -0.0, -1.5, 1e-300, Double.MAX_VALUE, 3.25};

  @TempDir private Path folder;

  @Test
  void everyValueOfEveryTypeIsReadAgain() {
    Dataset<Row> rows = SparkTest.rows(randomRows(new Random(3), MANY), SCHEMA);

    List<WrittenFile> files = RowFiles.write(rows, folder(List.of()));

    assertThat(said(read(files))).isEqualTo(said(rows));
    assertThat(files).allMatch(file -> file.partition().isEmpty() && file.bytes() > 0);
  }

  @Test
  void aTaskWritesAFileForEachPartitionHoweverFewRowsItHolds() throws IOException {
    Dataset<Row> rows = SparkTest.rows(randomRows(new Random(4), FEW), SCHEMA).coalesce(1);

    List<WrittenFile> files = RowFiles.write(rows, folder(List.of("month")), 500);

    assertThat(said(read(files))).isEqualTo(said(rows));
    assertThat(files)
        .extracting(WrittenFile::partition)
        .containsExactlyInAnyOrder(
            Map.of("month", "2025-01-01"),
            Map.of("month", "2025-02-01"),
            Map.of("month", "2025-03-01"));
    for (WrittenFile file : files) {
      assertThat(file.inTable()).startsWith("month=" + file.partition().get("month") + "/part-");
      assertThat(groups(file)).hasSizeGreaterThan(1);
      assertThat(groups(file).stream().mapToLong(BlockMetaData::getRowCount).sum())
          .isEqualTo(file.statistics().rows());
    }
  }

  @Test
  void pagesThatAreSkippedHaveNoneOfTheRowsAskedFor() {
    List<Row> given = randomRows(new Random(5), MANY);
    for (StructField column : SCHEMA.fields()) {
      Dataset<Row> read =
          read(
              RowFiles.write(
                  SparkTest.rows(given, SCHEMA).coalesce(1).sortWithinPartitions(column.name()),
                  folder(List.of())));
      List<Column> asked = new ArrayList<>();
      for (Row some : given.subList(0, 2)) {
        asked.addAll(asked(col(column.name()), some.get(SCHEMA.fieldIndex(column.name()))));
      }
      Row inAll =
          read.agg(count(lit(1)), asked.stream().map(RowFilesTest::rows).toArray(Column[]::new))
              .first();
      for (int i = 0; i < asked.size(); i++) {
        assertThat(read.filter(asked.get(i)).count())
            .as(asked.get(i).toString())
            .isEqualTo(inAll.getLong(i + 1));
      }
    }
  }

  /** How many rows a condition is true of, found by looking at all. */
  private static Column rows(Column asked) {
    return count(when(asked, 1));
  }

  private static List<Column> asked(Column column, @Nullable Object value) {
    return value == null
        ? List.of(column.isNull(), column.isNotNull())
        : List.of(column.equalTo(lit(value)), column.lt(lit(value)), column.geq(lit(value)));
  }

  @Test
  void whatATableRemembersOfAFileIsTrueOfIt() {
    List<Row> given = randomRows(new Random(6), FEW);
    Dataset<Row> rows = SparkTest.rows(given, SCHEMA).coalesce(1);

    WrittenFile file = RowFiles.write(rows, folder(List.of())).get(0);

    List<String> codes =
        given.stream().map(row -> row.getString(1)).filter(code -> code != null).toList();
    assertThat(file.statistics().rows()).isEqualTo(FEW);
    assertThat(file.statistics().least()).isEqualTo(Map.of("code", Collections.min(codes)));
    assertThat(file.statistics().greatest()).isEqualTo(Map.of("code", Collections.max(codes)));
    assertThat(file.statistics().absent())
        .isEqualTo(Map.of("code", (long) FEW - codes.size(), "nothing", (long) FEW));
  }

  @Test
  void numbersThatRepeatAreWrittenOnceAndOthersAreNot() throws IOException {
    Dataset<Row> rows = SparkTest.rows(randomRows(new Random(7), MANY), SCHEMA).coalesce(1);

    WrittenFile file = RowFiles.write(rows, folder(List.of())).get(0);

    Map<String, Boolean> hasDictionary =
        groups(file).get(0).getColumns().stream()
            .collect(
                Collectors.toMap(
                    chunk -> chunk.getPath().toDotString(),
                    ColumnChunkMetaData::hasDictionaryPage));
    assertThat(hasDictionary)
        .containsAllEntriesOf(
            Map.of("code", true, "rate", true, "tiny", true, "sentence", false, "cost", false));
  }

  @Test
  void noRowsMakeNoFile() {
    assertThat(RowFiles.write(SparkTest.rows(List.of(), SCHEMA), folder(List.of("month"))))
        .isEmpty();
  }

  @Test
  void aRowOfNoPartitionIsRefused() {
    Dataset<Row> rows =
        SparkTest.rows(randomRows(new Random(8), 3), SCHEMA)
            .withColumn("month", lit(null).cast("date"));

    assertThatThrownBy(() -> RowFiles.write(rows, folder(List.of("month"))))
        .hasMessageContaining("has no month");
  }

  private FileFolder folder(List<String> partitionedBy) {
    return new FileFolder(folder.toString(), partitionedBy, List.of("code", "nothing", "count"));
  }

  private Dataset<Row> read(List<WrittenFile> files) {
    String[] paths =
        files.stream().map(file -> folder + "/" + file.inTable()).toArray(String[]::new);
    return SparkTest.spark()
        .read()
        .schema(SCHEMA)
        .option("basePath", folder.toString())
        .parquet(paths)
        .select(SCHEMA.fieldNames()[0], tail(SCHEMA.fieldNames()));
  }

  private static String[] tail(String[] names) {
    return List.of(names).subList(1, names.length).toArray(String[]::new);
  }

  private List<BlockMetaData> groups(WrittenFile file) throws IOException {
    try (ParquetFileReader reader =
        ParquetFileReader.open(
            HadoopInputFile.fromPath(
                new org.apache.hadoop.fs.Path(folder + "/" + file.inTable()),
                new Configuration()))) {
      return reader.getFooter().getBlocks();
    }
  }

  private static List<String> said(Dataset<Row> rows) {
    return rows.collectAsList().stream().map(Row::toString).sorted().toList();
  }

  private static List<Row> randomRows(Random random, int count) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(
          RowFactory.create(
              Date.valueOf(LocalDate.of(2025, 1 + random.nextInt(3), 1)),
              orNothing(random, "Ä%03d".formatted(random.nextInt(700))),
              orNothing(random, "Sentence " + random.nextLong() + " ☂"),
              orNothing(random, random.nextLong()),
              orNothing(random, RATES[random.nextInt(RATES.length)]),
              orNothing(random, Date.valueOf(LocalDate.ofEpochDay(random.nextInt(40_000) - 9_000))),
              orNothing(random, random.nextInt(5) == 0),
              orNothing(random, decimal(random, 12, 2)),
              orNothing(random, decimal(random, 59, 5)),
              orNothing(random, decimal(random, 63, 10)),
              orNothing(random, decimal(random, 1 + random.nextInt(126), 14)),
              null,
              null));
    }
    return rows;
  }

  private static @Nullable Object orNothing(Random random, Object value) {
    return random.nextInt(10) == 0 ? null : value;
  }

  private static BigDecimal decimal(Random random, int bits, int decimals) {
    BigInteger number = new BigInteger(bits, random);
    return new BigDecimal(random.nextBoolean() ? number : number.negate(), decimals);
  }
}
