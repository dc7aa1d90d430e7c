package org.medsip.jobs.landing;

import java.sql.Date;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.medsip.common.contract.Column;

/**
 * Turns the records of one file into the values of its table, in the order of the table's columns.
 * Every cell is read even where an earlier one is rejected, so that sums cover all that is read.
 */
public final class RowTyping {

  private final Binding binding;
  private final String absent;
  private final Cell[] cells;
  private final int[] positions;
  private final @Nullable Object[] fixed;
  private final int monthColumn;
  private final int lineColumn;
  private final @Nullable Date month;
  private final @Nullable Object[] values;

  /**
   * @param month the month every row must be of; absent while a file is being recognised
   */
  RowTyping(Binding binding, String sha256, Optional<LocalDate> month) {
    List<Column> columns = binding.layout().table().columns();
    this.binding = binding;
    this.absent = binding.layout().absent();
    this.month = month.map(Date::valueOf).orElse(null);
    this.cells = columns.stream().map(Cell::of).toArray(Cell[]::new);
    this.fixed = new @Nullable Object[columns.size()];
    this.values = new @Nullable Object[columns.size()];
    this.positions =
        columns.stream().mapToInt(c -> binding.positions().getOrDefault(c.name(), -1)).toArray();
    List<String> names = binding.layout().table().columnNames();
    this.monthColumn = names.indexOf(binding.layout().monthColumn());
    this.lineColumn = names.indexOf("source_line");
    fixed[names.indexOf("source_file")] = sha256;
    fixed[monthColumn] = this.month;
    binding
        .layout()
        .constants()
        .forEach((name, constant) -> fixed[names.indexOf(name)] = read(name, constant));
  }

  /** Why a record is rejected; null where {@link #values()} are those of a row. */
  public @Nullable Rejection type(Fields fields) {
    Rejection first = checkWidth(fields);
    if (first != null) {
      forgetNumbers();
      return first;
    }
    for (int i = 0; i < cells.length; i++) {
      int position = positions[i];
      if (position < 0) {
        values[i] = fixed[i];
        continue;
      }
      Rejection rejection = read(cells[i], fields, position, absent);
      values[i] = cells[i].value;
      first = first == null ? rejection : first;
    }
    values[lineColumn] = fields.line();
    Rejection otherMonth = first == null ? checkMonth() : null;
    return first == null ? otherMonth : first;
  }

  /** The values of the last record, to be copied before the next. */
  public @Nullable Object[] values() {
    return values;
  }

  /** The value that every record has in a column that the file does not fill, by its place. */
  @Nullable Object fixed(int place) {
    return fixed[place];
  }

  /** The month in the last record, where the records of the file have one. */
  Optional<LocalDate> monthRead() {
    return positions[monthColumn] >= 0 && values[monthColumn] instanceof Date date
        ? Optional.of(date.toLocalDate())
        : Optional.empty();
  }

  @Nullable Object value(String column) {
    return values[binding.layout().table().columnNames().indexOf(column)];
  }

  /**
   * The numbers of a column as they are read, if the table has the column and the file fills it.
   */
  public Optional<Measure> measure(String column) {
    for (int i = 0; i < cells.length; i++) {
      if (cells[i] instanceof NumberCell cell
          && cell.column.name().equals(column)
          && positions[i] >= 0) {
        return Optional.of(new Measure(cell));
      }
    }
    return Optional.empty();
  }

  /** A column of numbers, seen row by row. */
  public static final class Measure {
    private final NumberCell cell;

    private Measure(NumberCell cell) {
      this.cell = cell;
    }

    /** Whether the last record had a number here. */
    public boolean isNumber() {
      return cell.parsed();
    }

    /** The number times ten to the scale. */
    public long unscaled() {
      return cell.unscaled();
    }

    public int scale() {
      return cell.scale();
    }
  }

  /** Reads one cell, blank or not. */
  static @Nullable Rejection read(Cell cell, Fields fields, int position, String absent) {
    int start = fields.start(position);
    int end = fields.end(position);
    if (start >= end || isAbsent(fields, start, end, absent)) {
      return cell.readBlank();
    }
    return cell.read(fields.buffer(), start, end);
  }

  private static boolean isAbsent(Fields fields, int start, int end, String absent) {
    return !absent.isEmpty() && absent.equals(new String(fields.buffer(), start, end - start));
  }

  /** As many fields as the header, where only empty ones at the end may be more or fewer. */
  private @Nullable Rejection checkWidth(Fields fields) {
    int size = fields.size();
    if (size == binding.headerWidth()) {
      return null;
    }
    boolean fits = size >= binding.width() && binding.layout().mayEndShort();
    for (int i = binding.headerWidth(); i < size && fits; i++) {
      fits = fields.isBlank(i);
    }
    return fits
        ? null
        : new Rejection(
            Reason.BAD_COLUMN_COUNT,
            "the record has " + size + " fields and the header " + binding.headerWidth());
  }

  private void forgetNumbers() {
    for (Cell cell : cells) {
      cell.readBlank();
    }
  }

  private @Nullable Rejection checkMonth() {
    if (month == null || month.equals(values[monthColumn])) {
      return null;
    }
    return new Rejection(
        Reason.OTHER_MONTH,
        "the record is of " + values[monthColumn] + " and the file of " + month);
  }

  private @Nullable Object read(String column, String constant) {
    Cell cell = cells[binding.layout().table().columnNames().indexOf(column)];
    cell.read(constant.toCharArray(), 0, constant.length());
    return cell.value;
  }
}
