package org.medsip.jobs.landing;

import java.util.List;

/**
 * A column of a file and where its values go.
 *
 * @param headers the names it is known by, in lower case
 * @param column the column of the table; empty where the file's column is known and not read
 * @param required whether a file without it is refused
 */
record Field(List<String> headers, String column, boolean required) {

  Field {
    headers = List.copyOf(headers);
  }

  static Field read(String column, String... headers) {
    return new Field(List.of(headers), column, true);
  }

  static Field readIfThere(String column, String... headers) {
    return new Field(List.of(headers), column, false);
  }

  static Field ignored(String... headers) {
    return new Field(List.of(headers), "", false);
  }

  boolean isRead() {
    return !column.isEmpty();
  }
}
