package org.medsip.jobs.published.atlas;

/**
 * One cell of a table on a page.
 *
 * @param text what people read
 * @param raw the number behind it, for charts and sorting; empty where it is no number
 * @param link where it leads, relative to the page; empty for nowhere
 */
public record Cell(String text, String raw, String link) {

  static Cell of(String text) {
    return new Cell(text, "", "");
  }

  static Cell link(String text, String link) {
    return new Cell(text, "", link);
  }

  public boolean isNumber() {
    return !raw.isEmpty();
  }

  public boolean isLink() {
    return !link.isEmpty();
  }
}
