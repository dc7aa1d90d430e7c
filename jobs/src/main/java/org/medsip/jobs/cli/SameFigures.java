package org.medsip.jobs.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.types.NumericType;
import org.medsip.common.contract.Column;
import org.medsip.common.contract.Table;
import org.medsip.jobs.published.DuckDb;

/**
 * Whether two sets of rows of a table say the same: the same keys, numbers within a billionth of
 * each other, and everything else alike. What names a run or a definition is left out.
 *
 * @param table the table
 */
record SameFigures(Table table) {

  private static final Set<String> LEFT_OUT = Set.of("definition_id");

  /**
   * How many rows are the same.
   *
   * @param ours a query for rows of the table
   * @param theirs a query for other rows of it
   * @throws IllegalStateException if a key is in one alone, or a value differs; the message says of
   *     how many, by column
   */
  long require(DuckDb duckDb, String ours, String theirs) {
    List<String> differences = new ArrayList<>();
    for (String column : columns()) {
      long rows =
          count(duckDb, ours, theirs, "inner", "not (%s)".formatted(isSame(table.column(column))));
      if (rows > 0) {
        differences.add("%s of %,d rows".formatted(column, rows));
      }
    }
    String key = table.key().get(0);
    for (String side : List.of("a", "b")) {
      long rows = count(duckDb, ours, theirs, "full", "%s.%s is null".formatted(side, key));
      if (rows > 0) {
        differences.add(
            "%,d rows that %s alone has".formatted(rows, side.equals("a") ? "DuckDB" : "medsip"));
      }
    }
    if (!differences.isEmpty()) {
      throw new IllegalStateException(
          "DuckDB and medsip differ on %s: %s"
              .formatted(table.name(), String.join("; ", differences)));
    }
    return count(duckDb, ours, theirs, "inner", "true");
  }

  private List<String> columns() {
    return table.columns().stream()
        .filter(column -> !column.provenance() && !LEFT_OUT.contains(column.name()))
        .map(Column::name)
        .filter(name -> !table.key().contains(name))
        .toList();
  }

  private long count(DuckDb duckDb, String ours, String theirs, String join, String where) {
    String keys =
        table.key().stream()
            .map(key -> "a.%1$s = b.%1$s".formatted(key))
            .collect(Collectors.joining(" and "));
    return duckDb
        .first(
            "select count(*) from (%s) a %s join (%s) b on %s where %s"
                .formatted(ours, join, theirs, keys, where),
            row -> row.getLong(1))
        .orElseThrow();
  }

  private static String isSame(Column column) {
    String ours = "a." + column.name();
    String theirs = "b." + column.name();
    String alike = ours + " is not distinct from " + theirs;
    return column.type() instanceof NumericType
        ? "%1$s or coalesce(abs(%2$s::double - %3$s::double) <= 1e-9 * abs(%2$s::double), false)"
            .formatted(alike, ours, theirs)
        : alike;
  }
}
