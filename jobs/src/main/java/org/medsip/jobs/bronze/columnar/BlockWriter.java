package org.medsip.jobs.bronze.columnar;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.medsip.common.columnar.ColumnChunk;
import org.medsip.common.columnar.ColumnFile;
import org.medsip.common.contract.Table;
import org.medsip.jobs.landing.ColumnBlock;

/** Writes blocks of rows to one file, column by column. */
final class BlockWriter {

  /** So many rows or more make a group, that is what has dictionaries of its own. */
  private static final int LEAST_ROWS_OF_A_GROUP = 1 << 16;

  private final Table table;
  private final StructType columns;
  private final ColumnFile file;

  /**
   * @param columns of the file
   */
  BlockWriter(Table table, StructType columns, ColumnFile file) {
    this.table = table;
    this.columns = columns;
    this.file = file;
  }

  void write(ColumnBlock block) throws IOException {
    RowOrder order = RowOrder.of(block, LEAST_ROWS_OF_A_GROUP);
    for (int group = 0; group + 1 < order.groups().length; group++) {
      int from = order.groups()[group];
      writeGroup(block, Arrays.copyOfRange(order.rows(), from, order.groups()[group + 1]));
    }
  }

  private void writeGroup(ColumnBlock block, int[] rows) throws IOException {
    file.startGroup(rows.length);
    for (int i = 0; i < columns.size(); i++) {
      StructField column = columns.fields()[i];
      int place = table.columnNames().indexOf(column.name());
      if (block.column(place) instanceof ColumnBlock.Words words) {
        writeWords(file.chunk(i), column, words, rows);
      } else if (block.column(place) instanceof ColumnBlock.Numbers numbers) {
        writeNumbers(file.chunk(i), column, numbers.unscaled(), rows);
      }
    }
    file.endGroup();
  }

  private static void writeNumbers(ColumnChunk chunk, StructField column, long[] all, int[] rows)
      throws IOException {
    long[] numbers = new long[rows.length];
    for (int i = 0; i < rows.length; i++) {
      numbers[i] = all[rows[i]];
    }
    if (column.name().equals("source_line")) {
      chunk.writeLines(numbers);
    } else {
      chunk.writeNumbers(numbers, new boolean[rows.length]);
    }
  }

  /** Numbers the values that the group has anew, in the order in which they come. */
  private static void writeWords(
      ColumnChunk chunk, StructField column, ColumnBlock.Words words, int[] rows)
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
    chunk.writeWords(column.dataType(), ids, Arrays.copyOf(used, size));
  }
}
