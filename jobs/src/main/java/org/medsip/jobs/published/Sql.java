package org.medsip.jobs.published;

import java.nio.file.Path;
import java.util.Collection;
import java.util.stream.Collectors;

/** Names and texts as they stand in a query, so that no value of a table becomes part of one. */
public final class Sql {

  public static String name(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  public static String text(String value) {
    return '\'' + value.replace("'", "''") + '\'';
  }

  public static String path(Path path) {
    return text(path.toString());
  }

  public static String list(Collection<String> texts) {
    return texts.stream().map(Sql::text).collect(Collectors.joining(", ", "[", "]"));
  }

  private Sql() {}
}
