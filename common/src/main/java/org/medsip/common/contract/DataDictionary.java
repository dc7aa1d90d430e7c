package org.medsip.common.contract;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Every table and column on one Markdown page, by layer and then by name. */
public final class DataDictionary {

  private static final String HEAD =
      """
      # Data dictionary

      Made from the table declarations by `./medsip schemas export`; a change by hand is overwritten.

      A column holds a value in every row unless it is marked optional. The disclosure class says how
      far values may travel: `open` is published by its owner at this grain, or a definition;
      `count_of_persons` is suppressed and rounded before publication; `derived_from_persons` is
      computed again from the suppressed and rounded parts; `person` stays in the secure lake, and no
      command prints a table that has such a column.
      """;

  private DataDictionary() {}

  /** The page, the same bytes for the same tables in any order. */
  public static String of(List<Table> tables) {
    List<String> parts = new ArrayList<>();
    parts.add(HEAD);
    for (Layer layer : Layer.values()) {
      List<Table> inLayer =
          tables.stream()
              .filter(t -> t.layer() == layer)
              .sorted(Comparator.comparing(Table::name))
              .toList();
      if (!inLayer.isEmpty()) {
        parts.add("## " + heading(layer) + "\n");
        inLayer.forEach(t -> parts.add(section(t)));
      }
    }
    return String.join("\n", parts);
  }

  private static String heading(Layer layer) {
    return layer.label().substring(0, 1).toUpperCase(Locale.ROOT) + layer.label().substring(1);
  }

  private static String section(Table table) {
    return """
    ### %s

    %s

    %s

    | column | type | unit | optional | key | constraints | disclosure | meaning |
    |---|---|---|---|---|---|---|---|
    %s
    """
        .formatted(table.name(), cell(table.meaning()), keyAndPartition(table), columnRows(table));
  }

  private static String keyAndPartition(Table table) {
    String key = table.key().isEmpty() ? "Rows have no key." : "Key: " + codes(table.key()) + ".";
    return table.partition().map(month -> key + " Unit of work: " + code(month) + ".").orElse(key);
  }

  private static String columnRows(Table table) {
    return table.columns().stream()
        .map(column -> columnRow(table, column))
        .collect(Collectors.joining("\n"));
  }

  private static String columnRow(Table table, Column column) {
    return List.of(
            code(column.name()),
            column.type().sql().toLowerCase(Locale.ROOT),
            cell(column.unit()),
            column.nullable() ? "yes" : "",
            table.key().contains(column.name()) ? "yes" : "",
            column.constraints().stream()
                .map(DataDictionary::rule)
                .collect(Collectors.joining("; ")),
            code(column.disclosure().name().toLowerCase(Locale.ROOT)),
            cell(column.meaning()))
        .stream()
        .collect(Collectors.joining(" | ", "| ", " |"))
        .replace("|  |", "| |")
        .replace("|  |", "| |");
  }

  private static String rule(Constraint constraint) {
    if (constraint instanceof Constraint.Matches matches) {
      return "matches " + code(matches.regex());
    }
    if (constraint instanceof Constraint.OneOf oneOf) {
      return "one of " + codes(oneOf.values());
    }
    return cell(constraint.describe());
  }

  private static String codes(List<String> values) {
    return values.stream().map(DataDictionary::code).collect(Collectors.joining(", "));
  }

  private static String code(String text) {
    return "`" + text.replace("|", "\\|") + "`";
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replace("*", "\\*").replace("<", "&lt;");
  }
}
