package org.medsip.jobs.landing;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medsip.common.SparkTest;
import org.medsip.common.lake.Lake;
import org.medsip.common.run.RunContext;
import org.medsip.common.table.RunTables;
import org.medsip.jobs.landing.SourceFiles.Known;
import org.medsip.jobs.landing.SourceFiles.Origin;

/** What a lake remembers of where its files came from. */
class SourceFilesTest {

  private static final Instant THEN = Instant.parse("2026-11-26T06:00:00Z");
  private static final String URL = "https://example.org/bnf_code_changes_2026.csv";

  @Test
  void theAddressAndTheTimeOfAFetchReachTheTableOfSourceFiles(@TempDir Path folder)
      throws IOException {
    Path in = Files.createDirectory(folder.resolve("in"));
    write(in, "changes_2025.csv", "0407010F0AAAAAA,0407010F0AAABAB");
    write(in, "changes_2026.csv", "0407010F0AAACAC,0407010F0AAADAD");
    String sha256 = Inspection.of(in.toString()).understood().get(1).file().sha256();
    Fetched fetched =
        new Fetched("changes_2026.csv", sha256, 1, "changes", "", URL, THEN, "", "", "");
    Files.writeString(in.resolve("fetched.json"), new FetchRecord(List.of(fetched)).toJson());
    Lake lake = new Lake(SparkTest.spark(), folder.resolve("lake").toString());
    RunContext run = new RunContext("run-1", THEN.plusSeconds(60), "test");

    new SourceFiles(lake)
        .takeIn(Inspection.of(in.toString()).requireAllUnderstood(), Origin.PUBLISHED, run);

    List<Row> rows =
        lake.read(RunTables.SOURCE_FILE)
            .select("name", "url", "fetched_at")
            .orderBy(col("name"))
            .collectAsList();
    assertThat(rows)
        .extracting(row -> row.get(0), row -> row.get(1), row -> row.get(2))
        .containsExactly(
            tuple("changes_2025.csv", null, null),
            tuple("changes_2026.csv", URL, Timestamp.from(THEN)));
    assertThat(new SourceFiles(lake).all())
        .extracting(Known::url, known -> known.publication().fetchedAt())
        .containsExactlyInAnyOrder(tuple(null, null), tuple(URL, THEN));
    asAnEarlierVersionWroteIt(lake, folder.resolve("old"));
  }

  /** A lake from before files were fetched has neither column. */
  private static void asAnEarlierVersionWroteIt(Lake lake, Path old) {
    lake.read(RunTables.SOURCE_FILE)
        .drop("url", "fetched_at")
        .write()
        .format("delta")
        .save(old.resolve("run/source_file").toString());
    SourceFiles files = new SourceFiles(new Lake(SparkTest.spark(), old.toString()));

    assertThat(files.all()).hasSize(2).allMatch(known -> known.url() == null);
  }

  private static void write(Path in, String name, String row) throws IOException {
    Files.writeString(in.resolve(name), "old_code,new_code\n" + row + "\n");
  }
}
