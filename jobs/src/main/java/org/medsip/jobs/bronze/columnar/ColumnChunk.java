package org.medsip.jobs.bronze.columnar;

import java.io.IOException;
import java.util.Arrays;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.column.values.delta.DeltaBinaryPackingValuesWriterForLong;
import org.apache.parquet.column.values.plain.PlainValuesWriter;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridEncoder;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.api.Binary;
import org.apache.spark.sql.types.DataType;

/**
 * One column of one group of rows on its way into a file: pages of a fixed number of rows, each
 * with its least and greatest value.
 */
final class ColumnChunk {

  private static final int ROWS_OF_A_PAGE = 20_000;
  private static final int SLAB = 1 << 12;
  private static final int MOST_BYTES = 1 << 26;

  /** A dictionary of numbers pays where a number comes so often, on the average. */
  private static final int FEWEST_REPEATS = 3;

  private final ParquetFileWriter file;
  private final BytesInputCompressor compressor;

  ColumnChunk(ParquetFileWriter file, BytesInputCompressor compressor) {
    this.file = file;
    this.compressor = compressor;
  }

  /**
   * Writes a column by its dictionary.
   *
   * @param ids for each row the number of its value among the values of the group; -1 for none
   * @param values the values of the group by their numbers
   */
  void writeWords(ColumnDescriptor column, DataType type, int[] ids, int rows, Object[] values)
      throws IOException {
    Binary[] words =
        Arrays.stream(values).map(v -> ParquetSchema.binary(type, v)).toArray(Binary[]::new);
    boolean isEmpty = words.length == 0;
    file.startColumn(column, rows, CompressionCodecName.ZSTD);
    if (!isEmpty) {
      writeDictionary(new PlainWords(column, words).bytes(), words.length);
    }
    int[] lastPage = new int[words.length];
    int pageNumber = 0;
    for (int from = 0; from < rows; from += ROWS_OF_A_PAGE) {
      int to = Math.min(rows, from + ROWS_OF_A_PAGE);
      pageNumber++;
      Statistics<?> statistics = Statistics.createStats(column.getPrimitiveType());
      int absent = 0;
      for (int row = from; row < to; row++) {
        int id = ids[row];
        if (id < 0) {
          absent++;
        } else if (lastPage[id] != pageNumber) {
          lastPage[id] = pageNumber;
          statistics.updateStats(words[id]);
        }
      }
      statistics.incrementNumNulls(absent);
      writePage(
          levels(ids, from, to),
          isEmpty ? BytesInput.empty() : ids(ids, from, to, words.length),
          to - from,
          statistics,
          isEmpty ? Encoding.PLAIN : Encoding.RLE_DICTIONARY);
    }
    file.endColumn();
  }

  /** Writes a column of numbers, by a dictionary where they repeat. */
  void writeNumbers(ColumnDescriptor column, long[] numbers, int rows) throws IOException {
    NumberDictionary dictionary = new NumberDictionary(rows / FEWEST_REPEATS);
    int[] ids = new int[rows];
    boolean repeats = true;
    for (int row = 0; row < rows && repeats; row++) {
      ids[row] = dictionary.idOf(numbers[row]);
      repeats = ids[row] >= 0;
    }
    file.startColumn(column, rows, CompressionCodecName.ZSTD);
    if (repeats) {
      writeDictionary(plain(dictionary.numbers(), 0, dictionary.size()), dictionary.size());
    }
    for (int from = 0; from < rows; from += ROWS_OF_A_PAGE) {
      int to = Math.min(rows, from + ROWS_OF_A_PAGE);
      BytesInput values =
          repeats ? ids(ids, from, to, dictionary.size()) : plain(numbers, from, to);
      writePage(
          allThere(to - from),
          values,
          to - from,
          statistics(column, numbers, from, to),
          repeats ? Encoding.RLE_DICTIONARY : Encoding.PLAIN);
    }
    file.endColumn();
  }

