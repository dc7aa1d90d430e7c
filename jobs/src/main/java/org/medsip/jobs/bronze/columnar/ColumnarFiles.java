package org.medsip.jobs.bronze.columnar;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.medsip.common.contract.Table;
import org.medsip.common.lake.FileFolder;
import org.medsip.common.lake.NewFile;
import org.medsip.common.lake.WrittenFile;
import org.medsip.jobs.bronze.columnar.WrittenPart.RejectedRecord;
import org.medsip.jobs.landing.ColumnBlock;
import org.medsip.jobs.landing.ColumnReader;
import org.medsip.jobs.landing.Source;
import org.medsip.jobs.landing.Stretch;

/**
 * Writes prescribing files as Parquet files: a stretch of a file is a task, which reads into
 * columns and writes the columns, and is read by nobody until it is committed.
 */
public final class ColumnarFiles {

  private static final int ROWS_OF_A_BLOCK = 1 << 19;
  private static final int MOST_REJECTED_KEPT = 1000;

  /** Read once: it is the same for every file and costs more than opening one. */
  private static final Configuration CONFIGURATION = new Configuration();

  /** Whether files are of a kind that is written so. */
  public static boolean areFor(List<Source> sources) {
    return sources.stream().allMatch(ColumnReader::reads);
  }

  /**
   * Writes the rows of files of one table.
   *
   * @param folder where the table takes files
   */
  public static List<WrittenPart> write(
      SparkSession spark, List<Source> sources, FileFolder folder) {
    List<Part> parts = new ArrayList<>();
    for (Source source : sources) {
      stretches(source).forEach(stretch -> parts.add(new Part(source, stretch, folder)));
    }
    return JavaSparkContext.fromSparkContext(spark.sparkContext())
        .parallelize(parts, parts.size())
        .map(Part::write)
        .collect();
  }

  private static List<Stretch> stretches(Source source) {
    try {
      return ColumnReader.stretches(source);
    } catch (IOException e) {
      throw new UncheckedIOException("While reading " + source.file().location(), e);
    }
  }

  private ColumnarFiles() {}

  /** One stretch and where its rows go. */
  private record Part(Source source, Stretch stretch, FileFolder folder) implements Serializable {

    WrittenPart write() throws IOException {
      List<RejectedRecord> rejected = new ArrayList<>();
      ColumnReader.Rejections keep =
          (line, rejection, record) -> {
            if (rejected.size() < MOST_REJECTED_KEPT) {
              rejected.add(new RejectedRecord(line, rejection, record));
            }
          };
      try (ColumnReader reader = ColumnReader.open(source, stretch, keep)) {
        ColumnBlock block = new ColumnBlock(source.table(), ROWS_OF_A_BLOCK);
        List<WrittenFile> written = reader.read(block) ? List.of(write(reader, block)) : List.of();
        return new WrittenPart(reader.totals(), written, rejected);
      }
    }

    private WrittenFile write(ColumnReader reader, ColumnBlock block) throws IOException {
      Table table = source.table();
      StructType columns = folder.inFiles(table.schema());
      try (NewFile file = new NewFile(folder, source.month().toString(), columns, CONFIGURATION)) {
        BlockWriter writer = new BlockWriter(table, columns, file.columns());
        do {
          writer.write(block);
        } while (reader.read(block));
        return file.finish();
      }
    }
  }
}
