package org.medsip.common;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * The folder of real published files beside the checkout, or where {@code MEDSIP_SHARED_DATA} says.
 */
public final class SharedData {

  private SharedData() {}

  /** One of its folders; the calling test is skipped, and says so, where there is none. */
  public static Path folder(String name) {
    Optional<Path> found =
        candidates().map(root -> root.resolve(name)).filter(Files::isDirectory).findFirst();
    if (found.isEmpty()) {
      System.err.println("SKIPPED: no folder " + name + " of real files (../shared/data)");
    }
    Assumptions.assumeTrue(found.isPresent(), "no folder " + name + " in ../shared/data");
    return found.orElseThrow();
  }

  private static Stream<Path> candidates() {
    String named = System.getenv("MEDSIP_SHARED_DATA");
    Stream<Path> said = named == null ? Stream.empty() : Stream.of(Path.of(named));
    Path here = Path.of("").toAbsolutePath();
    return Stream.concat(
        said,
        Stream.iterate(here, java.util.Objects::nonNull, Path::getParent)
            .map(folder -> folder.resolve("shared/data")));
  }
}
