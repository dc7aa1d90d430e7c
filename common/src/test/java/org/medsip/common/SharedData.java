package org.medsip.common;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * The folder of real published files that lies beside the checkout as {@code shared/data}, or where
 * the system property or environment variable MEDSIP_SHARED_DATA says. It is no part of the
 * repository: a test that asks for a file is skipped, with this reason, when it is absent.
 */
public final class SharedData {

  private static final String PLACE = "MEDSIP_SHARED_DATA";

  private SharedData() {}

  /** A file of the folder, or the test that asks is skipped. */
  public static Path file(String relative) {
    Optional<Path> file =
        places().stream().map(place -> place.resolve(relative)).filter(Files::exists).findFirst();
    String reason = "real data " + relative + " is absent (set " + PLACE + " to its folder)";
    if (file.isEmpty()) {
      System.err.println("SKIPPED: " + reason);
    }
    Assumptions.assumeTrue(file.isPresent(), reason);
    return file.orElseThrow();
  }

  /** What the machine names, else beside the checkout and beside each folder that holds it. */
  private static List<Path> places() {
    List<Path> named =
        Stream.of(System.getProperty(PLACE), System.getenv(PLACE))
            .flatMap(Stream::ofNullable)
            .map(Path::of)
            .toList();
    return named.isEmpty() ? besideTheCheckout() : named;
  }

  private static List<Path> besideTheCheckout() {
    List<Path> places = new ArrayList<>();
    for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      places.add(folder.resolve("shared/data"));
    }
    return places;
  }
}
