package org.medsip.jobs.published;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.medsip.common.SparkTest;
import org.medsip.common.contract.Column;
import org.medsip.common.contract.DisclosureClass;
import org.medsip.common.contract.Layer;
import org.medsip.common.contract.Table;
import org.medsip.common.lake.LeftOvers;
import org.medsip.common.lake.PublishedFolder;
import org.medsip.common.table.GoldTables;
import org.medsip.common.table.Tables;

/** What readers find, over several publications of one lake, in order. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PublisherTest {

  private static final String CSV = "csv/measure_org_period/measure_org_period-2026-04-30.csv";
  private static final String MARCH =
      "parquet/measure_org_period/measure_org_period-2026-03-31.parquet";

  private Path root;
  private Path published;
  private PublishedLake lake;

  @BeforeAll
  void publish(@TempDir Path folder) {
    root = folder.resolve("lake");
    published = root.resolve("published");
    lake = new PublishedLake(root).written("run1", "12.5");
    assertThat(lake.publisher().publish()).isTrue();
  }

  @Test
  @Order(1)
  void csvIsForSpreadsheetsAndHasNothingThatASpreadsheetWouldRun() throws IOException {
    List<String> lines = Files.readAllLines(published.resolve(CSV));

    assertThat(lines.get(0))
        .startsWith("\uFEFFmeasure_id,variant,")
        .doesNotContain("source_run_id");
    assertThat(lines.get(2))
        .contains("\"'=HYPERLINK(\"\"https://example.org\"\",\"\"Surgery\"\")\"");
    assertThat(lines.get(2)).contains(",1234567.89123,");
    assertThat(Files.readString(published.resolve(CSV.replace("04-30", "03-31"))))
        .contains(",1234.5,0.1,-2.5,");
  }

  @Test
  @Order(1)
  void fourReadersOpenEveryTableAndAgree() throws Exception {
    Properties settings = new Properties();
    settings.setProperty("duckdb.read_only", "true");
    settings.setProperty("file_search_path", published.toString());
    String url = "jdbc:duckdb:" + published.resolve("medsip.duckdb");
    try (Connection connection = DriverManager.getConnection(url, settings);
        Statement statement = connection.createStatement()) {
      for (String table : List.of("measure_org_period", "dim_measure", "resource_link")) {
        Dataset<Row> delta =
            SparkTest.spark().read().format("delta").load(published + "/delta/" + table);
        Dataset<Row> parquet = SparkTest.spark().read().parquet(published + "/parquet/" + table);
        assertThat(parquet.exceptAll(delta.select(names(parquet))).count()).as(table).isZero();
        assertThat(parquet.count()).isEqualTo(delta.count()).isPositive();
        try (ResultSet rows = statement.executeQuery("SELECT count(*) FROM " + table)) {
          assertThat(rows.next()).isTrue();
          assertThat(rows.getLong(1)).isEqualTo(delta.count());
        }
        String csv = "FROM read_csv('" + published + "/csv/" + table + "/*.csv', header = true)";
        try (ResultSet rows = statement.executeQuery("SELECT count(*) " + csv)) {
          assertThat(rows.next()).isTrue();
          assertThat(rows.getLong(1)).isEqualTo(delta.count());
        }
      }
      try (ResultSet sum = statement.executeQuery("SELECT sum(value) FROM measure_org_period")) {
        assertThat(sum.next()).isTrue();
        assertThat(sum.getDouble(1)).isEqualTo(12.5 + 0.1 + 1234567.891234567);
      }
    }
  }

  private static org.apache.spark.sql.Column[] names(Dataset<Row> rows) {
    return Stream.of(rows.columns())
        .map(org.apache.spark.sql.functions::col)
        .toArray(org.apache.spark.sql.Column[]::new);
  }

  @Test
  @Order(1)
  void aTableThatCountsPeopleWithoutSayingHowFarItMayTravelIsRefused() {
    Table undecided =
        Table.of(
            "people",
            Layer.GOLD,
            "People.",
            Column.count("n", "people", "How many.").disclosed(DisclosureClass.COUNT_OF_PERSONS),
            Column.count("of", "people", "Of how many."));

    assertThatThrownBy(() -> Publisher.statingHowFarItTravels(undecided))
        .hasMessageContaining("Column of of table people has no disclosure class");
    assertThat(Publisher.publishable()).noneMatch(Table::isPersonal).isNotEmpty();
  }

  @Test
  @Order(1)
  void aDeltaTableAsksNothingOfItsReaders() throws IOException {
    String commit =
        Files.readString(
            published.resolve("delta/measure_org_period/_delta_log/00000000000000000000.json"));

    assertThat(commit).contains("\"minReaderVersion\":1", "\"minWriterVersion\":2");
    assertThat(commit).doesNotContain("deletionVectors", "columnMapping", "/lake/");
  }

  @Test
  @Order(1)
  void theDataPackageNamesEveryFileAndEveryHashIsTrue() throws IOException {
    JsonNode description =
        new ObjectMapper().readTree(published.resolve("datapackage.json").toFile());
    for (JsonNode resource : description.get("resources")) {
      Iterable<JsonNode> paths =
          resource.get("path").isArray() ? resource.get("path") : List.of(resource.get("path"));
      paths.forEach(path -> assertThat(published.resolve(path.asText())).exists());
    }
    for (String line : Files.readAllLines(published.resolve("SHA256SUMS"))) {
      assertThat(PublicationFiles.sha256Of(published.resolve(line.substring(66))))
          .as(line)
          .isEqualTo(line.substring(0, 64));
    }
  }

  @Test
  @Order(2)
  void withNothingNewNothingIsWritten() throws IOException {
    Path before = published.toRealPath();

    assertThat(lake.publisher().publish()).isFalse();
    assertThat(published.toRealPath()).isEqualTo(before);
  }

  @Test
  @Order(3)
  void whatDidNotChangeIsLinkedAndTextIsTheSameByteForByte(@TempDir Path elsewhere)
      throws IOException {
    Object march = Files.getAttribute(published.resolve(MARCH), "unix:ino");

    lake.written("run2", "13");
    assertThat(lake.publisher().publish()).isTrue();
    Path other = elsewhere.resolve("lake");
    new PublishedLake(other).written("run9", "13").publisher().publish();

    assertThat(Files.getAttribute(published.resolve(MARCH), "unix:ino")).isEqualTo(march);
    assertThat(texts(other.resolve("published"))).isEqualTo(texts(published));
  }

  @Test
  @Order(4)
  void aRollbackShowsWhatWasBeforeAndTheNextRunLeavesItSo() throws IOException {
    assertThat(PublishedFolder.of(root.toString()).rollBack()).isPresent();
    assertThat(Files.readString(published.resolve(CSV))).contains(",12.5,");

    assertThat(lake.publisher().bringUpToDate()).isFalse();
    assertThat(Files.readString(published.resolve(CSV))).contains(",12.5,");
    assertThat(new LeftOvers(lake.lake()).find(Tables.all())).isEmpty();

    assertThat(lake.publisher().publish()).isTrue();
    assertThat(Files.readString(published.resolve(CSV))).contains(",13,");
  }

  @Test
  @Order(5)
  void whoeverIsKilledBeforeTheSwapLeavesReadersWhatTheyHadAndDebrisThatTheDoctorFinds()
      throws Exception {
    Map<String, String> before = texts(published);
    lake.written("run3", "14");

    Process killed =
        new ProcessBuilder(
                Stream.concat(
                        Stream.of(System.getProperty("java.home") + "/bin/java"),
                        Stream.concat(
                            java.lang.management.ManagementFactory.getRuntimeMXBean()
                                .getInputArguments()
                                .stream()
                                .filter(
                                    word ->
                                        word.startsWith("--add-opens") || word.startsWith("-D")),
                            Stream.of(
                                "-Xmx1g",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Killed.class.getName(),
                                root.toString())))
                    .toList())
            .redirectErrorStream(true)
            .redirectOutput(root.resolveSibling("killed.log").toFile())
            .start();
    assertThat(killed.waitFor(180, TimeUnit.SECONDS)).isTrue();

    assertThat(killed.exitValue())
        .as(Files.readString(root.resolveSibling("killed.log")))
        .isEqualTo(Killed.EXIT);
    assertThat(texts(published)).isEqualTo(before);
    LeftOvers leftOvers = new LeftOvers(lake.lake());
    assertThat(leftOvers.find(Tables.all()))
        .isNotEmpty()
        .allMatch(path -> path.toString().contains("incoming"));
    leftOvers.find(Tables.all()).forEach(leftOvers::remove);
    assertThat(leftOvers.find(Tables.all())).isEmpty();
    assertThat(lake.publisher().publish()).isTrue();
    assertThat(Files.readString(published.resolve(CSV))).contains(",14,");
  }

  @Test
  @Order(6)
  void theDoctorFindsADataFileOfNoCommitAndOneThatIsCutShort() throws IOException {
    Path table = root.resolve("gold/measure_org_period");
    Path orphan = Files.createFile(table.resolve("part-00000-orphan.zstd.parquet"));
    Path file = lake.lake().files(GoldTables.DIM_MEASURE).orElseThrow().files().get(0).path();

    assertThat(new LeftOvers(lake.lake()).find(Tables.all())).containsExactly(orphan);
    assertThat(lake.lake().damaged(GoldTables.DIM_MEASURE)).isEmpty();
    Files.delete(file);
    assertThat(lake.lake().damaged(GoldTables.DIM_MEASURE))
        .singleElement()
        .asString()
        .startsWith("gold/dim_measure/");
  }

  /** Files that say in text what is published, without those that hold file names of a lake. */
  private static Map<String, String> texts(Path publication) throws IOException {
    Map<String, String> texts = new TreeMap<>();
    try (Stream<Path> files = Files.walk(publication.toRealPath())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = publication.toRealPath().relativize(file).toString();
        if (name.matches("(csv|atlas|contracts)/.*|.*\\.(md|json|cff)")
            && !name.startsWith("delta/")) {
          texts.put(name, PublicationFiles.sha256Of(file));
        }
      }
    }
    return texts;
  }
}
