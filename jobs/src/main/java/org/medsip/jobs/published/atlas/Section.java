package org.medsip.jobs.published.atlas;

import java.util.ArrayList;
import java.util.List;

/**
 * A part of a page under a heading.
 *
 * @param id its name in the address of the page
 * @param paragraphs texts
 * @param tiles places of a schematic map; empty for none
 * @param charts charts, drawn from the tables
 * @param tables tables
 */
public record Section(
    String id,
    String heading,
    List<String> paragraphs,
    List<Tile> tiles,
    List<Chart> charts,
    List<DataTable> tables) {

  static Section of(String id, String heading, String... paragraphs) {
    return new Section(id, heading, List.of(paragraphs), List.of(), List.of(), List.of());
  }

  Section saying(String paragraph) {
    return new Section(id, heading, with(paragraphs, paragraph), tiles, charts, tables);
  }

  Section with(Chart chart) {
    return new Section(id, heading, paragraphs, tiles, with(charts, chart), tables);
  }

  Section with(DataTable table) {
    return new Section(id, heading, paragraphs, tiles, charts, with(tables, table));
  }

  Section withTiles(List<Tile> places) {
    return new Section(id, heading, paragraphs, places, charts, tables);
  }

  private static <T> List<T> with(List<T> list, T one) {
    List<T> more = new ArrayList<>(list);
    more.add(one);
    return List.copyOf(more);
  }
}
