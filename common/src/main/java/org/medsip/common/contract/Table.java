package org.medsip.common.contract;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * One table of the lake, declared once.
 *
 * @param name the plain name a user queries it by
 * @param layer the layer it belongs to
 * @param meaning one sentence for the data dictionary
 * @param columns every column, in order
 * @param key the columns whose values together are unique; empty where rows have no key (EPD)
 * @param partition the date column that is the unit of work, if there is one
 */
public record Table(
    String name,
    Layer layer,
    String meaning,
    List<Column> columns,
    List<String> key,
    Optional<String> partition) {

  public Table {
    columns = List.copyOf(columns);
    key = List.copyOf(key);
    Set<String> names = new HashSet<>();
    for (Column column : columns) {
      if (!names.add(column.name())) {
        throw new IllegalArgumentException(
            "Table " + name + " declares column " + column.name() + " twice");
      }
    }
    List<String> missing =
        Stream.concat(key.stream(), partition.stream()).filter(c -> !names.contains(c)).toList();
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException(
          "Table " + name + " has no column " + String.join(", ", missing));
    }
  }

  public static Table of(String name, Layer layer, String meaning, Column... columns) {
    return new Table(name, layer, meaning, List.of(columns), List.of(), Optional.empty());
  }

  public Table keyedBy(String... columnNames) {
    return new Table(name, layer, meaning, columns, List.of(columnNames), partition);
  }

  public Table partitionedBy(String columnName) {
    return new Table(name, layer, meaning, columns, key, Optional.of(columnName));
  }

  public StructType schema() {
    return DataTypes.createStructType(columns.stream().map(Column::toStructField).toList());
  }

  public Column column(String columnName) {
    return columns.stream()
        .filter(c -> c.name().equals(columnName))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("Table " + name + " has no column " + columnName));
  }

  public List<String> columnNames() {
    return columns.stream().map(Column::name).toList();
  }

  /** The columns that say what a row says, without those that say where it came from. */
  public List<String> contentColumns() {
    return columns.stream().filter(c -> !c.provenance()).map(Column::name).toList();
  }

  /**
   * Whether anything in it is, or was computed from, a number of people under disclosure control.
   */
  public boolean isAboutPersons() {
    return columns.stream().anyMatch(c -> c.disclosure() != DisclosureClass.OPEN);
  }

  /** Whether no command may print or publish it. */
  public boolean isPersonal() {
    return columns.stream().anyMatch(c -> c.disclosure() == DisclosureClass.PERSON);
  }
}