  /** Writes a column of numbers that grow, by their differences. */
  void writeLines(ColumnDescriptor column, long[] numbers, int rows) throws IOException {
    file.startColumn(column, rows, CompressionCodecName.ZSTD);
    for (int from = 0; from < rows; from += ROWS_OF_A_PAGE) {
      int to = Math.min(rows, from + ROWS_OF_A_PAGE);
      DeltaBinaryPackingValuesWriterForLong differences =
          new DeltaBinaryPackingValuesWriterForLong(
              SLAB, MOST_BYTES, new HeapByteBufferAllocator());
      for (int row = from; row < to; row++) {
        differences.writeLong(numbers[row]);
      }
      writePage(
          allThere(to - from),
          BytesInput.copy(differences.getBytes()),
          to - from,
          statistics(column, numbers, from, to),
          Encoding.DELTA_BINARY_PACKED);
      differences.close();
    }
    file.endColumn();
  }

  private static Statistics<?> statistics(
      ColumnDescriptor column, long[] numbers, int from, int to) {
    long least = Long.MAX_VALUE;
    long greatest = Long.MIN_VALUE;
    for (int row = from; row < to; row++) {
      least = Math.min(least, numbers[row]);
      greatest = Math.max(greatest, numbers[row]);
    }
    Statistics<?> statistics = Statistics.createStats(column.getPrimitiveType());
    statistics.updateStats(least);
    statistics.updateStats(greatest);
    return statistics;
  }

  private void writeDictionary(BytesInput bytes, int size) throws IOException {
    int uncompressed = (int) bytes.size();
    file.writeDictionaryPage(
        new DictionaryPage(
            BytesInput.copy(compressor.compress(bytes)), uncompressed, size, Encoding.PLAIN));
  }

  private void writePage(
      BytesInput levels, BytesInput values, int rows, Statistics<?> statistics, Encoding encoding)
      throws IOException {
    BytesInput page = BytesInput.concat(levels, values);
    int uncompressed = (int) page.size();
    file.writeDataPage(
        rows,
        uncompressed,
        compressor.compress(page),
        statistics,
        rows,
        Encoding.BIT_PACKED,
        Encoding.RLE,
        encoding);
  }

  private static BytesInput levels(int[] ids, int from, int to) throws IOException {
    RunLengthBitPackingHybridEncoder levels = encoder(1);
    for (int row = from; row < to; row++) {
      levels.writeInt(ids[row] < 0 ? 0 : 1);
    }
    return withLength(levels);
  }

  private static BytesInput allThere(int rows) throws IOException {
    RunLengthBitPackingHybridEncoder levels = encoder(1);
    for (int row = 0; row < rows; row++) {
      levels.writeInt(1);
    }
    return withLength(levels);
  }

  private static BytesInput withLength(RunLengthBitPackingHybridEncoder levels) throws IOException {
    BytesInput bytes = BytesInput.copy(levels.toBytes());
    levels.close();
    return BytesInput.concat(BytesInput.fromInt((int) bytes.size()), bytes);
  }

  private static BytesInput ids(int[] ids, int from, int to, int values) throws IOException {
    int width = width(values);
    RunLengthBitPackingHybridEncoder encoder = encoder(width);
    for (int row = from; row < to; row++) {
      if (ids[row] >= 0) {
        encoder.writeInt(ids[row]);
      }
    }
    BytesInput bytes = BytesInput.copy(encoder.toBytes());
    encoder.close();
    return BytesInput.concat(BytesInput.from(new byte[] {(byte) width}), bytes);
  }

  /**
   * The bits of an id, in whole bytes: what compresses the page sees ids that repeat only where
   * they begin at the same place of a byte.
   */
  private static int width(int values) {
    int bits = Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(0, values - 1));
    return (bits + Byte.SIZE - 1) / Byte.SIZE * Byte.SIZE;
  }

  private static BytesInput plain(long[] numbers, int from, int to) throws IOException {
    PlainValuesWriter writer =
        new PlainValuesWriter(SLAB, MOST_BYTES, new HeapByteBufferAllocator());
    for (int i = from; i < to; i++) {
      writer.writeLong(numbers[i]);
    }
    BytesInput bytes = BytesInput.copy(writer.getBytes());
    writer.close();
    return bytes;
  }

  private static RunLengthBitPackingHybridEncoder encoder(int width) {
    return new RunLengthBitPackingHybridEncoder(
        width, SLAB, MOST_BYTES, new HeapByteBufferAllocator());
  }
}
