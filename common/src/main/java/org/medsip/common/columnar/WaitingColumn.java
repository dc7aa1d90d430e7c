package org.medsip.common.columnar;

import java.io.IOException;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.StringType;

/** The values of one column of rows that wait to be written. */
interface WaitingColumn {

  /**
   * A column without rows.
   *
   * @param place where rows have it
   */
  static WaitingColumn of(DataType type, int place) {
    if (type instanceof StringType) {
      return new WaitingTexts(place);
    }
    return type instanceof DecimalType decimal && ParquetSchema.isWide(decimal)
        ? new WaitingDecimals(decimal, place)
        : new WaitingNumbers(type, place);
  }

  void add(InternalRow row);

  void writeTo(ColumnChunk chunk) throws IOException;
}
