package org.medsip.jobs.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Cells in columns as wide as their widest cell, two blanks apart. */
final class TextTable {

  private final List<List<String>> lines = new ArrayList<>();

  TextTable(List<String> heading) {
    lines.add(heading);
  }

  void add(List<String> cells) {
    lines.add(cells);
  }

  @Override
  public String toString() {
    int columns = lines.get(0).size();
    int[] widths = new int[columns];
    for (List<String> line : lines) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], line.get(i).length());
      }
    }
    return lines.stream().map(line -> padded(line, widths)).collect(Collectors.joining("\n"));
  }

  private static String padded(List<String> line, int[] widths) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String cell = line.get(i);
      text.append(cell).append(" ".repeat(widths[i] - cell.length() + 2));
    }
    return text.toString().stripTrailing();
  }
}
