package org.medsip.common.lake;

import java.io.IOException;
import java.io.Serializable;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.medsip.common.columnar.FileStatistics;

/**
 * A Parquet file in a {@link FileFolder}, with what its table remembers of it.
 *
 * @param inTable where it lies below the table
 * @param partition the column its table is partitioned by with the value that all its rows have
 * @param bytes its length
 * @param modified when it was written, in milliseconds since 1970
 * @param statistics what is in it
 */
public record WrittenFile(
    String inTable,
    Map<String, String> partition,
    long bytes,
    long modified,
    FileStatistics statistics)
    implements Serializable {

  public WrittenFile {
    partition = Map.copyOf(partition);
  }

  /** A file that lies in a folder. */
  static WrittenFile of(
      FileFolder folder,
      String partition,
      String name,
      FileStatistics statistics,
      Configuration configuration)
      throws IOException {
    String inTable = folder.inTable(partition, name);
    Path path = new Path(folder.location(inTable));
    FileStatus status = path.getFileSystem(configuration).getFileStatus(path);
    return new WrittenFile(
        inTable,
        folder.values(partition),
        status.getLen(),
        status.getModificationTime(),
        statistics);
  }
}
