package org.medsip.jobs.cli;

import static org.apache.spark.sql.functions.col;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medsip.common.SharedData;
import org.medsip.common.SparkTest;
import org.medsip.common.contract.Table;
import org.medsip.common.lake.Lake;
import org.medsip.common.run.ContentHash;
import org.medsip.common.table.GoldTables;

/** A folder of files, the lake made of it by the command line, and a few questions to that lake. */
final class WholeLine {

  private final Path input;
  private final Path root;

  WholeLine(Path folder) {
    this.input = folder.resolve("in");
    this.root = folder.resolve("lake");
    try {
      Files.createDirectories(input);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Puts a real file into the folder; the test is skipped where there is none. */
  WholeLine with(String sharedFile) throws IOException {
    Path file = SharedData.file(sharedFile);
    Files.copy(file, input.resolve(file.getFileName()));
    return this;
  }

  WholeLine with(String name, List<String> lines) throws IOException {
    Files.write(input.resolve(name), lines);
    return this;
  }

  WholeLine without(String name) throws IOException {
    Files.delete(input.resolve(name));
    return this;
  }

  /**
   * Runs medsip up to gold and returns its exit code.
   *
   * @param more further words of the command
   */
  int run(String... more) {
    SparkTest.spark();
    List<String> words =
        new ArrayList<>(List.of("run", "--input", input.toString(), "--lake", root.toString()));
    if (!List.of(more).contains("--until")) {
      words.addAll(List.of("--until", "gold"));
    }
    words.addAll(List.of(more));
    return Main.execute(words.toArray(String[]::new));
  }

  /** Calls a command on the lake. */
  Called medsip(String command, String... arguments) {
    List<String> all = new ArrayList<>(List.of(command, "--lake", root.toString()));
    all.addAll(List.of(arguments));
    return Called.medsip(all.toArray(String[]::new));
  }

  Lake lake() {
    return new Lake(SparkTest.spark(), root.toString());
  }

  Dataset<Row> rows(Table table) {
    return lake().read(table);
  }

  /** The month-window rows of one variant of a measure at one level, by the months' boundaries. */
  Dataset<Row> measured(String measure, String variant, String level) {
    return measured(measure, variant, level, "as_was");
  }

  /** The same by the boundaries of a vintage. */
  Dataset<Row> measured(String measure, String variant, String level, String vintage) {
    return rows(GoldTables.MEASURE_ORG_PERIOD)
        .filter(
            col("measure_id")
                .equalTo(measure)
                .and(col("variant").equalTo(variant))
                .and(col("org_level").equalTo(level))
                .and(col("org_vintage").equalTo(vintage))
                .and(col("window_months").equalTo(1)));
  }

  /** The month-window row of one organisation. */
  Row measured(String measure, String variant, String level, String code, String periodEnd) {
    List<Row> rows =
        measured(measure, variant, level)
            .filter(
                col("org_code")
                    .equalTo(code)
                    .and(col("period_end").equalTo(java.time.LocalDate.parse(periodEnd))))
            .collectAsList();
    if (rows.size() != 1) {
      throw new AssertionError(
          "%d rows of %s %s for %s in %s"
              .formatted(rows.size(), measure, variant, code, periodEnd));
    }
    return rows.get(0);
  }

  /** The content hash of every measure at some levels, by period. */
  Map<String, ContentHash> hashes(Object... levels) {
    return ContentHash.of(
        GoldTables.MEASURE_ORG_PERIOD,
        rows(GoldTables.MEASURE_ORG_PERIOD).filter(col("org_level").isin(levels)));
  }
}
