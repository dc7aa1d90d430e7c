package org.medsip.common.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medsip.common.Rows;
import org.medsip.common.SparkTest;
import org.medsip.common.columnar.FileStatistics;
import org.medsip.common.contract.Column;
import org.medsip.common.contract.Layer;
import org.medsip.common.contract.Table;

class LakeTest {

  private static final Table ITEMS =
      Table.of(
              "tiny_items",
              Layer.SILVER,
              "Items of a month.",
              Column.month("month", "The month."),
              Column.code("practice_code", "The practice."),
              Column.count("items", "items", "Its items."))
          .keyedBy("month", "practice_code")
          .partitionedBy("month");

  private static final Table NAMES =
      Table.of("tiny_names", Layer.GOLD, "Names.", Column.text("name", "The name."));

  private final Path folder;
  private final Lake lake;

  LakeTest(@TempDir Path folder) {
    this.folder = folder;
    lake = new Lake(SparkTest.spark(), folder.toString());
  }

  @Test
  void aTableThatWasNeverWrittenHasNoRowsAndWasBuiltFromNothing() {
    assertThat(lake.has(ITEMS)).isFalse();
    assertThat(lake.read(ITEMS).collectAsList()).isEmpty();
    assertThat(lake.read(ITEMS).columns()).containsExactly("month", "practice_code", "items");
    assertThat(lake.builtFrom(ITEMS)).isEqualTo(BuiltFrom.nothing());
    assertThat(lake.version(ITEMS)).isEmpty();
  }

  @Test
  void exactlyTheNamedPartitionsAreReplaced() {
    replace("2017-09-01=a", "2017-10-01=b", "2017-11-01=c");

    lake.replace(
        ITEMS,
        Rows.of(ITEMS).row("month", "2017-10-01", "items", 7).dataset(),
        builtFrom("2017-10-01=d"),
        List.of("2017-11-01"));

    assertThat(items()).containsExactly("2017-09-01 | 1", "2017-10-01 | 7");
    assertThat(lake.builtFrom(ITEMS)).isEqualTo(builtFrom("2017-09-01=a", "2017-10-01=d"));
  }

  @Test
  void rowsOutsideTheNamedPartitionsAreRefused() {
    replace("2017-09-01=a");

    assertThatThrownBy(
            () ->
                lake.replace(
                    ITEMS,
                    Rows.of(ITEMS).row("month", "2017-12-01").dataset(),
                    builtFrom("2017-10-01=d"),
                    List.of()))
        .hasMessageContaining("month IN (DATE'2017-10-01')");
    assertThat(items()).containsExactly("2017-09-01 | 1");
  }

  @Test
  void aFileThatIsWrittenBecomesTheRowsOfItsPartitionInOneCommitWithItsRecord() throws IOException {
    WrittenFile first = written("2017-10-01", 7);
    assertThat(lake.has(ITEMS)).isFalse();
    lake.replace(ITEMS, List.of(first), builtFrom("2017-10-01=a"));
    assertThat(items()).containsExactly("2017-10-01 | 7");
    assertThat(lake.version(ITEMS)).contains(0L);
    replace("2017-09-01=a");

    WrittenFile second = written("2017-10-01", 8);
    assertThat(lake.orphans(ITEMS)).singleElement().asString().endsWith(second.inTable());
    lake.replace(ITEMS, List.of(second), builtFrom("2017-10-01=b"));

    assertThat(items()).containsExactly("2017-09-01 | 1", "2017-10-01 | 8");
    assertThat(lake.builtFrom(ITEMS)).isEqualTo(builtFrom("2017-09-01=a", "2017-10-01=b"));
    assertThat(lake.damaged(ITEMS)).isEmpty();
    assertThat(lake.orphans(ITEMS)).isEmpty();
    assertThat(lake.readVersion(ITEMS, 0, List.of("2017-10-01")).first().<Long>getAs("items"))
        .isEqualTo(7);

    lake.replace(ITEMS, List.of(), builtFrom("2017-10-01=c"));
    assertThat(items()).containsExactly("2017-09-01 | 1");
  }

