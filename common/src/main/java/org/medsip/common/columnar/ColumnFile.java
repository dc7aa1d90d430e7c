package org.medsip.common.columnar;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.util.HadoopOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.spark.sql.types.StructType;

/** A Parquet file on its way to be: a group of rows at a time, column by column. */
public final class ColumnFile implements Closeable {

  private final MessageType schema;
  private final ParquetFileWriter file;
  private final CodecFactory codecs;

  public ColumnFile(StructType columns, Path path, Configuration configuration) throws IOException {
    this.schema = ParquetSchema.of(columns);
    this.file =
        new ParquetFileWriter(
            HadoopOutputFile.fromPath(path, configuration),
            schema,
            ParquetFileWriter.Mode.CREATE,
            ParquetWriter.DEFAULT_BLOCK_SIZE,
            ParquetWriter.MAX_PADDING_SIZE_DEFAULT,
            ParquetProperties.DEFAULT_COLUMN_INDEX_TRUNCATE_LENGTH,
            ParquetProperties.DEFAULT_STATISTICS_TRUNCATE_LENGTH,
            ParquetProperties.DEFAULT_PAGE_WRITE_CHECKSUM_ENABLED);
    this.codecs = new CodecFactory(configuration, ParquetProperties.DEFAULT_PAGE_SIZE);
    file.start();
  }

  /** Begins a group of rows; its columns are written one after the other. */
  public void startGroup(int rows) throws IOException {
    file.startBlock(rows);
  }

  /** Where the column at a place is written of the group that was begun. */
  public ColumnChunk chunk(int place) {
    return new ColumnChunk(
        file, codecs.getCompressor(CompressionCodecName.ZSTD), schema.getColumns().get(place));
  }

  public void endGroup() throws IOException {
    file.endBlock();
  }

  /**
   * Ends the file, which has no meaning before, and says what is in it.
   *
   * @param columns those of which the least and the greatest value are wanted
   */
  public FileStatistics finish(List<String> columns) throws IOException {
    file.end(Map.of());
    return FileStatistics.of(file.getFooter().getBlocks(), columns);
  }

  @Override
  public void close() {
    codecs.release();
  }
}
