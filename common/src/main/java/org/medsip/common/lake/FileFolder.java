package org.medsip.common.lake;

import java.io.Serializable;
import java.util.List;

/**
 * Where a table takes files that are written by others than itself. A file that lies there belongs
 * to the table once it is committed.
 *
 * @param table the location of the table
 * @param partition the column it is partitioned by
 * @param columnsWithStatistics the columns whose least and greatest value it remembers of a file
 */
public record FileFolder(String table, String partition, List<String> columnsWithStatistics)
    implements Serializable {

  public FileFolder {
    columnsWithStatistics = List.copyOf(columnsWithStatistics);
  }

  /** The folder of the files of one partition. */
  public String location(String value) {
    return table + "/" + inTable(value);
  }

  private String inTable(String value) {
    return partition + "=" + value;
  }
}
