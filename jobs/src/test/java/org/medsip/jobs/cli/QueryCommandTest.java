package org.medsip.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.medsip.common.Rows;
import org.medsip.common.SparkTest;
import org.medsip.common.lake.Lake;
import org.medsip.common.table.QualityTables;

class QueryCommandTest {

  private static Path folder = Path.of("unset");

  @BeforeAll
  static void aLakeWithOneTable(@TempDir Path empty) {
    folder = empty;
    new Lake(SparkTest.spark(), folder.toString())
        .append(
            QualityTables.QUALITY_METRIC,
            Rows.of(QualityTables.QUALITY_METRIC)
                .row("table_name", "prescribing", "metric", "rows", "value", 10_000_000)
                .list(),
            "run-1");
  }

  @Test
  void whatRunsHadNoReasonToRecordHasNoRowsAndIsNotMissing() {
    assertThat(query("csv", "SELECT count(*) AS revisions FROM revision_diff").data())
        .isEqualTo("revisions\n0\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DROP TABLE quality_metric",
        "DROP VIEW quality_metric",
        "DELETE FROM quality_metric",
        "UPDATE quality_metric SET value = 1",
        "TRUNCATE TABLE quality_metric",
        "INSERT INTO quality_metric SELECT * FROM quality_metric",
        "INSERT OVERWRITE quality_metric SELECT * FROM quality_metric",
        "WITH x AS (SELECT * FROM quality_metric) INSERT INTO quality_metric SELECT * FROM x",
        "FROM quality_metric INSERT INTO quality_metric SELECT *",
        "FROM quality_metric INSERT INTO quality_metric SELECT * INSERT INTO quality_metric SELECT"
            + " *",
        "MERGE INTO quality_metric t USING quality_metric s ON t.metric = s.metric WHEN MATCHED"
            + " THEN DELETE",
        "CREATE TABLE x AS SELECT 1",
        "CREATE OR REPLACE TEMP VIEW quality_metric AS SELECT 1",
        "ALTER TABLE quality_metric RENAME TO x",
        "SET spark.sql.runSQLonFiles=true",
        "RESET",
        "CACHE TABLE quality_metric",
        "REFRESH TABLE quality_metric",
        "ADD JAR 'x.jar'",
        "USE default",
        "SHOW TABLES",
        "DESCRIBE HISTORY quality_metric",
        "VACUUM quality_metric",
        "OPTIMIZE quality_metric",
        "INSERT OVERWRITE DIRECTORY '/tmp/medsip-stolen' USING csv SELECT 1",
        "SELECT TRANSFORM(metric) USING 'cat' AS (metric) FROM quality_metric",
        "SELECT * FROM (SELECT TRANSFORM(metric) USING 'cat' AS (metric) FROM quality_metric)",
        "SELECT (SELECT max(m) FROM (SELECT TRANSFORM(metric) USING 'cat' AS (m) FROM"
            + " quality_metric))",
        "WITH x AS (SELECT TRANSFORM(metric) USING 'cat' AS (m) FROM quality_metric) SELECT * FROM"
            + " x",
        "SELECT * FROM quality_metric WHERE metric IN (SELECT TRANSFORM(metric) USING 'cat' AS (m)"
            + " FROM quality_metric)",
        "SELECT try_reflect('java.lang.System', 'getProperty', 'user.home')",
        "SELECT builtin.reflect('java.lang.System', 'getProperty', 'user.home')",
        "SELECT * FROM table_changes_by_path('/tmp', 0)",
        "SELECT 1; DROP TABLE quality_metric",
        "SELECT reflect('java.lang.System', 'getProperty', 'user.home')",
        "SELECT java_method('java.lang.System', 'getProperty', 'user.home')",
        "not a query",
        ""
      })
  void whateverWritesOrRunsAProgramIsRefused(String sql) {
    List<Path> before = files();

    Called called = query("csv", sql);

    assertThat(called.exitCode()).as(called.said()).isEqualTo(2);
    assertThat(called.data()).isEmpty();
    assertThat(called.said()).doesNotContain("\tat ");
    assertThat(files()).isEqualTo(before);
  }

  @Test
  void aFileIsNotATable() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret.csv"), "a secret\n");
    Path table = folder.resolve("run/quality_metric");
    assertThat(table).isDirectory();

    for (String file : List.of("csv.`" + secret + "`", "text.`" + secret + "`")) {
      assertThat(query("csv", "SELECT * FROM " + file).exitCode()).as(file).isEqualTo(2);
    }
    for (String format : List.of("delta", "parquet")) {
      Called called = query("csv", "SELECT * FROM " + format + ".`" + table + "`");
      assertThat(called.exitCode()).as(format).isEqualTo(2);
    }
    Files.delete(secret);
  }

  @Test
  void csvHasAHeaderALineForEachRowAndNothingForWhatIsAbsent() {
    assertThat(
            query(
                    "csv",
                    "SELECT * FROM VALUES (1, CAST(1.500 AS DECIMAL(9, 3)), 'a, \"b\"', 0.1D),"
                        + " (2, 0.000, NULL, NULL) AS t(n, exact, text, real) ORDER BY n")
                .data())
        .isEqualTo("n,exact,text,real\n1,1.5,\"a, \"\"b\"\"\",0.1\n2,0,,\n");
  }

  @Test
  void aRowOfNothingIsStillARowOfCsv() {
    assertThat(query("csv", "SELECT * FROM VALUES (1), (NULL), (NULL) AS t(n)").data())
        .isEqualTo("n\n1\n\n\n");
  }

  @Test
  void jsonHasAnObjectForEachRow() {
    assertThat(
            query(
                    "json",
                    "SELECT 1 AS n, CAST(1.50 AS DECIMAL(9, 2)) AS exact, 'é' AS text, NULL AS"
                        + " absent, true AS flag, DATE'2026-01-01' AS day")
                .data())
        .isEqualTo(
            "{\"n\":1,\"exact\":1.50,\"text\":\"é\",\"absent\":null,\"flag\":true,"
                + "\"day\":\"2026-01-01\"}\n");
  }

  @Test
  void aTableIsAlignedAndADoubleHasNoExponent() {
    assertThat(query("table", "SELECT metric, value FROM quality_metric").data())
        .isEqualTo("metric  value\nrows    10000000\n");
  }

  @Test
  void aTimeIsPrintedInUtcWhereverTheMachineStands() {
    TimeZone zone = TimeZone.getDefault();
    try {
      TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Auckland"));
      Called called =
          query("csv", "SELECT TIMESTAMP'2026-01-01 00:00:00' AS at, DATE'2026-01-01' AS day");
      assertThat(called.data()).isEqualTo("at,day\n2026-01-01T00:00:00Z,2026-01-01\n");
    } finally {
      TimeZone.setDefault(zone);
    }
  }

  @Test
  void aTableThatIsNotThereIsNamedWithThoseThatAre() {
    Called called = query("csv", "SELECT * FROM measures");

    assertThat(called.exitCode()).isEqualTo(2);
    assertThat(called.said()).contains("measures", "The tables are ", "quality_metric");
  }

  @Test
  void aFolderWithoutTablesIsNoLake() {
    Called called =
        Called.medsip("query", "--lake", folder.resolve("nowhere").toString(), "SELECT 1");

    assertThat(called.exitCode()).isEqualTo(2);
    assertThat(called.said()).contains("There are no tables in").contains("nowhere");
  }

  private static Called query(String format, String sql) {
    return Called.medsip("query", "--lake", folder.toString(), "--format", format, sql);
  }

  private static List<Path> files() {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
