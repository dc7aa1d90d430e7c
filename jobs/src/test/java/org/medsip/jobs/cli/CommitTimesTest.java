package org.medsip.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommitTimesTest {

  private static final long START = 1_000_000;

  @TempDir private Path lake;

  @Test
  void aTableTakesTheTimeSinceTheCommitBeforeItsOwn() throws IOException {
    commit("bronze/epd", 0, START - 9_000);
    commit("bronze/epd", 1, START + 4_000);
    commit("silver/prescribing", 0, START + 6_500);
    commit("bronze/epd", 2, START + 7_000);
    commit("gold/spc_point", 0, START + 8_000);

    assertThat(CommitTimes.since(START, lake))
        .containsExactly(
            entry("bronze/epd", 4.5),
            entry("gold/spc_point", 1.0),
            entry("silver/prescribing", 2.5));
  }

  @Test
  void aCopiedLakeHasTheTimesOfItsCommits(@TempDir Path folder) throws IOException {
    commit("bronze/epd", 0, START - 9_000);
    Path copy = folder.resolve("copy");
    FolderCopy.of(lake, copy);

    assertThat(CommitTimes.since(START, copy)).isEmpty();
    assertThat(CommitTimes.since(START - 10_000, copy)).containsExactly(entry("bronze/epd", 1.0));
  }

  private void commit(String table, int version, long at) throws IOException {
    Path log = Files.createDirectories(lake.resolve(table).resolve("_delta_log"));
    Path file = Files.writeString(log.resolve("%020d.json".formatted(version)), "{}");
    Files.setLastModifiedTime(file, FileTime.fromMillis(at));
  }
}
