package org.medsip.jobs.published.atlas;

import java.util.List;

/**
 * A table on a page. Charts are drawn from it, so that nothing is in a chart that is not in a
 * table.
 *
 * @param id its name on the page
 * @param caption what it shows, in words
 * @param columns its columns
 * @param rows cells, as many as columns
 * @param use how it is shown
 */
public record DataTable(
    String id, String caption, List<Column> columns, List<List<Cell>> rows, Use use) {

  /**
   * A column.
   *
   * @param key the name charts know it by
   * @param heading what people read
   * @param kind what its cells hold
   */
  public record Column(String key, String heading, Kind kind) {
    static Column text(String key, String heading) {
      return new Column(key, heading, Kind.TEXT);
    }

    static Column number(String key, String heading) {
      return new Column(key, heading, Kind.NUMBER);
    }

    static Column choice(String key, String heading) {
      return new Column(key, heading, Kind.CHOICE);
    }

    static Column forCharts(String key, String heading) {
      return new Column(key, heading, Kind.FOR_CHARTS);
    }

    public String kindName() {
      return kind.name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** What the cells of a column hold. */
  public enum Kind {
    /** Text or links. */
    TEXT,
    /** Numbers. */
    NUMBER,
    /** One of a few texts, by which rows can be filtered. */
    CHOICE,
    /** Numbers that charts need and people can do without; they are in the CSV. */
    FOR_CHARTS
  }

  /** How a table is shown. */
  public enum Use {
    /** In full. */
    PLAIN,
    /** In full, to be searched, sorted, filtered by class and saved as CSV. */
    SEARCHABLE,
    /** Folded up below the chart that is drawn from it. */
    BEHIND_CHART
  }

  public DataTable {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }

  public boolean isSearchable() {
    return use == Use.SEARCHABLE;
  }

  public boolean isBehindChart() {
    return use == Use.BEHIND_CHART;
  }

  /** Whether a column is there for charts alone. */
  public boolean isForCharts(int column) {
    return columns.get(column).kind() == Kind.FOR_CHARTS;
  }
}