  @Test
  void aWrittenFileMayHaveAColumnThatTheTableOfAnEarlierVersionHasNot() throws IOException {
    Table earlier =
        Table.of(
                ITEMS.name(),
                ITEMS.layer(),
                "Practices.",
                ITEMS.columns().get(0),
                ITEMS.columns().get(1))
            .partitionedBy("month");
    lake.replace(
        earlier,
        Rows.of(earlier).row("month", "2017-09-01", "practice_code", "A").dataset(),
        builtFrom("2017-09-01=a"),
        List.of());

    lake.replace(ITEMS, List.of(written("2017-10-01", 7)), builtFrom("2017-10-01=b"));

    assertThat(items()).containsExactly("2017-09-01 | null", "2017-10-01 | 7");
  }

  @Test
  void whatPartitionsWereBuiltFromIsRecordedWithoutTouchingARow() {
    replace("2017-09-01=pending", "2017-10-01=b");

    lake.record(ITEMS, builtFrom("2017-09-01=a"));

    assertThat(lake.builtFrom(ITEMS)).isEqualTo(builtFrom("2017-09-01=a", "2017-10-01=b"));
    assertThat(items()).containsExactly("2017-09-01 | 1", "2017-10-01 | 1");
    assertThat(lake.version(ITEMS)).contains(1L);
  }

  @Test
  void rowsThatAreWrittenAreReadBeforeTheyAreCommittedAndAreGoneIfTheyAreNot() {
    replace("2017-09-01=a", "2017-10-01=b");
    Dataset<Row> october = Rows.of(ITEMS).row("month", "2017-10-01", "items", 7).dataset();

    try (WrittenRows written = lake.write(ITEMS, october)) {
      assertThat(Rows.said(written.rows(), "month", "items")).containsExactly("2017-10-01 | 7");
      assertThat(items()).containsExactly("2017-09-01 | 1", "2017-10-01 | 1");
      assertThatThrownBy(() -> lake.replace(ITEMS, written, builtFrom("2017-11-01=c")))
          .hasMessageStartingWith(
              "tiny_items was built for month IN (DATE'2017-11-01') but has rows in month=2017-10");
    }
    assertThat(lake.orphans(ITEMS)).isEmpty();

    try (WrittenRows written = lake.write(ITEMS, october)) {
      lake.replace(ITEMS, written, builtFrom("2017-10-01=c"));
    }
    assertThat(items()).containsExactly("2017-09-01 | 1", "2017-10-01 | 7");
    assertThat(lake.builtFrom(ITEMS)).isEqualTo(builtFrom("2017-09-01=a", "2017-10-01=c"));
    assertThat(lake.damaged(ITEMS)).isEmpty();

    try (WrittenRows nothing = lake.write(ITEMS, Rows.of(ITEMS).dataset())) {
      assertThat(nothing.rows().isEmpty()).isTrue();
      lake.replace(ITEMS, nothing, builtFrom("2017-10-01=d"));
    }
    assertThat(items()).containsExactly("2017-09-01 | 1");
  }

  @Test
  void writtenRowsReplaceAllOfATableThatHasNoPartitions() {
    for (String name : List.of("A", "B")) {
      try (WrittenRows written = lake.write(NAMES, Rows.of(NAMES).row("name", name).dataset())) {
        lake.replace(NAMES, written, new BuiltFrom(Map.of(BuiltFrom.WHOLE, name)));
      }
      assertThat(Rows.said(lake.read(NAMES), "name")).containsExactly(name);
    }
    assertThat(lake.builtFrom(NAMES).fingerprint(BuiltFrom.WHOLE)).isEqualTo("B");
  }

