package org.medsip.jobs.landing;

import java.util.Arrays;

/** One record of a file: its fields as ranges of one buffer, used again for every record. */
public final class Fields {

  static final int MOST_FIELDS = 10_000;
  static final int MOST_CHARACTERS = 1 << 22;
  private static final int MOST_SHOWN = 10_000;

  private char[] text = new char[4096];
  private int[] ends = new int[64];
  private int size;
  private long line;

  void begin(long atLine) {
    line = atLine;
    size = 0;
  }

  void add(char[] buffer, int offset, int length) {
    int start = size == 0 ? 0 : ends[size - 1];
    if (size == MOST_FIELDS || start + length > MOST_CHARACTERS) {
      throw new Damaged(
          Reason.RECORD_TOO_LONG, line, "a record of more than 10,000 fields or 4 MiB");
    }
    if (start + length > text.length) {
      text = Arrays.copyOf(text, Math.max(start + length, 2 * text.length));
    }
    if (size == ends.length) {
      ends = Arrays.copyOf(ends, 2 * size);
    }
    System.arraycopy(buffer, offset, text, start, length);
    ends[size++] = start + length;
  }

  void add(String field) {
    add(field.toCharArray(), 0, field.length());
  }

  /** The line the record begins on, from 1; in a workbook the row, in XML the product. */
  public long line() {
    return line;
  }

  int size() {
    return size;
  }

  char[] buffer() {
    return text;
  }

  /** Where a field begins, without the blanks before it. */
  int start(int field) {
    int start = field == 0 ? 0 : ends[field - 1];
    while (start < ends[field] && isBlank(text[start])) {
      start++;
    }
    return start;
  }

  /** Where a field ends, without the blanks behind it. */
  int end(int field) {
    int end = ends[field];
    int start = field == 0 ? 0 : ends[field - 1];
    while (end > start && isBlank(text[end - 1])) {
      end--;
    }
    return end;
  }

  boolean isBlank(int field) {
    return start(field) >= ends[field];
  }

  String text(int field) {
    int start = start(field);
    return new String(text, start, Math.max(0, end(field) - start));
  }

  /** The record as it would be written with commas, cut at 10,000 characters. */
  public String shown() {
    StringBuilder shown = new StringBuilder();
    for (int field = 0; field < size && shown.length() < MOST_SHOWN; field++) {
      int start = field == 0 ? 0 : ends[field - 1];
      String value = new String(text, start, Math.min(ends[field] - start, MOST_SHOWN));
      shown.append(field == 0 ? "" : ",").append(quoted(value));
    }
    return shown.length() > MOST_SHOWN ? shown.substring(0, MOST_SHOWN) : shown.toString();
  }

  private static String quoted(String value) {
    boolean plain = value.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? value : '"' + value.replace("\"", "\"\"") + '"';
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\u00A0' || c == '\t';
  }
}
