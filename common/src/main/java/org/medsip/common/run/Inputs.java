package org.medsip.common.run;

import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medsip.common.contract.Table;

/** The rows a stage reads, by table. */
public record Inputs(Map<Table, Dataset<Row>> rows) {

  public Inputs {
    rows = Map.copyOf(rows);
  }

  /** The rows of a table the stage declares that it reads. */
  public Dataset<Row> of(Table table) {
    Dataset<Row> found = rows.get(table);
    if (found == null) {
      throw new IllegalArgumentException(
          "The stage does not declare that it reads " + table.name());
    }
    return found;
  }
}
