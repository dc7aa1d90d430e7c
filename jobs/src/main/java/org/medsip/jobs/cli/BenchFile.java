package org.medsip.jobs.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a bench measured, as a file for machines and as lines for people. */
final class BenchFile {

  /**
   * Writes figures.
   *
   * @return a line for each figure that is a number
   */
  static List<String> write(Path file, Map<String, Object> figures) throws IOException {
    Files.writeString(
        file,
        new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(figures)
            + "\n");
    return figures.entrySet().stream()
        .filter(figure -> figure.getValue() instanceof Number)
        .map(figure -> String.format(Locale.UK, "%s: %s", figure.getKey(), figure.getValue()))
        .toList();
  }

  private BenchFile() {}
}
