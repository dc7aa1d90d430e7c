package org.medsip.jobs.published.atlas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medsip.jobs.published.PublicationFiles;

@Tag("slow")
class AtlasAtScaleTest {

  @Test
  void theAtlasOfEnglandTakesAtMostThreeMinutesAndHalfAGigabyte(@TempDir Path folder)
      throws IOException {
    try (AtlasWorld world = new AtlasWorld(folder.resolve("scratch"), 6500, 60, 40)) {
      Path site = Files.createDirectory(folder.resolve("site"));
      long start = System.nanoTime();
      int pages = world.write(new PublicationFiles(site, Optional.empty()));
      Duration taken = Duration.ofNanos(System.nanoTime() - start);
      long bytes = bytes(site);

      System.out.printf("%,d pages, %,d bytes, %d s%n", pages, bytes, taken.toSeconds());
      assertThat(pages).isGreaterThan(7_800);
      assertThat(bytes).isLessThan(500_000_000);
      assertThat(taken).isLessThan(Duration.ofMinutes(3));
    }
  }

  private static long bytes(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }
}
