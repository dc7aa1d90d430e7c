package org.medsip.jobs.cli;

import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
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
    SortedMap<String, Long> differing = differing(duckDb, ours, theirs);
    if (!differing.isEmpty()) {
      throw new IllegalStateException(
          "DuckDB and medsip differ on %s, rows by column: %s".formatted(table.name(), differing));
    }
    return duckDb
        .first("select count(*) from (%s)".formatted(ours), row -> row.getLong(1))
        .orElseThrow();
  }

  /** How many rows differ in each column in which any does; in a key, those that one side lacks. */
  private SortedMap<String, Long> differing(DuckDb duckDb, String ours, String theirs) {
    List<String> columns = columns();
    String counts =
        columns.stream()
            .map(column -> "count_if(not (%s))".formatted(isSame(table.column(column))))
            .collect(Collectors.joining(", "));
    String keys =
        table.key().stream()
            .map(key -> "a.%1$s = b.%1$s".formatted(key))
            .collect(Collectors.joining(" and "));
    return duckDb
        .first(
            "select %s from (%s) a full join (%s) b on %s".formatted(counts, ours, theirs, keys),
            row -> {
              SortedMap<String, Long> differing = new TreeMap<>();
              for (int place = 0; place < columns.size(); place++) {
                differing.put(columns.get(place), row.getLong(place + 1));
              }
              differing.values().removeIf(rows -> rows == 0);
              return differing;
            })
        .orElseThrow();
  }

  private List<String> columns() {
    return table.columns().stream()
        .filter(column -> !column.provenance() && !LEFT_OUT.contains(column.name()))
        .map(Column::name)
        .toList();
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
