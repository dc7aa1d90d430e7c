package org.medsip.common.lake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.delta.actions.AddFile;

/**
 * Rows that lie in files beside those of their table: computed once, they can be read as often as
 * one likes until it is decided whether they become part of it. Files that are not are removed; of
 * a run that is killed they are left over, and never read.
 *
 * <p>They are not held in memory: of nine million rows the collector had thirty seconds' work.
 */
public final class WrittenRows implements AutoCloseable {

  private final FileCommit commit;
  private final List<AddFile> files;
  private final List<Path> paths;
  private final Dataset<Row> rows;
  private boolean areCommitted;

  WrittenRows(FileCommit commit, List<AddFile> files, List<Path> paths, Dataset<Row> rows) {
    this.commit = commit;
    this.files = List.copyOf(files);
    this.paths = List.copyOf(paths);
    this.rows = rows;
  }

  public Dataset<Row> rows() {
    return rows;
  }

  void replace(Collection<String> partitions, Optional<String> predicate, String userMetadata) {
    commit.replace(partitions, predicate, files, userMetadata);
    areCommitted = true;
  }

  @Override
  public void close() {
    if (areCommitted) {
      return;
    }
    Configuration hadoop = rows.sparkSession().sparkContext().hadoopConfiguration();
    for (Path path : paths) {
      try {
        path.getFileSystem(hadoop).delete(path, false);
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot remove " + path, e);
      }
    }
  }
}