  private WrittenFile written(String month, int items) throws IOException {
    FileFolder place = lake.folder(ITEMS);
    Path rows = folder.resolve("rows" + items);
    Rows.of(ITEMS)
        .row("month", month, "items", items)
        .dataset()
        .drop("month")
        .coalesce(1)
        .write()
        .parquet(rows.toString());
    Path file = LocalLake.dataFiles(rows).get(0);
    String name = items + ".parquet";
    Path target = Path.of(place.location(place.inTable(month, name)));
    Files.createDirectories(target.getParent());
    Files.move(file, target);
    return WrittenFile.of(
        place,
        month,
        name,
        new FileStatistics(1, Map.of(), Map.of(), Map.of()),
        new Configuration());
  }

  @Test
  void aPartitionMayBeReplacedByNoRows() {
    replace("2017-09-01=a", "2017-10-01=b");

    lake.replace(ITEMS, Rows.of(ITEMS).dataset(), builtFrom("2017-09-01=c"), List.of());

    assertThat(items()).containsExactly("2017-10-01 | 1");
    assertThat(lake.builtFrom(ITEMS)).isEqualTo(builtFrom("2017-09-01=c", "2017-10-01=b"));
  }

  @Test
  void thatAPartitionWasBuiltIsKnownAlsoWhereItNeverHadARow() {
    lake.replace(ITEMS, Rows.of(ITEMS).dataset(), builtFrom("2017-09-01=a"), List.of());
    assertThat(lake.builtFrom(ITEMS)).isEqualTo(builtFrom("2017-09-01=a"));

    lake.replace(ITEMS, Rows.of(ITEMS).dataset(), builtFrom("2017-10-01=b"), List.of());
    lake.replace(ITEMS, Rows.of(ITEMS).dataset(), builtFrom("2017-09-01=c"), List.of());

    assertThat(lake.builtFrom(ITEMS)).isEqualTo(builtFrom("2017-09-01=c", "2017-10-01=b"));
  }

  @Test
  void aTableWithoutPartitionsIsReplacedWhole() {
    replaceNames("old", "a");
    replaceNames("new", "b");

    assertThat(Rows.said(lake.read(NAMES), "name")).containsExactly("new");
    assertThat(lake.builtFrom(NAMES).fingerprint(BuiltFrom.WHOLE)).isEqualTo("b");
  }

  @Test
  void anEarlierVersionStaysReadable() {
    replace("2017-09-01=a");
    long before = lake.version(ITEMS).orElseThrow();
    replace("2017-09-01=b", "2017-10-01=b");

    assertThat(lake.readVersion(ITEMS, before, List.of("2017-09-01", "2017-10-01")).count())
        .isEqualTo(1);
  }

  @Test
  void puttingBackUndoesRowsAndRecord() {
    replace("2017-09-01=a", "2017-10-01=b");
    Optional<Long> before = lake.version(ITEMS);
    BuiltFrom built = lake.builtFrom(ITEMS);
    lake.replace(
        ITEMS,
        Rows.of(ITEMS).row("month", "2017-09-01", "items", 99).dataset(),
        builtFrom("2017-09-01=wrong"),
        List.of("2017-10-01"));

    lake.putBack(ITEMS, before, built);

    assertThat(items()).containsExactly("2017-09-01 | 1", "2017-10-01 | 1");
    assertThat(lake.builtFrom(ITEMS)).isEqualTo(builtFrom("2017-09-01=a", "2017-10-01=b"));
  }

  @Test
  void puttingBackATableThatWasNotThereEmptiesIt() {
    replace("2017-09-01=wrong");

    lake.putBack(ITEMS, Optional.empty(), BuiltFrom.nothing());

    assertThat(items()).isEmpty();
    assertThat(lake.builtFrom(ITEMS)).isEqualTo(BuiltFrom.nothing());
  }

  @Test
  void puttingBackForgetsAlsoWhatWasBuiltWithoutARow() {
    lake.replace(ITEMS, Rows.of(ITEMS).dataset(), builtFrom("2017-09-01=wrong"), List.of());

    lake.putBack(ITEMS, Optional.empty(), BuiltFrom.nothing());

    assertThat(lake.builtFrom(ITEMS)).isEqualTo(BuiltFrom.nothing());
  }

