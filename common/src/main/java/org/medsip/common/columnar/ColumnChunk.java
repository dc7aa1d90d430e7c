package org.medsip.common.columnar;

import java.io.IOException;
import java.util.Arrays;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.column.values.delta.DeltaBinaryPackingValuesWriterForLong;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridEncoder;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.spark.sql.types.DataType;

/**
 * One column of one group of rows on its way into a file: pages of a fixed number of rows, each
 * with its least and greatest value.
 */
public final class ColumnChunk {

  private static final int ROWS_OF_A_PAGE = 20_000;
  private static final int SLAB = 1 << 12;
  private static final int MOST_BYTES = 1 << 26;

  /** A dictionary pays where a value comes so often, on the average. */
  private static final int FEWEST_REPEATS = 3;

  private final ParquetFileWriter file;
  private final BytesInputCompressor compressor;
  private final ColumnDescriptor column;

  ColumnChunk(ParquetFileWriter file, BytesInputCompressor compressor, ColumnDescriptor column) {
    this.file = file;
    this.compressor = compressor;
    this.column = column;
  }

  /**
   * Writes a column by its dictionary.
   *
   * @param ids for each row the number of its value among the values of the group; -1 for none
   * @param values the values of the group by their numbers
   */
  public void writeWords(DataType type, int[] ids, Object[] values) throws IOException {
    writeWords(
        ids, Arrays.stream(values).map(v -> ParquetSchema.binary(type, v)).toArray(Binary[]::new));
  }

  /** Writes a column of texts, by a dictionary where they repeat. */
  void writeTexts(int[] ids, Binary[] texts) throws IOException {
    if (texts.length * FEWEST_REPEATS <= ids.length) {
      writeWords(ids, texts);
    } else {
      writeEach(ids, texts);
    }
  }

  private void writeWords(int[] ids, Binary[] words) throws IOException {
    boolean isEmpty = words.length == 0;
    boolean[] absent = absent(ids);
    start(ids.length);
    if (!isEmpty) {
      writeDictionary(new PlainWords(column, words).bytes(), words.length);
    }
    int[] lastPage = new int[words.length];
    int pageNumber = 0;
    for (int from = 0; from < ids.length; from += ROWS_OF_A_PAGE) {
      int to = Math.min(ids.length, from + ROWS_OF_A_PAGE);
      pageNumber++;
      Statistics<?> statistics = Statistics.createStats(column.getPrimitiveType());
      for (int row = from; row < to; row++) {
        int id = ids[row];
        if (id < 0) {
          statistics.incrementNumNulls();
        } else if (lastPage[id] != pageNumber) {
          lastPage[id] = pageNumber;
          statistics.updateStats(words[id]);
        }
      }
      writePage(
          levels(absent, from, to),
          isEmpty ? BytesInput.empty() : ids(ids, from, to, words.length),
          to - from,
          statistics,
          isEmpty ? Encoding.PLAIN : Encoding.RLE_DICTIONARY);
    }
    file.endColumn();
  }

  /** Writes the texts themselves. */
  private void writeEach(int[] ids, Binary[] texts) throws IOException {
    boolean[] absent = absent(ids);
    start(ids.length);
    for (int from = 0; from < ids.length; from += ROWS_OF_A_PAGE) {
      int to = Math.min(ids.length, from + ROWS_OF_A_PAGE);
      Statistics<?> statistics = Statistics.createStats(column.getPrimitiveType());
      Binary[] ofPage = new Binary[to - from];
      int size = 0;
      for (int row = from; row < to; row++) {
        if (ids[row] < 0) {
          statistics.incrementNumNulls();
        } else {
          statistics.updateStats(texts[ids[row]]);
          ofPage[size++] = texts[ids[row]];
        }
      }
      writePage(
          levels(absent, from, to),
          new PlainWords(column, Arrays.copyOf(ofPage, size)).bytes(),
          to - from,
          statistics,
          Encoding.PLAIN);
    }
    file.endColumn();
  }

