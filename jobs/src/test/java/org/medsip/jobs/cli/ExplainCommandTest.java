package org.medsip.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.medsip.common.Rows;
import org.medsip.common.SparkTest;
import org.medsip.common.lake.Lake;
import org.medsip.common.table.BronzeTables;
import org.medsip.common.table.QualityTables;

/** What is said of a question that has no answer; answers are in {@link PublishedValuesTest}. */
class ExplainCommandTest {

  private static Path folder = Path.of("unset");

  @BeforeAll
  static void aLakeOfWhatWasMeasuredAndOfPersons(@TempDir Path empty) {
    folder = empty;
    Lake lake = new Lake(SparkTest.spark(), folder.toString());
    lake.append(
        QualityTables.QUALITY_METRIC,
        Rows.of(QualityTables.QUALITY_METRIC)
            .row("table_name", "prescribing", "metric", "rows", "value", 10)
            .row("table_name", "prescribing", "metric", "items", "value", 20)
            .list(),
        "run-1");
    lake.append(
        BronzeTables.PATIENT_ITEM, Rows.of(BronzeTables.PATIENT_ITEM).row().list(), "run-1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          prescribings   | month=2017-09-01      | There is no table prescribings; the tables are quality_metric
          patient_item   | month=2017-09-01      | The table patient_item says something of single persons, and no command prints it
          quality_metric | metrics=rows          | The table quality_metric has no column 'metrics'; its key is %KEY%
          quality_metric | metric                | 'metric' is no part of a key; write --key column=value,column=value
          quality_metric | metric=rows,metric=x  | The column 'metric' stands twice in --key
          quality_metric | metric=nic            | No such row of quality_metric has the metric 'nic'; there is items, rows
          quality_metric | table_name=prescribing | Several rows of quality_metric match; add to --key metric (items, rows)
          """)
  void aQuestionWithoutOneAnswerIsAUsageError(String table, String key, String sentence) {
    Called called = explain("--table", table, "--key", key);

    assertThat(called.exitCode()).as(called.said()).isEqualTo(2);
    assertThat(called.data()).isEmpty();
    assertThat(called.said())
        .isEqualTo(
            "medsip: "
                + sentence.replace("%KEY%", String.join(", ", QualityTables.QUALITY_METRIC.key()))
                + "\n");
  }

  @Test
  void aRowThatNoStageMadeIsShownAsItIs() {
    Called called = explain("--table", "quality_metric", "--key", "metric=items");

    assertThat(called.exitCode()).as(called.said()).isZero();
    assertThat(called.data())
        .contains("value       20")
        .contains("Tables")
        .doesNotContain("Files as published");
  }

  @Test
  void aFolderWithoutTablesIsNoLake() {
    Called called =
        Called.medsip("explain", "--lake", folder.resolve("nowhere").toString(), "--table", "epd");

    assertThat(called.exitCode()).isEqualTo(2);
    assertThat(called.said()).contains("There are no tables in").contains("nowhere");
  }

  private static Called explain(String... arguments) {
    String[] all = new String[arguments.length + 3];
    all[0] = "explain";
    all[1] = "--lake";
    all[2] = folder.toString();
    System.arraycopy(arguments, 0, all, 3, arguments.length);
    return Called.medsip(all);
  }
}
