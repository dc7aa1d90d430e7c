package org.medsip.jobs.published.atlas;

import java.util.List;

/**
 * One page.
 *
 * @param path its path below the atlas
 * @param title its heading
 * @param kind what it is about, above the heading
 * @param lead the sentence below the heading
 * @param trail the pages above it
 * @param cards figures at the top
 * @param sections what it says
 */
public record Page(
    String path,
    String title,
    String kind,
    String lead,
    List<Link> trail,
    List<Card> cards,
    List<Section> sections) {

  /**
   * A link.
   *
   * @param href path relative to the page
   */
  public record Link(String text, String href) {}

  public Page {
    trail = List.copyOf(trail);
    cards = List.copyOf(cards);
    sections = List.copyOf(sections);
  }

  /** The way from the page to the folder of the atlas. */
  public String root() {
    return path.contains("/") ? "../" : "";
  }

  public boolean hasCharts() {
    return sections.stream().anyMatch(section -> !section.charts().isEmpty());
  }

  public boolean hasSearchableTables() {
    return sections.stream()
        .anyMatch(section -> section.tables().stream().anyMatch(DataTable::isSearchable));
  }
}
