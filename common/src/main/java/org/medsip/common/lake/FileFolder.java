package org.medsip.common.lake;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Where a table takes files. A file that lies there belongs to the table once it is committed.
 *
 * @param table the location of the table
 * @param partitionedBy the column it is partitioned by, if there is one
 * @param columnsWithStatistics the columns whose least and greatest value it remembers of a file
 */
public record FileFolder(
    String table, List<String> partitionedBy, List<String> columnsWithStatistics)
    implements Serializable {

  public FileFolder {
    partitionedBy = List.copyOf(partitionedBy);
    columnsWithStatistics = List.copyOf(columnsWithStatistics);
  }

  /**
   * Where a file lies below the table.
   *
   * @param partition of all its rows; anything where the table has no partitions
   */
  public String inTable(String partition, String name) {
    return partitionedBy.stream()
        .map(column -> column + "=" + partition + "/")
        .collect(Collectors.joining("", "", name));
  }

  /** What is the same in all rows of a file: the column it is partitioned by with its value. */
  public Map<String, String> values(String partition) {
    return partitionedBy.stream().collect(Collectors.toMap(column -> column, column -> partition));
  }

  /** The columns of a table that are in its files: its partition is not. */
  public StructType inFiles(StructType columns) {
    return DataTypes.createStructType(
        Arrays.stream(columns.fields())
            .filter(column -> !partitionedBy.contains(column.name()))
            .toList());
  }

  /** The location of a file. */
  public String location(String inTable) {
    return table + "/" + inTable;
  }
}
