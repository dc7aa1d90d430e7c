package org.medsip.jobs.bronze.columnar;

import java.io.Closeable;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.util.HadoopOutputFile;
import org.apache.parquet.schema.MessageType;
import org.medsip.common.contract.Column;
import org.medsip.common.contract.Table;
import org.medsip.jobs.landing.ColumnBlock;

/** Writes blocks of rows to one Parquet file, column by column. */
final class BlockWriter implements Closeable {

  /** So many rows or more make a group, that is what has dictionaries of its own. */
  private static final int LEAST_ROWS_OF_A_GROUP = 1 << 16;

  private final Table table;
  private final MessageType schema;
  private final ParquetFileWriter file;
  private final CodecFactory codecs;
  private final ColumnChunk chunk;

  BlockWriter(Table table, Path path, Configuration configuration) throws IOException {
    this.table = table;
    this.schema = ParquetSchema.of(table);
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
    this.chunk = new ColumnChunk(file, codecs.getCompressor(CompressionCodecName.ZSTD));
    file.start();
  }

  void write(ColumnBlock block) throws IOException {
    RowOrder order = RowOrder.of(block, LEAST_ROWS_OF_A_GROUP);
    for (int group = 0; group + 1 < order.groups().length; group++) {
      int from = order.groups()[group];
      writeGroup(block, Arrays.copyOfRange(order.rows(), from, order.groups()[group + 1]));
    }
  }

  /** Ends the file, which has no meaning before, and says what is in it. */
  List<BlockMetaData> finish() throws IOException {
    file.end(Map.of());
    return file.getFooter().getBlocks();
  }

  @Override
  public void close() {
    codecs.release();
  }

  private void writeGroup(ColumnBlock block, int[] rows) throws IOException {
    file.startBlock(rows.length);
    for (ColumnDescriptor column : schema.getColumns()) {
      String name = column.getPath()[0];
      int place = table.columnNames().indexOf(name);
      if (block.column(place) instanceof ColumnBlock.Words words) {
        writeWords(column, table.columns().get(place), words, rows);
      } else if (block.column(place) instanceof ColumnBlock.Numbers numbers) {
        writeNumbers(column, numbers.unscaled(), rows);
      }
    }
    file.endBlock();
  }

  private void writeNumbers(ColumnDescriptor column, long[] all, int[] rows) throws IOException {
    long[] numbers = new long[rows.length];
    for (int i = 0; i < rows.length; i++) {
      numbers[i] = all[rows[i]];
    }
    if (column.getPath()[0].equals("source_line")) {
      chunk.writeLines(column, numbers, rows.length);
    } else {
      chunk.writeNumbers(column, numbers, rows.length);
    }
  }

  /** Numbers the values that the group has anew, in the order in which they come. */
  private void writeWords(
      ColumnDescriptor column, Column declared, ColumnBlock.Words words, int[] rows)
      throws IOException {
    List<Object> values = words.values();
    int[] ofGroup = new int[values.size()];
    Object[] used = new Object[Math.min(values.size(), rows.length)];
    int[] ids = new int[rows.length];
    int size = 0;
    for (int i = 0; i < rows.length; i++) {
      int id = words.ids()[rows[i]];
      if (id >= 0 && ofGroup[id] == 0) {
        used[size++] = values.get(id);
        ofGroup[id] = size;
      }
      ids[i] = id < 0 ? -1 : ofGroup[id] - 1;
    }
    chunk.writeWords(column, declared.type(), ids, rows.length, Arrays.copyOf(used, size));
  }
}
