package org.medsip.jobs.fetch;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.github.tomakehurst.wiremock.stubbing.Scenario;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.medsip.common.run.Busy;
import org.medsip.common.run.InputRefused;
import org.medsip.jobs.fetch.Outcome.Fate;
import org.medsip.jobs.landing.FetchRecord;
import org.medsip.jobs.landing.Fetched;
import org.medsip.jobs.landing.Inspection;
import org.medsip.jobs.landing.Inspection.Understood;
import org.medsip.jobs.landing.InspectionReport;

/** The packaged sources, asked of publishers that answer in the recorded shapes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FetchTest {

  private static final YearMonth MAY = YearMonth.of(2026, 5);
  private static final YearMonth JULY = YearMonth.of(2026, 7);
  private static final List<YearMonth> MONTHS = List.of(MAY, MAY.plusMonths(1), JULY);
  private static final Instant NOW = Instant.parse("2026-11-26T06:00:00Z");
  private static final Patience QUICK =
      new Patience(
          3,
          Duration.ofMillis(5),
          Duration.ofSeconds(3),
          Duration.ofSeconds(5),
          Duration.ofMillis(1));
  private static final List<String> ALL =
      List.of(
          "EPD_SNOMED_202605.zip",
          "EPD_SNOMED_202606.zip",
          "EPD_SNOMED_202607.zip",
          "File_7_IoD2019.csv",
          "File_7_IoD2025.csv",
          "epraccur_2026-11.csv",
          "fetched.json",
          "gp-reg-pat-prac-lsoa-all_2026-04.csv",
          "gp-reg-pat-prac-lsoa-all_2026-07.csv",
          "gp-reg-pat-prac-map_2026-05.zip",
          "gp-reg-pat-prac-map_2026-06.zip",
          "gp-reg-pat-prac-map_2026-07.zip",
          "gp-reg-pat-prac-quin-age_2026-05.csv",
          "gp-reg-pat-prac-quin-age_2026-06.zip",
          "gp-reg-pat-prac-quin-age_2026-07.csv");

  private final List<String> said = new ArrayList<>();
  private NhsPortal publishers;
  private Portal portal;
  private Path folder;

  @BeforeAll
  void open(@TempDir Path keys) throws Exception {
    publishers = NhsPortal.open(keys);
    portal = publishers.portal();
  }

  @AfterAll
  void close() {
    publishers.close();
  }

  @BeforeEach
  void publish(@TempDir Path empty) throws IOException {
    publishers.publish();
    folder = empty.resolve("in");
    said.clear();
  }

  @Test
  void whatIsFetchedIsWhatARunTakesIn() {
    assertThat(fetch(NOW)).extracting(Outcome::fate).containsOnly(Fate.NEW);

    assertThat(names()).isEqualTo(ALL);
    InspectionReport report = Inspection.of(folder.toString());
    assertThat(report.refused()).isEmpty();
    assertThat(report.rows())
        .filteredOn(Inspection.FetchList.class::isInstance)
        .singleElement()
        .extracting(Inspection::name)
        .isEqualTo("fetched.json");
    assertThat(report.understood())
        .hasSize(ALL.size() - 1)
        .allSatisfy(
            file -> {
              Fetched from = file.fetched().orElseThrow();
              assertThat(from.fetchedAt()).isEqualTo(NOW);
              assertThat(from.url()).startsWith(portal.at("/")).doesNotContain("secret");
            });
    assertThat(report.understood())
        .extracting(Understood::name, file -> file.month().toString())
        .contains(
            tuple("epraccur_2026-11.csv", "2026-11-01"),
            tuple("gp-reg-pat-prac-quin-age_2026-06.zip", "2026-06-01"));
  }

  @Test
  void aSecondCallFetchesNothingAndWritesNothing() throws IOException {
    fetch(NOW);
    Map<String, String> before = content();
    publishers.changeNothing();

    List<Outcome> outcomes = fetch(NOW.plusSeconds(3600));

    assertThat(outcomes).extracting(Outcome::fate).containsOnly(Fate.UNCHANGED);
    assertThat(content()).isEqualTo(before);
    assertThat(portal.asked(NhsPortal.resourceShow(MAY))).as("links asked for").isEqualTo(1);
  }

  @Test
  void aPreviewAsksAndWritesNothing() {
    List<Outcome> outcomes = web().preview(MONTHS);

    assertThat(outcomes).extracting(Outcome::fate).containsOnly(Fate.NEW);
    assertThat(outcomes)
        .extracting(Outcome::file)
        .contains("EPD_SNOMED_202605", "epraccur_2026-11");
    assertThat(folder).doesNotExist();
    assertThat(portal.asked(NhsPortal.resourceShow(MAY))).isZero();

    fetch(NOW);
    assertThat(web().preview(MONTHS))
        .extracting(Outcome::fate)
        .containsOnly(Fate.UNCHANGED, Fate.TO_ASK);
  }

  @Test
  void aLinkThatHasExpiredIsAskedForAgain() {
    portal.says(
        get(urlEqualTo("/r2/EPD_SNOMED_202605.ZIP?X-Amz-Signature=secret2"))
            .inScenario("expired")
            .whenScenarioStateIs(Scenario.STARTED)
            .willSetStateTo("a new link")
            .willReturn(
                aResponse().withStatus(403).withBody("<Error>Request has expired</Error>")));

    assertThat(fetch(NOW)).extracting(Outcome::fate).containsOnly(Fate.NEW);
    assertThat(portal.asked(NhsPortal.resourceShow(MAY))).isEqualTo(2);
    assertThat(said).noneMatch(line -> line.contains("secret"));
  }

  @Test
  void aMonthThatIsPublishedAgainReplacesTheOldFile() throws IOException {
    fetch(NOW);
    publishers.changeNothing();
    publishers.publishPrescribing(JULY, "2026-11-20", 3);

    List<Outcome> outcomes = fetch(NOW.plusSeconds(3600));

    assertThat(outcomes)
        .filteredOn(outcome -> outcome.fate() == Fate.NEW)
        .extracting(Outcome::file)
        .containsExactly("EPD_SNOMED_202607.zip");
    assertThat(names()).isEqualTo(ALL);
    assertThat(record("EPD_SNOMED_202607.zip").published()).startsWith("2026-11-20");
  }

  @Test
  void aChangedListOfPracticesIsAnEditionOfTheMonthItIsFetchedIn() {
    fetch(NOW);
    publishers.changeNothing();
    Instant december = Instant.parse("2026-12-03T06:00:00Z");
    assertThat(fetch(december)).extracting(Outcome::fate).containsOnly(Fate.UNCHANGED);
    assertThat(names()).doesNotContain("epraccur_2026-12.csv");

    portal.server().resetMappings();
    portal.says(
        NhsPortal.EPRACCUR,
        aResponse().withBody(NhsPortal.epraccur("THE NEW SURGERY")).withHeader("ETag", "\"new\""));
    fetch(december);
    assertThat(names()).contains("epraccur_2026-11.csv", "epraccur_2026-12.csv");
  }

  @Test
  void aMonthThatIsPublishedAgainWithTheSameBytesIsAskedForOnce() throws IOException {
    fetch(NOW);
    publishers.changeNothing();
    publishers.publishPrescribing(JULY, "2026-11-20", 2);

    assertThat(fetch(NOW.plusSeconds(60))).extracting(Outcome::fate).containsOnly(Fate.UNCHANGED);
    assertThat(record("EPD_SNOMED_202607.zip").published()).startsWith("2026-11-20");
    assertThat(record("EPD_SNOMED_202607.zip").fetchedAt()).isEqualTo(NOW);
    int asked = portal.asked(NhsPortal.resourceShow(JULY));
    fetch(NOW.plusSeconds(120));
    assertThat(portal.asked(NhsPortal.resourceShow(JULY))).isEqualTo(asked);
  }

  @Test
  void aFileThatHasMovedIsNotAskedForByTheVersionOfItsOldAddress() throws IOException {
    fetch(NOW);
    publishers.changeNothing();
    publishers.moveMap(JULY);

    assertThat(fetch(NOW.plusSeconds(60)))
        .filteredOn(outcome -> outcome.fate() == Fate.NEW)
        .extracting(Outcome::file)
        .containsExactly("gp-reg-pat-prac-map_2026-07.zip");
    assertThat(record("gp-reg-pat-prac-map_2026-07.zip").url()).contains("/moved/");
  }

  @Test
  void aMonthThatIsNotPublishedIsMissingAndTheRestIsFetched() {
    List<Outcome> outcomes = web().run(List.of(JULY, JULY.plusMonths(1)));

    assertThat(outcomes)
        .filteredOn(outcome -> outcome.fate() == Fate.MISSING)
        .extracting(Outcome::why)
        .hasSize(3)
        .anyMatch(why -> why.startsWith("epd_snomed of 2026-08 is not published on https://"))
        .anyMatch(why -> why.startsWith("gp-reg-pat-prac-quin-age of 2026-08 is not published"));
    assertThat(names()).contains("EPD_SNOMED_202607.zip", "gp-reg-pat-prac-map_2026-07.zip");
  }

  @Test
  void aFileOfAnotherMonthThanItsNameSaysIsNeverStored() throws IOException {
    portal.says(
        "/r2/EPD_SNOMED_202605.ZIP?X-Amz-Signature=secret2",
        aResponse()
            .withBody(NhsPortal.zip(Map.of("EPD_SNOMED_202605.csv", NhsPortal.epd(JULY, 2)))));

    assertThat(fetch(NOW))
        .filteredOn(outcome -> outcome.fate() == Fate.REFUSED)
        .singleElement()
        .extracting(Outcome::why)
        .asString()
        .contains("EPD_SNOMED_202605.zip is not stored: it is of 2026-07 and not of 2026-05");
    assertThat(names()).doesNotContain("EPD_SNOMED_202605.zip").contains("EPD_SNOMED_202606.zip");
  }

  @Test
  void aZipThatIsDamagedIsNeverStored() throws IOException {
    byte[] zip = NhsPortal.zip(Map.of("EPD_SNOMED_202605.csv", NhsPortal.epd(MAY, 2)));
    zip[zip.length / 2] ^= 1;
    portal.says("/r2/EPD_SNOMED_202605.ZIP?X-Amz-Signature=secret2", aResponse().withBody(zip));

    assertThat(fetch(NOW)).filteredOn(outcome -> outcome.fate() == Fate.REFUSED).hasSize(1);
    assertThat(names()).doesNotContain("EPD_SNOMED_202605.zip");
  }

  @Test
  void namesInAZipAreNeverPaths() throws IOException {
    String path = "/98/2026-07/gp-reg-pat-prac-lsoa-male-female-jul-26..zip";
    Map<String, String> hostile = new TreeMap<>();
    hostile.put("../../gp-reg-pat-prac-lsoa-all.csv", "x");
    hostile.put("/gp-reg-pat-prac-lsoa-all.csv", "x");
    portal.says(path, aResponse().withBody(NhsPortal.zip(hostile)));

    assertThat(fetch(NOW))
        .filteredOn(outcome -> outcome.fate() == Fate.REFUSED)
        .singleElement()
        .extracting(Outcome::why)
        .asString()
        .contains("gp-reg-pat-prac-lsoa");
    assertThat(folder.resolveSibling("gp-reg-pat-prac-lsoa-all.csv")).doesNotExist();
    assertThat(names()).doesNotContain("gp-reg-pat-prac-lsoa-all_2026-07.csv");
  }

  @Test
  void aPublisherThatCannotBeReachedKeepsNobodyElseFromBeingAsked() {
    portal.says(NhsPortal.LISTS, aResponse().withStatus(500));
    portal.says(NhsPortal.PACKAGE_SHOW, aResponse().withBody("<html>maintenance</html>"));

    assertThat(fetch(NOW))
        .filteredOn(outcome -> outcome.fate() == Fate.UNREACHABLE)
        .extracting(Outcome::source)
        .containsExactly("epd_snomed", "registered_patients");
    assertThat(names()).contains("File_7_IoD2019.csv", "epraccur_2026-11.csv");
  }

  @Test
  void oneFetchAtATimeWorksOnAFolder() throws IOException {
    try (FileChannel other = new Folder(folder).lock()) {
      assertThat(other.isOpen()).isTrue();
      assertThatThrownBy(() -> fetch(NOW))
          .isInstanceOf(Busy.class)
          .hasMessageContaining("Another fetch is at work");
    }
  }

  @Test
  void aDamagedRecordIsNamed() throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("fetched.json"), "{\"fetched\": [{\"file\": 3}]}");

    assertThatThrownBy(() -> fetch(NOW))
        .isInstanceOf(InputRefused.class)
        .hasMessageContaining("fetched.json is refused: it is a damaged record of fetches");
    assertThat(Inspection.of(folder.toString()).refused()).hasSize(1);
  }

  private List<Outcome> fetch(Instant now) {
    return new Fetch(sources(), folder, new Web(QUICK, said::add), said::add, now).run(MONTHS);
  }

  private Fetch web() {
    return new Fetch(sources(), folder, new Web(QUICK, said::add), said::add, NOW);
  }

  private Sources sources() {
    return Sources.parse("sources.yaml", publishers.sources());
  }

  private Fetched record(String file) {
    try {
      return FetchRecord.parse(Files.readAllBytes(folder.resolve("fetched.json"))).files().stream()
          .filter(fetched -> fetched.file().equals(file))
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private List<String> names() {
    return List.copyOf(content().keySet());
  }

  private Map<String, String> content() {
    Map<String, String> content = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        content.put(
            file.getFileName().toString(),
            new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return content;
  }
}
