package org.medsip.jobs.landing;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.LongType;
import org.jspecify.annotations.Nullable;
import org.medsip.common.contract.Column;
import org.medsip.common.contract.Table;

/**
 * Rows of a bronze table, column by column, in the order of their file. It is filled again and
 * again: what a column holds is good until the next filling.
 */
public final class ColumnBlock {

  /** A column of a block. */
  public sealed interface Values permits Words, Numbers {}

  /**
   * A column of which values repeat.
   *
   * @param ids for each row the number of its value, or -1 where it has none
   * @param values the values by their numbers: String, BigDecimal or Date
   */
  public record Words(int[] ids, List<Object> values) implements Values {}

  /**
   * A column of numbers, every one of them there.
   *
   * @param unscaled for each row its number times ten to the scale of the column
   */
  public record Numbers(long[] unscaled) implements Values {}

  private final Table table;
  private final @Nullable Values[] columns;
  private final int capacity;
  private int rows;

  /**
   * Rows of every column.
   *
   * @param capacity the most rows
   */
  public ColumnBlock(Table table, int capacity) {
    this(table, Wanted.all(table), capacity);
  }

  /** Rows of the columns that are wanted. */
  public ColumnBlock(Table table, Wanted wanted, int capacity) {
    this.table = table;
    this.capacity = capacity;
    this.columns = new @Nullable Values[table.columns().size()];
    for (int place = 0; place < columns.length; place++) {
      Column column = table.columns().get(place);
      if (wanted.isWanted(column.name())) {
        columns[place] =
            isOfNumbers(column)
                ? new Numbers(new long[capacity])
                : new Words(new int[capacity], new ArrayList<>());
      }
    }
  }

  /** Whether every number of the column fits a long and none is absent or bounded. */
  static boolean isOfNumbers(Column column) {
    boolean fits =
        column.type() instanceof LongType
            || (column.type() instanceof DecimalType decimal && decimal.precision() <= 18);
    return fits && !column.nullable() && column.constraints().isEmpty();
  }

  public Table table() {
    return table;
  }

  public int rows() {
    return rows;
  }

  /** A column that is wanted, by its place in the table. */
  public Values column(int place) {
    return Objects.requireNonNull(columns[place]);
  }

  boolean isFull() {
    return rows == capacity;
  }

  void clear() {
    rows = 0;
  }

  void setId(int place, int id) {
    ((Words) column(place)).ids()[rows] = id;
  }

  void setNumber(int place, long unscaled) {
    ((Numbers) column(place)).unscaled()[rows] = unscaled;
  }

  void share(int place, List<Object> values) {
    if (columns[place] instanceof Words words) {
      columns[place] = new Words(words.ids(), values);
    }
  }

  void endRow() {
    rows++;
  }

  /** The value of a row as a Spark row has it. */
  public @Nullable Object value(int place, int row) {
    if (columns[place] instanceof Words words) {
      int id = words.ids()[row];
      return id < 0 ? null : words.values().get(id);
    }
    long unscaled = ((Numbers) column(place)).unscaled()[row];
    return table.columns().get(place).type() instanceof DecimalType decimal
        ? BigDecimal.valueOf(unscaled, decimal.scale())
        : (Object) unscaled;
  }
}