  private static boolean[] absent(int[] ids) {
    boolean[] absent = new boolean[ids.length];
    for (int row = 0; row < ids.length; row++) {
      absent[row] = ids[row] < 0;
    }
    return absent;
  }

  /**
   * Writes a column of numbers, by a dictionary where they repeat.
   *
   * @param numbers of each row, whole as they are, doubles as their bits, flags as 0 and 1
   * @param absent whether a row has none
   */
  public void writeNumbers(long[] numbers, boolean[] absent) throws IOException {
    int rows = numbers.length;
    PlainNumbers plain = new PlainNumbers(column.getPrimitiveType());
    NumberDictionary dictionary = new NumberDictionary(rows / FEWEST_REPEATS);
    int[] ids = new int[rows];
    boolean repeats = column.getPrimitiveType().getPrimitiveTypeName() != PrimitiveTypeName.BOOLEAN;
    for (int row = 0; row < rows && repeats; row++) {
      ids[row] = absent[row] ? -1 : dictionary.idOf(numbers[row]);
      repeats = absent[row] || ids[row] >= 0;
    }
    repeats &= dictionary.size() > 0;
    start(rows);
    if (repeats) {
      int size = dictionary.size();
      writeDictionary(plain.bytes(dictionary.numbers(), new boolean[size], 0, size), size);
    }
    for (int from = 0; from < rows; from += ROWS_OF_A_PAGE) {
      int to = Math.min(rows, from + ROWS_OF_A_PAGE);
      writePage(
          levels(absent, from, to),
          repeats ? ids(ids, from, to, dictionary.size()) : plain.bytes(numbers, absent, from, to),
          to - from,
          plain.statistics(numbers, absent, from, to),
          repeats ? Encoding.RLE_DICTIONARY : Encoding.PLAIN);
    }
    file.endColumn();
  }

  /** Writes a column of numbers that grow, by their differences. */
  public void writeLines(long[] numbers) throws IOException {
    boolean[] absent = new boolean[numbers.length];
    PlainNumbers plain = new PlainNumbers(column.getPrimitiveType());
    start(numbers.length);
    for (int from = 0; from < numbers.length; from += ROWS_OF_A_PAGE) {
      int to = Math.min(numbers.length, from + ROWS_OF_A_PAGE);
      DeltaBinaryPackingValuesWriterForLong differences =
          new DeltaBinaryPackingValuesWriterForLong(
              SLAB, MOST_BYTES, new HeapByteBufferAllocator());
      for (int row = from; row < to; row++) {
        differences.writeLong(numbers[row]);
      }
      writePage(
          levels(absent, from, to),
          BytesInput.copy(differences.getBytes()),
          to - from,
          plain.statistics(numbers, absent, from, to),
          Encoding.DELTA_BINARY_PACKED);
      differences.close();
    }
    file.endColumn();
  }

  /** Writes a column of decimals of more digits than a long has. */
  void writeWide(WideNumbers numbers, boolean[] absent) throws IOException {
    start(absent.length);
    for (int from = 0; from < absent.length; from += ROWS_OF_A_PAGE) {
      int to = Math.min(absent.length, from + ROWS_OF_A_PAGE);
      writePage(
          levels(absent, from, to),
          numbers.bytes(absent, from, to),
          to - from,
          numbers.statistics(column.getPrimitiveType(), absent, from, to),
          Encoding.PLAIN);
    }
    file.endColumn();
  }

  private void start(int rows) throws IOException {
    file.startColumn(column, rows, CompressionCodecName.ZSTD);
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

  private static BytesInput levels(boolean[] absent, int from, int to) throws IOException {
    RunLengthBitPackingHybridEncoder levels = encoder(1);
    for (int row = from; row < to; row++) {
      levels.writeInt(absent[row] ? 0 : 1);
    }
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

  private static RunLengthBitPackingHybridEncoder encoder(int width) {
    return new RunLengthBitPackingHybridEncoder(
        width, SLAB, MOST_BYTES, new HeapByteBufferAllocator());
  }
}
