package org.medsip.jobs.published.atlas;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medsip.jobs.published.PublicationFiles;

/** England at full scale. On a machine that others use too a clock says little: work is counted. */
@Tag("slow")
class AtlasAtScaleTest {

  @Test
  void theAtlasOfEnglandTakesAtMostThreeMinutesOfTwoProcessorsAndHalfAGigabyte(@TempDir Path folder)
      throws IOException {
    try (AtlasWorld world = new AtlasWorld(folder.resolve("scratch"), 6500, 60, 40)) {
      Path site = Files.createDirectory(folder.resolve("site"));
      long start = processorTime();
      int pages = world.write(new PublicationFiles(site, Optional.empty()));
      Duration work = Duration.ofNanos(processorTime() - start);
      long bytes = bytes(site);

      System.out.printf(
          "%,d pages, %,d bytes, %d s of a processor%n", pages, bytes, work.toSeconds());
      assertThat(pages).isGreaterThan(7_800);
      assertThat(bytes).isLessThan(500_000_000);
      assertThat(work).isLessThan(Duration.ofMinutes(3).multipliedBy(2));
    }
  }

  private static long processorTime() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }

  private static long bytes(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }
}
