package org.medsip.common.columnar;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Rows, kept column by column until there are enough of them for a group of a file. */
public final class RowGroup {

  private final List<WaitingColumn> columns = new ArrayList<>();
  private int rows;

  /** No rows yet. */
  public RowGroup(StructType columns) {
    for (StructField column : columns.fields()) {
      this.columns.add(WaitingColumn.of(column.dataType(), this.columns.size()));
    }
  }

  public int rows() {
    return rows;
  }

  /** Adds a row as Spark has it, which begins with the columns. */
  public void add(InternalRow row) {
    for (WaitingColumn column : columns) {
      column.add(row);
    }
    rows++;
  }

  /** Writes the rows as the next group of a file with these columns. */
  public void writeTo(ColumnFile file) throws IOException {
    file.startGroup(rows);
    for (int i = 0; i < columns.size(); i++) {
      columns.get(i).writeTo(file.chunk(i));
    }
    file.endGroup();
  }
}
