package org.medsip.jobs.landing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.medsip.common.run.InputRefused;

/**
 * A layout laid over the header of one file.
 *
 * @param layout the layout
 * @param positions the field of a record each column is read from
 * @param width the fields up to the last that is read
 * @param drift what the file has that the layout does not know
 * @param month the month that is the name of a column, in the old chemical names
 */
record Binding(
    Layout layout,
    Map<String, Integer> positions,
    int width,
    int headerWidth,
    List<String> drift,
    Optional<LocalDate> month) {

  /** Lays the best fitting layout over a header, if any fits. */
  static Optional<Binding> best(List<Layout> layouts, Fields header) {
    List<String> names = namesOf(header);
    return layouts.stream()
        .filter(layout -> layout.heading() == Layout.Heading.NAMED)
        .filter(layout -> missing(layout, names).isEmpty())
        .max((a, b) -> Integer.compare(known(a, names), known(b, names)))
        .map(layout -> over(layout, names));
  }

  /** Lays a layout without a header over records of its width. */
  static Binding unnamed(Layout layout) {
    Map<String, Integer> positions = new HashMap<>();
    for (int i = 0; i < layout.fields().size(); i++) {
      if (layout.fields().get(i).isRead()) {
        positions.put(layout.fields().get(i).column(), i);
      }
    }
    int width = layout.fields().size();
    return new Binding(layout, positions, width, width, List.of(), Optional.empty());
  }

  /** The binding of a file that was recognised before. */
  static Binding again(Layout layout, Fields header) {
    return layout.heading() == Layout.Heading.NONE
        ? unnamed(layout)
        : over(layout, namesOf(header));
  }

  /** Why a header is no layout's: the columns that the nearest one misses. */
  static String misfit(List<Layout> layouts, Fields header) {
    List<String> names = namesOf(header);
    Layout nearest =
        layouts.stream()
            .filter(layout -> layout.heading() == Layout.Heading.NAMED)
            .max((a, b) -> Integer.compare(known(a, names), known(b, names)))
            .orElseThrow();
    List<String> missing = missing(nearest, names);
    if (known(nearest, names) < 3 || 2 * missing.size() > nearest.fields().size()) {
      return "its first line is the header of no published layout";
    }
    return "it looks like "
        + nearest.id()
        + " but has no column "
        + String.join(", ", missing).toUpperCase(Locale.ROOT);
  }

  private static Binding over(Layout layout, List<String> names) {
    refuseTwins(names);
    Map<String, Integer> positions = new HashMap<>();
    Set<String> known = new HashSet<>();
    for (Field field : layout.fields()) {
      known.addAll(field.headers());
      for (int i = 0; i < names.size(); i++) {
        if (field.isRead() && field.headers().contains(names.get(i))) {
          Integer other = positions.put(field.column(), i);
          if (other != null) {
            throw new InputRefused(
                "its columns " + (other + 1) + " and " + (i + 1) + " are both " + field.column());
          }
        }
      }
    }
    Optional<LocalDate> month =
        names.stream().flatMap(name -> Calendar.month(name).stream()).findFirst();
    List<String> drift =
        names.stream()
            .filter(name -> !name.isEmpty() && !known.contains(name))
            .filter(name -> Calendar.month(name).isEmpty())
            .map(name -> "new column " + name.toUpperCase(Locale.ROOT))
            .toList();
    int width = positions.values().stream().mapToInt(i -> i + 1).max().orElse(0);
    return new Binding(layout, Map.copyOf(positions), width, names.size(), drift, month);
  }

  private static void refuseTwins(List<String> names) {
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (!name.isEmpty() && !seen.add(name)) {
        throw new InputRefused("its header has column " + name.toUpperCase(Locale.ROOT) + " twice");
      }
    }
  }

  private static List<String> namesOf(Fields header) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < header.size(); i++) {
      names.add(header.text(i).toLowerCase(Locale.ROOT).strip().replaceAll("\\s+", " "));
    }
    return names;
  }

  private static List<String> missing(Layout layout, List<String> names) {
    return layout.fields().stream()
        .filter(Field::required)
        .filter(field -> field.headers().stream().noneMatch(names::contains))
        .map(field -> String.join(" or ", field.headers()))
        .toList();
  }

  private static int known(Layout layout, List<String> names) {
    return (int)
        layout.fields().stream()
            .flatMap(field -> field.headers().stream())
            .filter(names::contains)
            .count();
  }
}
