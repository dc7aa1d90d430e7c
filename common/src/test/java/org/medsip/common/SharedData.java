package org.medsip.common;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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
        places().map(place -> place.resolve(relative)).filter(Files::exists).findFirst();
    Assumptions.assumeTrue(
        file.isPresent(),
        () -> "SKIPPED: real data " + relative + " is absent (set " + PLACE + " to its folder)");
    return file.orElseThrow();
  }

  private static Stream<Path> places() {
    Stream<Path> named =
        Stream.of(System.getProperty(PLACE), System.getenv(PLACE))
            .flatMap(Stream::ofNullable)
            .map(Path::of);
    return Stream.concat(
        named,
        Stream.iterate(workingDirectory(), SharedData::parent)
            .takeWhile(place -> place != null)
            .flatMap(Stream::ofNullable)
            .map(place -> place.resolve("shared/data")));
  }

  private static @Nullable Path workingDirectory() {
    return Path.of("").toAbsolutePath();
  }

  private static @Nullable Path parent(@Nullable Path place) {
    return place == null ? null : place.getParent();
  }
}
