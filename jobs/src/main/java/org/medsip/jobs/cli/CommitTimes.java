package org.medsip.jobs.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** How long a run was busy with each table of a lake, by the times of its commits. */
final class CommitTimes {

  private static final double MILLIS = 1000;

  private record Commit(String table, long at) {}

  /**
   * Layer and table, such as {@code gold/spc_point}, to the seconds between the last commit of any
   * table before it, or the start, and its own; of several commits of a table together.
   *
   * @param start milliseconds since 1970; earlier commits are left out
   */
  static SortedMap<String, Double> since(long start, Path lake) throws IOException {
    SortedMap<String, Double> seconds = new TreeMap<>();
    long before = start;
    for (Commit commit : commits(lake)) {
      if (commit.at() >= start) {
        seconds.merge(commit.table(), (commit.at() - before) / MILLIS, Double::sum);
        before = commit.at();
      }
    }
    return seconds;
  }

  private static List<Commit> commits(Path lake) throws IOException {
    try (Stream<Path> files = Files.walk(lake)) {
      return files
          .filter(file -> file.toString().matches(".*/_delta_log/[0-9]{20}\\.json"))
          .map(file -> commit(lake, file))
          .sorted(Comparator.comparingLong(Commit::at).thenComparing(Commit::table))
          .toList();
    }
  }

  private static Commit commit(Path lake, Path file) {
    Path inLake = lake.relativize(file);
    Path table = inLake.subpath(0, inLake.getNameCount() - 2);
    return new Commit(table.toString().replace('\\', '/'), file.toFile().lastModified());
  }

  private CommitTimes() {}
}
