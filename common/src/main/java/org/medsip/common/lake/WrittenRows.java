package org.medsip.common.lake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Rows that lie in files beside those of their table: computed once, they can be read as often as
 * one likes until it is decided whether they become part of it. Files that are not are removed; of
 * a run that is killed they are left over, and never read.
 *
 * <p>They are not held in memory: of nine million rows the collector had thirty seconds' work.
 */
public final class WrittenRows implements AutoCloseable {

  private final List<WrittenFile> files;
  private final List<Path> paths;
  private final Dataset<Row> rows;
  private boolean areCommitted;

  WrittenRows(List<WrittenFile> files, List<Path> paths, Dataset<Row> rows) {
    this.files = List.copyOf(files);
    this.paths = List.copyOf(paths);
    this.rows = rows;
  }

  public Dataset<Row> rows() {
    return rows;
  }

  List<WrittenFile> files() {
    return files;
  }

  /** From now on they are the table's, and stay. */
  void keep() {
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
