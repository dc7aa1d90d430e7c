package org.medsip.common.lake;

import java.io.Closeable;
import java.io.IOException;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.types.StructType;
import org.medsip.common.columnar.ColumnFile;

/** A file on its way into the folder of a table, under a name that no other has. */
public final class NewFile implements Closeable {

  private final String name = "part-" + UUID.randomUUID() + ".zstd.parquet";
  private final FileFolder folder;
  private final String partition;
  private final Configuration configuration;
  private final ColumnFile columns;

  /**
   * @param partition of all its rows; anything where the table has no partitions
   * @param columns of the file
   */
  public NewFile(
      FileFolder folder, String partition, StructType columns, Configuration configuration)
      throws IOException {
    this.folder = folder;
    this.partition = partition;
    this.configuration = configuration;
    Path path = new Path(folder.location(folder.inTable(partition, name)));
    this.columns = new ColumnFile(columns, path, configuration);
  }

  /** Where its rows are written. */
  public ColumnFile columns() {
    return columns;
  }

  /** Ends the file, which has no meaning before. */
  public WrittenFile finish() throws IOException {
    return WrittenFile.of(
        folder, partition, name, columns.finish(folder.columnsWithStatistics()), configuration);
  }

  @Override
  public void close() {
    columns.close();
  }
}
