package org.medsip.jobs.published.atlas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.medsip.jobs.published.PublicationFiles;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AtlasTest {

  private Path first;
  private Path second;

  @BeforeAll
  void writeItTwice(@TempDir Path folder) throws IOException {
    first = Files.createDirectory(folder.resolve("first"));
    second = Files.createDirectory(folder.resolve("second"));
    try (AtlasWorld world = new AtlasWorld(folder.resolve("scratch"), 420, 18, 5)) {
      PublicationFiles files = new PublicationFiles(first, Optional.empty());
      world.write(files);
      files.writeSums();
      world.write(new PublicationFiles(second, Optional.of(first)));
    }
  }

  @Test
  void everyOrganisationAndMeasureHasAPage() throws IOException {
    assertThat(first.resolve("atlas/index.html")).exists();
    assertThat(pages("practice")).isEqualTo(420);
    assertThat(pages("pcn")).isEqualTo(84);
    assertThat(pages("icb")).isEqualTo(42);
    assertThat(pages("psc")).isEqualTo(8);
    assertThat(pages("measure")).isEqualTo(5);
  }

  @Test
  void noLinkLeadsToAPageThatIsNotThere() throws IOException {
    try (Stream<Path> all = Files.walk(first.resolve("atlas"))) {
      for (Path page : all.filter(file -> file.toString().endsWith(".html")).toList()) {
        java.util.regex.Matcher links =
            java.util.regex.Pattern.compile("(?:href|src)=\"([^\"#:]+)\"").matcher(text(page));
        while (links.find()) {
          if (!links.group(1).endsWith("README.md")) {
            assertThat(page.resolveSibling(links.group(1))).as("linked from %s", page).exists();
          }
        }
      }
    }
  }

  @Test
  void aPageThatSaysTheSameIsTakenOverAndNotWrittenAgain() throws IOException {
    Path page = Path.of("atlas/practice/P00007.html");

    assertThat(Files.getAttribute(second.resolve(page), "unix:ino"))
        .isEqualTo(Files.getAttribute(first.resolve(page), "unix:ino"));
  }

  @Test
  void aHostileNameIsTextAndNothingElse() throws IOException {
    assertThat(text(first.resolve("atlas/practice/P00000.html")))
        .contains("&lt;script&gt;window.hacked")
        .doesNotContain("<script>window")
        .doesNotContain("<img");
  }

  @Test
  void everyPageSaysThatItsDataIsSynthetic() throws IOException {
    try (Stream<Path> all = Files.walk(first.resolve("atlas"))) {
      for (Path page : all.filter(file -> file.toString().endsWith(".html")).toList()) {
        assertThat(text(page)).contains("Synthetic data.").contains("(synthetic)");
      }
    }
  }

  @Test
  void theQualityReportHasTrendsAndTheLinesOfRefusedRowsButNotWhatTheySay() throws IOException {
    assertThat(text(first.resolve("atlas/quality.html")))
        .contains("May 2024", "April 2026", "1,027", "1,004", "100, 101, 102, 103, 104")
        .doesNotContain("104, 105")
        .doesNotContain("secret");
  }

  @Test
  void whatAPageLoadsIsAtMost400KilobytesPacked() throws IOException {
    for (String page : new String[] {"index.html", "icb/QOP.html", "practice/P00003.html"}) {
      long bytes = packed(first.resolve("atlas").resolve(page));
      java.util.regex.Matcher loaded =
          java.util.regex.Pattern.compile("(?:src|stylesheet\" href)=\"([^\"]+)\"")
              .matcher(text(first.resolve("atlas").resolve(page)));
      while (loaded.find()) {
        bytes += packed(first.resolve("atlas").resolve(page).resolveSibling(loaded.group(1)));
      }
      assertThat(bytes).as(page).isBetween(200_000L, 400_000L);
    }
  }

  @Test
  void withoutAMeasureThereIsOnePageThatSaysSo(@TempDir Path folder) throws IOException {
    try (AtlasWorld world = new AtlasWorld(folder.resolve("scratch"), 0, 0, 0)) {
      assertThat(world.write(folder)).isEqualTo(1);
    }
    assertThat(text(folder.resolve("atlas/index.html"))).contains("no measure with a value yet");
  }

  private long pages(String level) throws IOException {
    try (Stream<Path> pages = Files.list(first.resolve("atlas").resolve(level))) {
      return pages.count();
    }
  }

  private static long packed(Path file) throws IOException {
    java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
    try (java.util.zip.GZIPOutputStream gzip = new java.util.zip.GZIPOutputStream(bytes)) {
      Files.copy(file, gzip);
    }
    return bytes.size();
  }

  private static String text(Path file) throws IOException {
    return Files.readString(file);
  }
}
