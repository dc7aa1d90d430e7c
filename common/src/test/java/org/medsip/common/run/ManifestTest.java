package org.medsip.common.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medsip.common.Rows;
import org.medsip.common.SparkTest;
import org.medsip.common.lake.BuiltFrom;
import org.medsip.common.lake.Lake;
import org.medsip.common.table.RunTables;

class ManifestTest {

  @TempDir private Path folder;
  private Lake lake = new Lake(SparkTest.spark(), "unset");

  @BeforeEach
  void newLake() {
    lake = new Lake(SparkTest.spark(), folder.toString());
  }

  @Test
  void eachPartitionAndTheWholeAreRecordedOnce() {
    write("2017-08-01=1", "2017-09-01=2");

    record("run-1");
    record("run-2");

    assertThat(recorded())
        .containsExactly("run-1 | 2017-08-01 | 1", "run-1 | 2017-09-01 | 1", "run-1 | ALL | 2");
  }

  @Test
  void onlyWhatChangedIsRecordedAgainAndTheWholeWithIt() {
    write("2017-08-01=1", "2017-09-01=2");
    record("run-1");
    write("2017-09-01=3");
    record("run-2");

    assertThat(recorded())
        .containsExactly(
            "run-1 | 2017-08-01 | 1",
            "run-1 | 2017-09-01 | 1",
            "run-1 | ALL | 2",
            "run-2 | 2017-09-01 | 1",
            "run-2 | ALL | 2");
    assertThat(hashOfWhole("run-2")).isEqualTo(hashOfWholeNow()).isNotEqualTo(hashOfWhole("run-1"));
  }

  @Test
  void theWholeIsRecordedAgainWhenAPartitionIsGone() {
    write("2017-08-01=1", "2017-09-01=2");
    record("run-1");
    lake.replace(
        MonthlyCopy.COPY,
        Rows.of(MonthlyCopy.COPY).dataset(),
        BuiltFrom.nothing(),
        List.of("2017-09-01"));
    record("run-2");
    record("run-3");

    assertThat(recorded()).contains("run-2 | ALL | 1").hasSize(4);
    assertThat(hashOfWhole("run-2")).isEqualTo(hashOfWholeNow());
  }

  @Test
  void whatAKilledRunDidNotRecordTheNextOneDoes() {
    write("2017-08-01=1");
    record("run-1");
    write("2017-09-01=2");
    write("2017-10-01=3");
    record("run-3");

    assertThat(recorded())
        .contains("run-3 | 2017-09-01 | 1", "run-3 | 2017-10-01 | 1", "run-3 | ALL | 3");
    assertThat(hashOfWhole("run-3")).isEqualTo(hashOfWholeNow());
  }

  @Test
  void aPartitionWithoutRowsIsRecordedAsOne() {
    lake.replace(
        MonthlyCopy.COPY,
        Rows.of(MonthlyCopy.COPY).dataset(),
        new BuiltFrom(Map.of("2017-08-01", "a")),
        List.of());
    record("run-1");

    assertThat(recorded()).containsExactly("run-1 | 2017-08-01 | 0", "run-1 | ALL | 0");
  }

  private void record(String run) {
    Instant at = Instant.EPOCH.plusSeconds(run.charAt(run.length() - 1));
    new Manifest(lake, new RunContext(run, at, "0")).bringUpToDate(List.of(MonthlyCopy.COPY));
  }

  private void write(String... months) {
    Rows rows = Rows.of(MonthlyCopy.COPY);
    Map<String, String> builtFrom = new TreeMap<>();
    for (String month : months) {
      String[] both = month.split("=", 2);
      rows.row("month", both[0], "items", both[1]);
      builtFrom.put(both[0], both[1]);
    }
    lake.replace(MonthlyCopy.COPY, rows.dataset(), new BuiltFrom(builtFrom), List.of());
  }

  private List<String> recorded() {
    return Rows.said(lake.read(RunTables.RUN_MANIFEST), "run_id", "partition", "rows");
  }

  private String hashOfWhole(String run) {
    return Rows.said(
            lake.read(RunTables.RUN_MANIFEST)
                .filter(functions.expr("run_id = '" + run + "' AND partition = 'ALL'")),
            "content_sha256")
        .get(0);
  }

  private String hashOfWholeNow() {
    return ContentHash.ofWhole(ContentHash.of(MonthlyCopy.COPY, lake.read(MonthlyCopy.COPY)))
        .sha256();
  }
}
