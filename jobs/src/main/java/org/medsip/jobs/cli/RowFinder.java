package org.medsip.jobs.cli;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.medsip.common.contract.Table;

/**
 * Finds the one row that a user means. Of a part of the key that is not given, the latest period
 * and the vintage {@code as_was} are taken, and whatever there is only one of.
 */
final class RowFinder {

  private static final String VINTAGE = "org_vintage";
  private static final String USUAL_VINTAGE = "as_was";
  private static final int MOST_SHOWN = 12;

  private final Table table;
  private Dataset<Row> rows;

  RowFinder(Table table, Dataset<Row> rows) {
    this.table = table;
    this.rows = rows;
  }

  /**
   * The row with these values.
   *
   * @param given column to value, as the user wrote them
   * @throws UsageError if a column is unknown, or no row or several rows are meant
   */
  Row find(Map<String, String> given) {
    given.keySet().forEach(this::requireColumn);
    Dataset<Row> whole = rows;
    given.forEach((column, value) -> rows = rows.filter(says(column, value)));
    List<String> open = table.key().stream().filter(column -> !given.containsKey(column)).toList();
    List<Row> found = rows.limit(2).collectAsList();
    if (found.size() > 1) {
      open.forEach(this::narrowByHabit);
      found = rows.limit(2).collectAsList();
    }
    if (found.isEmpty()) {
      rows = whole;
      throw new UsageError(noRow(given));
    }
    if (found.size() > 1) {
      throw new UsageError(severalRows(open));
    }
    return found.get(0);
  }

  /** The parts of a key as a user writes them: {@code column=value,column=value}. */
  static Map<String, String> parts(String key) {
    Map<String, String> parts = new LinkedHashMap<>();
    if (key.isBlank()) {
      return parts;
    }
    for (String part : key.split(",", -1)) {
      int sign = part.indexOf('=');
      if (sign < 1) {
        throw new UsageError(
            "'%s' is no part of a key; write --key column=value,column=value".formatted(part));
      }
      String column = part.substring(0, sign).trim();
      if (parts.put(column, part.substring(sign + 1).trim()) != null) {
        throw new UsageError("The column '%s' stands twice in --key".formatted(column));
      }
    }
    return parts;
  }

  private void requireColumn(String column) {
    if (!table.columnNames().contains(column)) {
      throw new UsageError(
          "The table %s has no column '%s'; its key is %s"
              .formatted(table.name(), column, String.join(", ", table.key())));
    }
  }

  private static Column says(String column, String value) {
    return col(column).cast(DataTypes.StringType).equalTo(value);
  }

  /** Which part of what was given no row has, part by part. */
  private String noRow(Map<String, String> given) {
    for (Map.Entry<String, String> part : given.entrySet()) {
      Dataset<Row> narrowed = rows.filter(says(part.getKey(), part.getValue()));
      if (narrowed.isEmpty()) {
        return "No such row of %s has the %s '%s'; there is %s"
            .formatted(table.name(), part.getKey(), part.getValue(), candidates(part.getKey()));
      }
      rows = narrowed;
    }
    return "The table %s has no rows".formatted(table.name());
  }

  private void narrowByHabit(String column) {
    if (table.column(column).type().equals(DataTypes.DateType)) {
      Object latest = rows.agg(max(column)).head().get(0);
      rows = latest == null ? rows : rows.filter(col(column).equalTo(latest));
    } else if (column.equals(VINTAGE)) {
      Dataset<Row> usual = rows.filter(col(column).equalTo(USUAL_VINTAGE));
      rows = usual.isEmpty() ? rows : usual;
    }
  }

  private String severalRows(List<String> open) {
    List<String> choices = new ArrayList<>();
    for (String column : open) {
      if (rows.select(column).distinct().limit(2).count() > 1) {
        choices.add("%s (%s)".formatted(column, candidates(column)));
      }
    }
    return choices.isEmpty()
        ? "Several rows of %s match, and nothing in its key tells them apart"
            .formatted(table.name())
        : "Several rows of %s match; add to --key %s"
            .formatted(table.name(), String.join(", ", choices));
  }

  private String candidates(String column) {
    List<Row> values =
        rows.select(column).distinct().orderBy(column).limit(MOST_SHOWN + 1).collectAsList();
    String shown =
        values.stream()
            .limit(MOST_SHOWN)
            .map(row -> String.valueOf(row.get(0)))
            .collect(Collectors.joining(", "));
    return values.size() > MOST_SHOWN ? shown + " and more" : shown;
  }
}
