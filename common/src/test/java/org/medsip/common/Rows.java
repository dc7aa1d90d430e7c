package org.medsip.common;

import java.math.BigDecimal;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.jspecify.annotations.Nullable;
import org.medsip.common.contract.Column;
import org.medsip.common.contract.Constraint;
import org.medsip.common.contract.Table;
import org.medsip.common.lake.BuiltFrom;

/**
 * Rows of a declared table, written by the columns a test is about. Of the others, one that may be
 * absent is null, a number is 0, a date 2017-09-01, a flag false, and a text the first of its
 * closed list, or X. Values may be written as text whatever their type.
 */
public final class Rows {

  private final Table table;
  private final Map<String, @Nullable Object> always = new HashMap<>();
  private final List<Row> rows = new ArrayList<>();

  private Rows(Table table) {
    this.table = table;
  }

  public static Rows of(Table table) {
    return new Rows(table);
  }

  /** Rows that a stage made, to be given to the next. */
  public static Rows of(Table table, Dataset<Row> made) {
    Rows rows = new Rows(table);
    String[] names = table.columnNames().toArray(String[]::new);
    rows.rows.addAll(made.selectExpr(names).collectAsList());
    return rows;
  }

  /** Columns and values, in turn, of every row that follows and does not say otherwise. */
  public Rows each(@Nullable Object... namesAndValues) {
    always.putAll(byName(namesAndValues));
    return this;
  }

  /** One row: columns and values, in turn. */
  public Rows row(@Nullable Object... namesAndValues) {
    Map<String, @Nullable Object> values = new HashMap<>(always);
    values.putAll(byName(namesAndValues));
    rows.add(
        RowFactory.create(
            table.columns().stream()
                .map(c -> values.containsKey(c.name()) ? typed(c, values.get(c.name())) : usual(c))
                .toArray()));
    return this;
  }

  public Table table() {
    return table;
  }

  public List<Row> list() {
    return List.copyOf(rows);
  }

  public Dataset<Row> dataset() {
    return SparkTest.rows(rows, table.schema());
  }

  /** The partitions the rows lie in; a table without partitions is there where it has rows. */
  public SortedSet<String> partitions() {
    if (table.partition().isEmpty()) {
      return new TreeSet<>(rows.isEmpty() ? List.of() : List.of(BuiltFrom.WHOLE));
    }
    int place = table.schema().fieldIndex(table.partition().orElseThrow());
    return rows.stream()
        .map(r -> r.get(place).toString())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The rows in some partitions. */
  Dataset<Row> in(SortedSet<String> partitions) {
    if (table.partition().isEmpty()) {
      return dataset();
    }
    int place = table.schema().fieldIndex(table.partition().orElseThrow());
    List<Row> some =
        rows.stream().filter(r -> partitions.contains(r.get(place).toString())).toList();
    return SparkTest.rows(some, table.schema());
  }

  /** What rows say in some columns, a line a row, sorted: {@code A81001 | 12.5 | null}. */
  public static List<String> said(Dataset<Row> rows, String first, String... more) {
    return rows.select(first, more).collectAsList().stream().map(Rows::line).sorted().toList();
  }

  private static String line(Row row) {
    List<String> cells = new ArrayList<>();
    for (int i = 0; i < row.size(); i++) {
      cells.add(row.get(i) instanceof BigDecimal exact ? plain(exact) : String.valueOf(row.get(i)));
    }
    return String.join(" | ", cells);
  }

  private static String plain(BigDecimal exact) {
    return exact.signum() == 0 ? "0" : exact.stripTrailingZeros().toPlainString();
  }

  private Map<String, @Nullable Object> byName(@Nullable Object... namesAndValues) {
    Map<String, @Nullable Object> values = new HashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      values.put(table.column(String.valueOf(namesAndValues[i])).name(), namesAndValues[i + 1]);
    }
    return values;
  }

  private static @Nullable Object usual(Column column) {
    if (column.nullable()) {
      return null;
    }
    return column.constraints().stream()
        .filter(Constraint.OneOf.class::isInstance)
        .<Object>map(constraint -> ((Constraint.OneOf) constraint).values().get(0))
        .findFirst()
        .orElseGet(() -> typed(column, column.type().equals(DataTypes.StringType) ? "X" : "0"));
  }

  private static @Nullable Object typed(Column column, @Nullable Object value) {
    if (value == null) {
      return null;
    }
    String text = value.toString();
    return switch (column.type().typeName()) {
      case "long" -> Long.valueOf(text);
      case "double" -> Double.valueOf(text);
      case "boolean" -> Boolean.valueOf(text);
      case "date" -> Date.valueOf(text.equals("0") ? "2017-09-01" : text);
      case "timestamp" -> Timestamp.from(text.equals("0") ? Instant.EPOCH : Instant.parse(text));
      default -> column.type() instanceof DecimalType ? new BigDecimal(text) : text;
    };
  }
}
