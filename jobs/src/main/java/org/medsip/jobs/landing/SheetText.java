package org.medsip.jobs.landing;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.medsip.common.run.InputRefused;

/**
 * A sheet of a workbook that is written for people: tables among paragraphs. Texts are as written,
 * with each run of blanks as one.
 */
final class SheetText {

  private static final int LONGEST_SHOWN = 60;

  private final String name;
  private final List<Line> lines = new ArrayList<>();

  /**
   * @param number the row of the sheet, from 1
   * @param cells its texts, from the first column on
   */
  private record Line(long number, List<String> cells) {

    List<String> filled() {
      return cells.stream().filter(cell -> !cell.isEmpty()).toList();
    }
  }

  /**
   * One row of a table.
   *
   * @param number the row of the sheet, from 1
   * @param values its texts by the heading of their column; empty where a cell is
   */
  record Row(long number, Map<String, String> values) {

    String text(String heading) {
      return values.getOrDefault(heading, "");
    }
  }

  SheetText(Workbook workbook, String name) throws IOException {
    this.name = name;
    try (Records rows = workbook.records(name)) {
      while (rows.advance()) {
        Fields fields = rows.record();
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < fields.size(); i++) {
          cells.add(clean(fields.text(i)));
        }
        lines.add(new Line(fields.line(), cells));
      }
    }
  }

  private static String clean(String text) {
    return text.replaceAll("[\\s\u00A0]+", " ").strip();
  }

  /**
   * Every place where a text is, cell by cell.
   *
   * @throws InputRefused where there is none
   */
  List<MatchResult> all(String regex, String whatItSays) {
    Pattern pattern = Pattern.compile(regex);
    List<MatchResult> found =
        lines.stream()
            .flatMap(line -> line.cells().stream())
            .flatMap(cell -> pattern.matcher(cell).results())
            .toList();
    if (found.isEmpty()) {
      throw refused("does not say " + whatItSays);
    }
    return found;
  }

  /**
   * The first group of a text that is there once, or more than once with the same group.
   *
   * @throws InputRefused where it is not there, or says two things
   */
  String only(String regex, String whatItSays) {
    List<String> said = all(regex, whatItSays).stream().map(m -> m.group(1)).distinct().toList();
    if (said.size() > 1) {
      throw refused("says " + whatItSays + " in more than one way: " + String.join(", ", said));
    }
    return said.get(0);
  }

  int number(String regex, String whatItSays) {
    return Integer.parseInt(only(regex, whatItSays));
  }

  /**
   * The rows of every table with exactly these headings. A table ends at a blank row, or before the
   * first that does not go on with it.
   *
   * @param headings the headings, from left to right
   * @param shared the heading whose cells reach over several rows and are filled from above; or
   *     empty
   * @param isRow whether a line goes on with the table
   * @throws InputRefused where there is no such table
   */
  List<List<Row>> tables(List<String> headings, String shared, Predicate<Row> isRow) {
    List<List<Row>> tables = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (sameWords(lines.get(i).filled(), headings)) {
        tables.add(rowsBelow(i, headings, shared, isRow));
      }
    }
    if (tables.isEmpty()) {
      throw refused("has no table headed " + String.join(", ", headings));
    }
    return tables;
  }

  private List<Row> rowsBelow(
      int heading, List<String> headings, String shared, Predicate<Row> isRow) {
    List<String> cells = lines.get(heading).cells();
    List<Integer> columns = new ArrayList<>();
    for (int i = 0; i < cells.size(); i++) {
      if (!cells.get(i).isEmpty()) {
        columns.add(i);
      }
    }
    List<Row> rows = new ArrayList<>();
    String above = "";
    for (int i = heading + 1; i < lines.size() && follows(i); i++) {
      Map<String, String> values = new HashMap<>();
      for (int c = 0; c < columns.size(); c++) {
        int column = columns.get(c);
        List<String> line = lines.get(i).cells();
        values.put(headings.get(c), column < line.size() ? line.get(column) : "");
      }
      String own = values.getOrDefault(shared, "");
      above = own.isEmpty() ? above : own;
      Row row = new Row(lines.get(i).number(), values);
      if (!isRow.test(row)) {
        break;
      }
      if (!shared.isEmpty()) {
        values.put(shared, above);
      }
      rows.add(row);
    }
    return rows;
  }

  /** Whether no blank row lies between a line and the one before. */
  private boolean follows(int line) {
    return lines.get(line).number() == lines.get(line - 1).number() + 1;
  }

  private static boolean sameWords(List<String> one, List<String> other) {
    return one.stream()
        .map(word -> word.toLowerCase(Locale.ROOT))
        .toList()
        .equals(other.stream().map(word -> word.toLowerCase(Locale.ROOT)).toList());
  }

  /** The refusal of the workbook for something in this sheet. */
  InputRefused refused(String what) {
    return new InputRefused(
        "it looks like a change summary of the ODS, but its sheet '" + name + "' " + what);
  }

  /** The refusal of the workbook for a row of this sheet. */
  InputRefused refused(Row row, String what) {
    String shown = String.join(" | ", row.values().values());
    return refused(
        "has a row "
            + row.number()
            + " ("
            + shown.substring(0, Math.min(shown.length(), LONGEST_SHOWN))
            + ") "
            + what);
  }
}