  @Test
  void aRunThatAddsItsRowsAgainAddsNothing() {
    lake.append(NAMES, Rows.of(NAMES).row("name", "a").list(), "run-1");
    lake.append(NAMES, Rows.of(NAMES).row("name", "a").list(), "run-1");
    lake.append(NAMES, Rows.of(NAMES).row("name", "a").list(), "run-2");

    assertThat(Rows.said(lake.read(NAMES), "name")).containsExactly("a", "a");
  }

  @Test
  void rowsOfAnotherTypeThanDeclaredAreRefusedByName() {
    assertThatThrownBy(
            () ->
                lake.replace(
                    NAMES,
                    Rows.of(NAMES).row().dataset().withColumn("name", functions.lit(1)),
                    builtFrom("ALL=a"),
                    List.of()))
        .hasMessage("Column name of table tiny_names is declared STRING but was computed as INT");
    assertThat(lake.has(NAMES)).isFalse();
  }

  @Test
  void columnsThatAreNotDeclaredAreLeftOut() {
    lake.replace(
        NAMES,
        Rows.of(NAMES).row("name", "a").dataset().withColumn("more", functions.lit(1)),
        builtFrom("ALL=a"),
        List.of());

    assertThat(lake.read(NAMES).columns()).containsExactly("name");
  }

  @Test
  void matchingRowsAreReplacedAndOnlyNamesDatesAndHashesCanMatch() {
    lake.append(
        ITEMS,
        Rows.of(ITEMS)
            .row("practice_code", "A1", "items", 1)
            .row("practice_code", "A2", "items", 2)
            .row("practice_code", "A3", "items", 3)
            .list(),
        "run-1");

    lake.replaceMatching(
        ITEMS,
        new TreeMap<>(Map.of("practice_code", List.of("A1", "A3"))),
        Rows.of(ITEMS).row("practice_code", "A1", "items", 7).dataset());

    assertThat(Rows.said(lake.read(ITEMS), "practice_code", "items"))
        .containsExactly("A1 | 7", "A2 | 2");
    assertThatThrownBy(
            () ->
                lake.replaceMatching(
                    ITEMS,
                    new TreeMap<>(Map.of("practice_code", List.of("A1' OR '1' = '1"))),
                    Rows.of(ITEMS).dataset()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void everyReaderOfDeltaTablesCanReadThem() throws IOException {
    replace("2017-09-01=a");
    lake.append(NAMES, Rows.of(NAMES).row("name", "a").list(), "run-1");

    for (Table table : List.of(ITEMS, NAMES)) {
      String log =
          Files.readString(
              folder.resolve(
                  table.layer().label()
                      + "/"
                      + table.name()
                      + "/_delta_log/00000000000000000000.json"));
      assertThat(log).contains("\"protocol\":{\"minReaderVersion\":1,\"minWriterVersion\":2}");
    }
  }

  /** A row of one item in each partition, written {@code 2017-09-01=fingerprint}. */
  private void replace(String... partitions) {
    BuiltFrom builtFrom = builtFrom(partitions);
    Rows rows = Rows.of(ITEMS);
    builtFrom.partitions().forEach(month -> rows.row("month", month, "items", 1));
    lake.replace(ITEMS, rows.dataset(), builtFrom, List.of());
  }

  private void replaceNames(String name, String fingerprint) {
    lake.replace(
        NAMES,
        Rows.of(NAMES).row("name", name).dataset(),
        builtFrom(BuiltFrom.WHOLE + "=" + fingerprint),
        List.of());
  }

  private List<String> items() {
    return Rows.said(lake.read(ITEMS), "month", "items");
  }

  private static BuiltFrom builtFrom(String... partitions) {
    Map<String, String> fingerprints = new TreeMap<>();
    for (String partition : partitions) {
      String[] both = partition.split("=", 2);
      fingerprints.put(both[0], both[1]);
    }
    return new BuiltFrom(fingerprints);
  }
}
