package org.medsip.common.lake;

import static org.apache.spark.sql.functions.col;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;
import org.jspecify.annotations.Nullable;
import org.medsip.common.columnar.Numbered;
import org.medsip.common.columnar.RowGroup;
import org.medsip.common.columnar.RowsInPlace;

/**
 * Writes rows as files that are not yet part of their table: each task one for each partition that
 * it has rows of. Rows need not come in the order of partitions: they are put into columns at once,
 * and when a task holds many the partition with most is written as a group of rows of its file.
 */
final class RowFiles implements FlatMapFunction<Iterator<InternalRow>, WrittenFile> {

  private static final long serialVersionUID = 1L;

  private static final int MOST_ROWS = 1 << 19;

  private final StructType columns;
  private final FileFolder folder;
  private final int mostRows;
  private final Broadcast<SerializableConfiguration> configuration;

  private RowFiles(
      StructType columns,
      FileFolder folder,
      int mostRows,
      Broadcast<SerializableConfiguration> configuration) {
    this.columns = columns;
    this.folder = folder;
    this.mostRows = mostRows;
    this.configuration = configuration;
  }

  /**
   * Writes rows.
   *
   * @param rows with the columns of a table, in their order
   * @param folder where the table takes files
   */
  static List<WrittenFile> write(Dataset<Row> rows, FileFolder folder) {
    return write(rows, folder, MOST_ROWS);
  }

  /**
   * Writes rows.
   *
   * @param mostRows that a task holds
   */
  static List<WrittenFile> write(Dataset<Row> rows, FileFolder folder, int mostRows) {
    SparkSession spark = rows.sparkSession();
    Broadcast<SerializableConfiguration> configuration =
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .broadcast(new SerializableConfiguration(spark.sessionState().newHadoopConf()));
    StructType inFiles = folder.inFiles(rows.schema());
    List<Column> columns = new ArrayList<>();
    List.of(inFiles.fieldNames()).forEach(name -> columns.add(col(name)));
    folder.partitionedBy().forEach(name -> columns.add(col(name)));
    return RowsInPlace.of(rows.select(columns.toArray(Column[]::new)))
        .mapPartitions(new RowFiles(inFiles, folder, mostRows, configuration))
        .collect();
  }

  @Override
  public Iterator<WrittenFile> call(Iterator<InternalRow> rows) throws IOException {
    Numbered<Integer> partitions = new Numbered<>(day -> day);
    List<PartitionFile> files = new ArrayList<>();
    int held = 0;
    while (rows.hasNext()) {
      InternalRow row = rows.next();
      int day = day(row);
      int number = partitions.numberOf(day);
      if (number == files.size()) {
        files.add(new PartitionFile(LocalDate.ofEpochDay(day).toString()));
      }
      files.get(number).add(row);
      if (++held == mostRows) {
        held -= largest(files).writeGroup();
      }
    }
    List<WrittenFile> written = new ArrayList<>();
    for (PartitionFile file : files) {
      written.add(file.finish());
    }
    return written.iterator();
  }

  /** The day that a row is filed under, as its number; any where a table has no partitions. */
  private int day(InternalRow row) {
    if (folder.partitionedBy().isEmpty()) {
      return 0;
    }
    if (row.isNullAt(columns.size())) {
      throw new IllegalStateException(
          "A row of %s has no %s".formatted(folder.table(), folder.partitionedBy().get(0)));
    }
    return row.getInt(columns.size());
  }

  private static PartitionFile largest(List<PartitionFile> files) {
    return files.stream().max(Comparator.comparingInt(file -> file.waiting.rows())).orElseThrow();
  }

  /** The file of a partition, and its rows that are not yet written. */
  private final class PartitionFile {

    private final String partition;
    private RowGroup waiting = new RowGroup(columns);
    private @Nullable NewFile file;

    PartitionFile(String partition) {
      this.partition = partition;
    }

    void add(InternalRow row) {
      waiting.add(row);
    }

    int writeGroup() throws IOException {
      int rows = waiting.rows();
      if (rows > 0) {
        waiting.writeTo(file().columns());
        waiting = new RowGroup(columns);
      }
      return rows;
    }

    private NewFile file() throws IOException {
      if (file == null) {
        file = new NewFile(folder, partition, columns, configuration.value().value());
      }
      return file;
    }

    WrittenFile finish() throws IOException {
      writeGroup();
      try (NewFile finished = file()) {
        return finished.finish();
      }
    }
  }
}
