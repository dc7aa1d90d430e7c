package org.medsip.jobs.published.atlas;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.medsip.jobs.published.Resources;

/** The pages in a real browser, opened from disk as people open them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AtlasInBrowserTest {

  private static final String AXE = "META-INF/resources/webjars/axe-core/4.6.3/axe.min.js";
  private static final String HOSTILE = "practice/P00000.html";

  private Path folder;
  private Path atlas;
  private Browser browser;

  @BeforeAll
  void openTheBrowser(@TempDir Path temporary) throws Exception {
    folder = temporary;
    browser = Browser.open(folder.resolve("profile"));
    try (AtlasWorld world = new AtlasWorld(folder.resolve("scratch"), 420, 18, 5)) {
      world.write(folder);
    }
    atlas = folder.resolve("atlas");
  }

  @AfterAll
  void closeIt() throws IOException {
    if (browser != null) {
      browser.close();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "index.html",
        "find.html",
        "measures.html",
        "method.html",
        "quality.html",
        "icb/QOP.html",
        "psc/MANCHESTER.html",
        "pcn/U00004.html",
        "practice/P00003.html",
        "measure/opioid_ome_per_1000.html",
        HOSTILE
      })
  void aPageOpensWithoutErrorOrNetworkAndEveryoneCanUseIt(String page) throws IOException {
    browser.open(atlas.resolve(page), "");

    assertThat(browser.errors()).isEmpty();
    assertThat(browser.requestsElsewhere()).isEmpty();
    assertThat(seriousViolations()).isEmpty();
    long charts = browser.value("document.querySelectorAll('figure.chart').length").asLong();
    assertThat(browser.value("document.querySelectorAll('figure.chart svg path').length").asLong())
        .isGreaterThanOrEqualTo(charts);
  }

  @Test
  void aCollaborativeFindsItsNetworksSortsFiltersSavesAndPrints() throws Exception {
    browser.open(atlas.resolve("psc/MANCHESTER.html"), "#practices");
    long all = rows("practices-data");

    browser.click("#practices .tabulator-col[tabulator-field='p']");
    List<Double> probabilities = shown("practices", "p");
    assertThat(probabilities).isSortedAccordingTo((a, b) -> Double.compare(b, a));

    browser.value(
        "(() => { const s = [...document.querySelectorAll('#practices select')][0]; s.value ="
            + " 'Priority'; s.dispatchEvent(new Event('change')); })()");
    browser.await("document.querySelectorAll('#practices .tabulator-row').length < " + all);
    assertThat(
            browser
                .value(
                    "[...document.querySelectorAll('#practices .tabulator-cell[tabulator-field=class]')]"
                        + ".every(cell => cell.textContent === 'Priority')")
                .asBoolean())
        .isTrue();

    browser.saveDownloadsTo(folder);
    browser.click("#practices .tools button");
    List<String> saved = Files.readAllLines(downloaded(folder));
    assertThat(saved.get(0)).startsWith("\uFEFF\"Name\",\"Code\"");
    assertThat(saved).hasSizeGreaterThan(1).allMatch(line -> line.split(",").length > 10);

    browser.follow("#focus-data tbody a");
    browser.await("document.querySelector('.kind').textContent.startsWith('Primary care network')");
    assertThat(browser.pdf())
        .hasSizeGreaterThan(20_000)
        .startsWith("%PDF".getBytes(StandardCharsets.US_ASCII));
  }

  @Test
  void anAreaSelectedInTheQuadrantIsWhatTheTableShows() throws Exception {
    browser.open(atlas.resolve("psc/MANCHESTER.html"), "");
    long all = rows("practices-data");
    JsonNode box =
        browser.value(
            "(() => { const f = document.querySelector('#practices figure[data-kind=quadrant] .drawing');"
                + " f.scrollIntoView({block: 'center'}); const b = f.getBoundingClientRect(); return"
                + " [b.x, b.y, b.width, b.height]; })()");
    double x = box.get(0).asDouble();
    double y = box.get(1).asDouble();

    browser.drag(
        x + box.get(2).asDouble() * 0.5,
        y + box.get(3).asDouble() * 0.25,
        x + box.get(2).asDouble() * 0.92,
        y + box.get(3).asDouble() * 0.6);

    browser.await(
        "/selected: the table shows/.test((document.querySelector('#practices .chosen') ||"
            + " {}).textContent)");
    browser.await(
        "document.querySelector('#practices .count').textContent.split(' ')[0] === document"
            + ".querySelector('#practices .chosen').textContent.split(' ')[0]");
    long chosen =
        browser
            .value("parseInt(document.querySelector('#practices .chosen').textContent)")
            .asLong();
    assertThat(chosen).isBetween(1L, all - 1);
  }

  @Test
  void aHostileNameDoesNothingAndIsNoFormulaWhenSaved() throws Exception {
    browser.open(atlas.resolve("find.html"), "");
    browser.click("#orgs input");
    browser.type("HYPERLINK");
    browser.await("document.querySelectorAll('#orgs .tabulator-row').length === 1");
    Path saved = Files.createDirectory(folder.resolve("saved"));
    browser.saveDownloadsTo(saved);
    browser.click("#orgs .tools button");

    assertThat(Files.readString(downloaded(saved))).contains("\"'=HYPERLINK(");
    browser.open(atlas.resolve(HOSTILE), "");
    assertThat(browser.value("window.hacked === undefined").asBoolean()).isTrue();
    assertThat(browser.value("document.querySelector('h1').textContent").asText())
        .isEqualTo(AtlasWorld.SCRIPT);
  }

  @Test
  void aSectionHasAnAddressOfItsOwn() {
    browser.open(atlas.resolve("icb/QOP.html"), "#trend");

    assertThat(
            browser
                .value(
                    "Math.abs(document.getElementById('trend').getBoundingClientRect().top) < 900")
                .asBoolean())
        .isTrue();
  }

  private long rows(String table) {
    return browser
        .value("document.getElementById('" + table + "').tBodies[0].rows.length")
        .asLong();
  }

  private List<Double> shown(String section, String field) {
    JsonNode cells =
        browser.value(
            "[...document.querySelectorAll('#%s .tabulator-cell[tabulator-field=%s]')].map(c =>"
                    .formatted(section, field)
                + " c.textContent)");
    List<Double> numbers = new java.util.ArrayList<>();
    cells.forEach(
        cell ->
            numbers.add(
                cell.asText().equals("over 99%")
                    ? 99.5
                    : cell.asText().equals("under 1%")
                        ? 0.5
                        : Double.parseDouble(cell.asText().replace("%", "").replace("–", "-1"))));
    return numbers;
  }

  private List<String> seriousViolations() {
    browser.value(Resources.text(AXE) + "; true");
    JsonNode found =
        browser.value(
            "axe.run(document, {resultTypes: ['violations']}).then(r => r.violations.filter(v =>"
                + " ['serious', 'critical'].includes(v.impact)).map(v => v.id + ': ' +"
                + " v.nodes.slice(0, 3).map(n => n.html.slice(0, 200)).join(' | ')))");
    List<String> violations = new java.util.ArrayList<>();
    found.forEach(one -> violations.add(one.asText()));
    return violations;
  }

  private static Path downloaded(Path to) throws Exception {
    for (int tries = 0; tries < 100; tries++) {
      try (Stream<Path> files = Files.list(to)) {
        var csv = files.filter(file -> file.toString().endsWith(".csv")).findFirst();
        if (csv.isPresent()) {
          return csv.get();
        }
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
    throw new AssertionError("Nothing was saved to " + to);
  }
}
