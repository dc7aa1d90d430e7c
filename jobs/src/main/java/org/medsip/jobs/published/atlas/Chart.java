package org.medsip.jobs.published.atlas;

/**
 * A chart, drawn by the page's script from a table of the page.
 *
 * @param kind which drawing
 * @param table id of the table it is drawn from
 * @param caption what it shows and how to read it
 * @param unit the unit of its values
 * @param columns the columns it draws, where the kind leaves that open, parted by commas
 */
public record Chart(String kind, String table, String caption, String unit, String columns) {

  static Chart of(String kind, String table, String caption, String unit) {
    return new Chart(kind, table, caption, unit, "");
  }
}
