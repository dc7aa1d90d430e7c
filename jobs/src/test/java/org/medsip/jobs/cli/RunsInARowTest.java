package org.medsip.jobs.cli;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.medsip.common.SharedData;
import org.medsip.common.contract.Table;
import org.medsip.common.run.ContentHash;
import org.medsip.common.table.RunTables;
import org.medsip.common.table.Tables;

/**
 * What becomes of a lake over several runs, on real rows of two months: the steps are in order, and
 * each begins where the one before left the lake.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RunsInARowTest {

  private static final String OCTOBER = "epd_201710_L84073.csv";

  private Path folder;
  private WholeLine line;

  @BeforeAll
  void takeInTwoMonths(@TempDir Path temporary) throws IOException {
    folder = temporary;
    List<String> september = realRows("epd_201709_4practices.csv");
    line =
        new WholeLine(folder)
            .with(
                "epd_201709.csv",
                september.stream()
                    .filter(row -> row.contains("YEAR_MONTH") || row.contains(",L84073,"))
                    .toList())
            .with("epd_real/" + OCTOBER)
            .with("list_size/op_fixture_quin_age_201709.csv")
            .with("list_size/op_fixture_quin_age_201710.csv");
    assertThat(line.run()).isZero();
  }

  @Test
  void aLakeThatHasTakenInNoFileAsksForAFolder() {
    Called run = new WholeLine(folder.resolve("empty")).medsip("run");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.said()).contains("has taken in no file yet", "--input");
  }

  @Test
  @Order(1)
  void aSecondRunOnTheSameFilesWritesNothing() {
    Map<String, Optional<Long>> before = versions();

    assertThat(line.run("--state", state("first").toString())).isZero();
    assertThat(line.medsip("run", "--until", "silver").data()).startsWith("nothing to do");

    assertThat(versions()).isEqualTo(before);
  }

  @Test
  @Order(2)
  void aRepublishedMonthReplacesTheOldOneAndSaysWhatChanged() throws IOException {
    Map<String, ContentHash> before = line.hashes("practice", "england");
    List<String> rows = realRows(OCTOBER);
    int zomorph = firstRowOf(rows, "0407020Q0");
    line.with(
        "epd_201710_L84073_r1.csv",
        rows.stream().filter(row -> !row.equals(rows.get(zomorph))).toList());

    assertThat(line.run("--until", "bronze")).isZero();
    assertThat(line.medsip("run", "--until", "gold", "--state", state("second").toString()).said())
        .doesNotContain("bronze.");

    assertThat(becameDifferent("epd", "prescribing", "registrants"))
        .containsExactly("epd 2017-10-01", "prescribing 2017-10-01");
    assertThat(becameDifferent("source_file")).containsExactly("source_file 2017-10-01");
    List<Row> changes = line.rows(RunTables.REVISION_DIFF).collectAsList();
    assertThat(changes)
        .singleElement()
        .satisfies(
            change -> {
              assertThat(change.<String>getAs("practice_code")).isEqualTo("L84073");
              assertThat(change.<String>getAs("bnf_section")).isEqualTo("0407");
              assertThat(change.<Long>getAs("rows_after"))
                  .isLessThan(change.<Long>getAs("rows_before"));
            });
    Map<String, ContentHash> after = line.hashes("practice", "england");
    assertThat(after.get("2017-09-30")).isEqualTo(before.get("2017-09-30"));
    assertThat(after.get("2017-10-31")).isNotEqualTo(before.get("2017-10-31"));
    assertThat(statusOf(OCTOBER)).isEqualTo("superseded");
  }

  @Test
  @Order(3)
  void anUnknownOpioidStopsTheRunAndGoldStaysAsItWas() throws IOException {
    Map<String, ContentHash> before = line.hashes("practice", "england");
    List<String> rows = realRows(OCTOBER);
    int morphine = firstRowOf(rows, "0407020Q0");
    List<String> withUnknown =
        rows.stream().map(row -> row.equals(rows.get(morphine)) ? renamed(row) : row).toList();
    line.with("epd_201710_L84073_r2.csv", withUnknown);

    assertThat(line.run()).isEqualTo(4);
    assertThat(line.run()).as("the same again").isEqualTo(4);

    assertThat(line.hashes("practice", "england")).isEqualTo(before);
    line.without("epd_201710_L84073_r2.csv");
  }

  private Path state(String name) {
    return folder.resolve(name + ".json");
  }

  /** The months of some tables that the second state knows by something else than the first. */
  private List<String> becameDifferent(String... tables) throws IOException {
    JsonNode first = new ObjectMapper().readTree(state("first").toFile());
    JsonNode second = new ObjectMapper().readTree(state("second").toFile());
    List<String> different = new ArrayList<>();
    for (String table : tables) {
      second
          .get(table)
          .fields()
          .forEachRemaining(
              month -> {
                if (!month.getValue().equals(first.get(table).get(month.getKey()))) {
                  different.add(table + " " + month.getKey());
                }
              });
    }
    return different;
  }

  private static List<String> realRows(String file) throws IOException {
    return Files.readAllLines(SharedData.file("epd_real/" + file), StandardCharsets.ISO_8859_1);
  }

  private static int firstRowOf(List<String> rows, String chemical) {
    for (int i = 1; i < rows.size(); i++) {
      if (rows.get(i).contains("," + chemical)) {
        return i;
      }
    }
    throw new AssertionError("no row of " + chemical);
  }

  /** The row as one of a presentation that nobody knows. */
  private static String renamed(String row) {
    String[] cells = row.split(",", -1);
    int code = row.contains("\"") ? cells.length - 10 : 16;
    cells[code] = "0407020Q0ZZZZZZ";
    cells[code + 1] = "Unheard-of morphine";
    return String.join(",", cells);
  }

  private Map<String, Optional<Long>> versions() {
    return Tables.all().stream().collect(Collectors.toMap(Table::name, line.lake()::version));
  }

  private String statusOf(String name) {
    return line.rows(RunTables.SOURCE_FILE)
        .filter(col("name").equalTo(name))
        .orderBy(col("recorded_at").desc())
        .head()
        .getAs("status");
  }
}
