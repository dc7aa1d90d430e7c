package org.medsip.common.lake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.medsip.common.run.InputRefused;

/** What can be asked of a lake only where it lies on a local disk. */
final class LocalLake {

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * The local path of a place in a lake.
   *
   * @throws InputRefused if it is elsewhere
   */
  static Path path(String place) {
    if (place.startsWith("file:")) {
      return Path.of(place.replaceFirst("^file:(//)?", ""));
    }
    if (place.matches("[a-z][a-z0-9+]+:.*")) {
      throw new InputRefused(
          "The lake at %s is not on a local disk; copy it to one to publish or examine it"
              .formatted(place));
    }
    return Path.of(place);
  }

  /** The size of a file; -1 where there is none. */
  static long bytes(Path file) {
    try {
      return Files.isRegularFile(file) ? Files.size(file) : -1;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The Parquet files below the folder of a table. */
  static List<Path> dataFiles(Path table) {
    try (Stream<Path> files = Files.walk(table)) {
      return files
          .filter(file -> file.toString().endsWith(".parquet"))
          .filter(file -> !table.relativize(file).startsWith("_delta_log"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The data files that commits of a table have added, in whatever version; paths below it. */
  static Set<String> namedByCommits(Path table) {
    Set<String> named = new HashSet<>();
    try (Stream<Path> files = Files.list(table.resolve("_delta_log"))) {
      for (Path commit : files.filter(file -> file.toString().endsWith(".json")).toList()) {
        for (String line : Files.readAllLines(commit)) {
          JsonNode added = JSON.readTree(line).path("add").path("path");
          if (!added.isMissingNode()) {
            named.add(URI.create(added.asText()).getPath());
          }
        }
      }
      return named;
    } catch (IOException e) {
      throw new UncheckedIOException("The log of " + table + " cannot be read", e);
    }
  }

  private LocalLake() {}
}
