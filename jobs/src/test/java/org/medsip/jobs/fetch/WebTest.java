package org.medsip.jobs.fetch;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.medsip.jobs.fetch.Outcome.Fate;
import org.medsip.jobs.landing.FetchRecord;

/** What becomes of one file when its server misbehaves, on a server that really does. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebTest {

  private static final String FILE = "/imd.csv";
  private static final String STORED = "imd_2019.csv";
  private static final Instant NOW = Instant.parse("2026-11-26T06:00:00Z");
  private static final Patience QUICK =
      new Patience(
          3,
          Duration.ofMillis(5),
          Duration.ofSeconds(3),
          Duration.ofSeconds(5),
          Duration.ofMillis(1));

  private static final String IMD = imd(400);

  private final List<String> said = new ArrayList<>();
  private Portal portal;
  private Path folder;

  @BeforeAll
  void openThePortal(@TempDir Path keys) throws Exception {
    portal = Portal.open(keys);
  }

  @AfterAll
  void closeThePortal() {
    portal.close();
  }

  @BeforeEach
  void takeAFolder(@TempDir Path empty) {
    portal.server().resetAll();
    folder = empty;
    said.clear();
  }

  @Test
  void aFileIsStoredWholeWithARecordOfItsAddressAndTime() throws IOException {
    portal.says(FILE, file().withHeader("ETag", "\"one\""));

    assertThat(fetch().fate()).isEqualTo(Fate.NEW);

    assertThat(Files.readString(folder.resolve(STORED))).isEqualTo(IMD);
    assertThat(FetchRecord.parse(Files.readAllBytes(folder.resolve("fetched.json"))).files())
        .singleElement()
        .satisfies(
            file -> {
              assertThat(file.url()).isEqualTo(portal.at(FILE));
              assertThat(file.fetchedAt()).isEqualTo(NOW);
              assertThat(file.etag()).isEqualTo("\"one\"");
              assertThat(file.bytes()).isEqualTo(IMD.length());
            });
    assertThat(names()).containsExactly("fetched.json", STORED);
  }

  @Test
  void aFileThatIsAsItWasIsNotSentAgain() throws IOException {
    portal.says(FILE, file().withHeader("ETag", "\"one\""));
    fetch();
    byte[] record = Files.readAllBytes(folder.resolve("fetched.json"));
    portal.says(
        get(urlEqualTo(FILE))
            .withHeader("If-None-Match", equalTo("\"one\""))
            .willReturn(aResponse().withStatus(304)));

    assertThat(fetch(NOW.plusSeconds(60)).fate()).isEqualTo(Fate.UNCHANGED);
    assertThat(Files.readAllBytes(folder.resolve("fetched.json"))).isEqualTo(record);
  }

  @Test
  void aServerThatCannotTellSendsTheFileAgainAndItCountsAsUnchanged() {
    portal.says(FILE, file());
    fetch();

    assertThat(fetch().fate()).isEqualTo(Fate.UNCHANGED);
    assertThat(portal.asked(FILE)).isEqualTo(2);
  }

  @Test
  void aFileThatHasGoneOrBeenCutShortIsFetchedAgain() throws IOException {
    portal.says(FILE, file().withHeader("ETag", "\"one\""));
    fetch();
    Files.writeString(folder.resolve(STORED), IMD.substring(0, 90));

    assertThat(fetch().fate()).isEqualTo(Fate.NEW);
    assertThat(Files.readString(folder.resolve(STORED))).isEqualTo(IMD);
  }

  @Test
  void aNewVersionReplacesTheFile() throws IOException {
    portal.says(FILE, file().withHeader("ETag", "\"one\""));
    fetch();
    String newer = imd(401);
    portal.says(FILE, aResponse().withBody(newer).withHeader("ETag", "\"two\""));

    assertThat(fetch().fate()).isEqualTo(Fate.NEW);
    assertThat(Files.readString(folder.resolve(STORED))).isEqualTo(newer);
  }

  @Test
  void aServerThatAsksToWaitIsGivenItsTime() {
    answersInTurn(aResponse().withStatus(429).withHeader("Retry-After", "1"), file());
    long begin = System.nanoTime();

    assertThat(fetch().fate()).isEqualTo(Fate.NEW);
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(990));
    assertThat(said).anyMatch(line -> line.contains("status 429; asking again in 1 s"));
  }

  @Test
  void aServerThatAsksForHoursIsLeftAlone() {
    portal.says(FILE, aResponse().withStatus(503).withHeader("Retry-After", "7200"));

    Outcome outcome = fetch();

    assertThat(outcome.fate()).isEqualTo(Fate.UNREACHABLE);
    assertThat(outcome.why()).contains("asks to be left alone for 7200 s");
    assertThat(portal.asked(FILE)).isEqualTo(1);
  }

  @Test
  void aTimeOnTheServersClockIsATimeToWaitToo() {
    portal.says(
        FILE,
        aResponse()
            .withStatus(429)
            .withHeader("Date", "Thu, 26 Nov 2026 06:00:00 GMT")
            .withHeader("Retry-After", "Thu, 26 Nov 2026 07:00:00 GMT"));

    assertThat(fetch().why()).contains("asks to be left alone for 3600 s");
  }

  @Test
  void aServerThatFailsEachTimeIsGivenUp() {
    portal.says(FILE, aResponse().withStatus(502));

    Outcome outcome = fetch();

    assertThat(outcome.fate()).isEqualTo(Fate.UNREACHABLE);
    assertThat(outcome.why()).contains("status 502, in each of 3 attempts; try again later");
    assertThat(portal.asked(FILE)).isEqualTo(3);
    assertThat(names()).isEmpty();
  }

  @Test
  void aConnectionThatIsResetIsTriedAgain() {
    answersInTurn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER), file());

    assertThat(fetch().fate()).isEqualTo(Fate.NEW);
  }

  @Test
  void aFileCutOffAtAnyByteIsGoneOnWithAndHasTheSameBytes() throws IOException {
    for (int at : List.of(1, 77, IMD.length() / 2, IMD.length() - 1)) {
      portal.server().resetAll();
      cutOffAt(at, "\"one\"");
      portal.says(
          get(urlEqualTo(FILE))
              .withHeader("Range", equalTo("bytes=" + at + "-"))
              .withHeader("If-Range", equalTo("\"one\""))
              .willReturn(
                  aResponse()
                      .withStatus(206)
                      .withHeader(
                          "Content-Range",
                          "bytes %d-%d/%d".formatted(at, IMD.length() - 1, IMD.length()))
                      .withBody(IMD.substring(at))));
      Path each = Files.createDirectory(folder.resolve("cut" + at));

      assertThat(fetch(each, QUICK, NOW).fate()).as("cut at %d", at).isEqualTo(Fate.NEW);
      assertThat(Files.readString(each.resolve(STORED))).isEqualTo(IMD);
      assertThat(portal.asked(FILE)).isEqualTo(2);
    }
  }

  @Test
  void aLaterCallGoesOnWhereAKilledOneWasCutOff() throws IOException {
    cutOffAt(100, "\"one\"");
    Patience once =
        new Patience(1, QUICK.firstWait(), QUICK.longestWait(), QUICK.stall(), QUICK.pause());
    assertThat(fetch(folder, once, NOW).fate()).isEqualTo(Fate.UNREACHABLE);
    assertThat(names()).as("what is not whole is not shown").isEmpty();
    portal.says(
        get(urlEqualTo(FILE))
            .withHeader("Range", equalTo("bytes=100-"))
            .willReturn(
                aResponse()
                    .withStatus(206)
                    .withHeader(
                        "Content-Range",
                        "bytes 100-%d/%d".formatted(IMD.length() - 1, IMD.length()))
                    .withBody(IMD.substring(100))));

    assertThat(fetch().fate()).isEqualTo(Fate.NEW);
    assertThat(Files.readString(folder.resolve(STORED))).isEqualTo(IMD);
  }

  @Test
  void aFileThatHasChangedSinceItWasCutOffIsFetchedAnew() throws IOException {
    cutOffAt(100, "\"one\"");
    String newer = imd(300);
    portal.says(
        get(urlEqualTo(FILE))
            .withHeader("Range", equalTo("bytes=100-"))
            .willReturn(aResponse().withBody(newer).withHeader("ETag", "\"two\"")));

    assertThat(fetch().fate()).isEqualTo(Fate.NEW);
    assertThat(Files.readString(folder.resolve(STORED))).isEqualTo(newer);
  }

  @Test
  void aFileOfAnotherLengthThanItsServerSaysIsNeverStored() {
    portal.says(FILE, file().withHeader("Content-Length", String.valueOf(IMD.length() + 10)));

    Outcome outcome = fetch();

    assertThat(outcome.fate()).isEqualTo(Fate.UNREACHABLE);
    assertThat(outcome.why()).contains("was cut off after " + IMD.length() + " bytes");
    assertThat(names()).isEmpty();
  }

  @Test
  void aContinuationAtAnotherByteIsNotJoinedOn() throws IOException {
    cutOffAt(100, "\"one\"");
    portal.says(
        get(urlEqualTo(FILE))
            .withHeader("Range", equalTo("bytes=100-"))
            .willReturn(
                aResponse()
                    .withStatus(206)
                    .withHeader(
                        "Content-Range", "bytes 90-%d/%d".formatted(IMD.length() - 1, IMD.length()))
                    .withBody(IMD.substring(90))));

    assertThat(fetch().fate()).isEqualTo(Fate.UNREACHABLE);
    assertThat(names()).isEmpty();
  }

  @Test
  void aWebPageInPlaceOfAFileIsNeverStored() {
    portal.says(
        FILE, aResponse().withBody("\uFEFF\n<!DOCTYPE html><title>Down for maintenance</title>"));

    Outcome outcome = fetch();

    assertThat(outcome.fate()).isEqualTo(Fate.UNREACHABLE);
    assertThat(outcome.why()).contains("gave a web page in place of a file, in each of 3 attempts");
    assertThat(names()).isEmpty();
  }

  @Test
  void aWebPageThatPassesIsWaitedFor() {
    answersInTurn(aResponse().withBody("<html>in a moment</html>"), aResponse(), file());

    assertThat(fetch().fate()).isEqualTo(Fate.NEW);
    assertThat(said).anyMatch(line -> line.contains("gave nothing in place of a file"));
  }

  @Test
  void aFileLargerThanTheSourcesAllowIsRefusedByItsLengthOrWhileItComes() {
    byte[] large = new byte[1_000_001];
    Arrays.fill(large, (byte) 'x');
    portal.says(FILE, aResponse().withBody(large));
    assertThat(fetch().fate()).isEqualTo(Fate.REFUSED);
    portal.says(FILE, aResponse().withBody(large).withChunkedDribbleDelay(5, 20));

    Outcome outcome = fetch();

    assertThat(outcome.fate()).isEqualTo(Fate.REFUSED);
    assertThat(outcome.why()).contains("larger than the 1 MB that the sources allow imd");
    assertThat(names()).isEmpty();
    assertThat(folder.resolve(".fetch")).isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void aRedirectIsFollowedOnTheHostsOfTheSource() {
    portal.says(FILE, redirect("/elsewhere/there.csv"));
    portal.says("/elsewhere/there.csv", redirect(portal.at("/third.csv")));
    portal.says("/third.csv", file());

    assertThat(fetch().fate()).isEqualTo(Fate.NEW);
  }

  @Test
  void aRedirectToAHostThatIsNotOfTheSourceIsNotFollowed() {
    String foreign = "https://127.0.0.1:" + portal.server().httpsPort() + "/foreign.csv";
    portal.says("/foreign.csv", file());
    for (String to :
        List.of(
            foreign,
            "http://" + portal.host() + "/foreign.csv",
            "file:///etc/hostname",
            "https://169.254.169.254/latest/meta-data",
            "https://user@" + portal.host() + "/foreign.csv")) {
      portal.says(FILE, redirect(to));

      Outcome outcome = fetch();

      assertThat(outcome.fate()).as(to).isEqualTo(Fate.REFUSED);
      assertThat(outcome.why()).contains("is not asked: only https addresses of localhost:");
    }
    assertThat(portal.asked("/foreign.csv")).isZero();
    assertThat(names()).isEmpty();
  }

  @Test
  void redirectsInACircleComeToAnEnd() {
    portal.says(FILE, redirect("/b"));
    portal.says("/b", redirect(FILE));
    Outcome circle = fetch();
    assertThat(circle.fate()).isEqualTo(Fate.UNREACHABLE);
    assertThat(circle.why()).contains("leads from one address to the next without an end");
    assertThat(portal.asked("/b")).isEqualTo(1);

    for (int i = 0; i < 20; i++) {
      portal.says(i == 0 ? FILE : "/" + i, redirect("/" + (i + 1)));
    }
    assertThat(fetch().why()).contains("without an end");
  }

  @Test
  void anAddressThatHasMovedIsAskedOnceAndThePageForPeopleIsNamed() {
    portal.says(FILE, aResponse().withStatus(404));

    Outcome outcome = fetch();

    assertThat(outcome.fate()).isEqualTo(Fate.UNREACHABLE);
    assertThat(outcome.why()).contains("status 404").contains(portal.at("/page"));
    assertThat(portal.asked(FILE)).isEqualTo(1);
  }

  @Test
  void aServerThatFallsSilentCountsAsCutOff() throws Exception {
    Patience brief =
        new Patience(
            1, QUICK.firstWait(), QUICK.longestWait(), Duration.ofMillis(700), QUICK.pause());
    try (ServerSocket socket = portal.socket()) {
      Thread silent = new Thread(() -> sayTenBytesAndFallSilent(socket));
      silent.start();

      long begin = System.nanoTime();

      Outcome outcome = fetch(folder, brief, NOW, "localhost:" + socket.getLocalPort());

      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(9));

      assertThat(outcome.fate()).isEqualTo(Fate.UNREACHABLE);
      assertThat(outcome.why()).contains("cut off after 10 bytes (nothing came for 0 s)");
      silent.interrupt();
      silent.join();
    }
  }

  private static void sayTenBytesAndFallSilent(ServerSocket socket) {
    try (Socket asked = socket.accept()) {
      assertThat(asked.getInputStream().read()).isPositive();
      asked
          .getOutputStream()
          .write("HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\nLSOA code ".getBytes(US_ASCII));
      Thread.sleep(20_000);
    } catch (IOException | InterruptedException e) {
      // the test is over
    }
  }

  @Test
  void aServerWithAnotherNameThanItsCertificateIsNotBelieved() {
    portal.says(FILE, file());

    Outcome outcome = fetch(folder, QUICK, NOW, "ip6-localhost:" + portal.server().httpsPort());

    assertThat(outcome.fate()).isEqualTo(Fate.UNREACHABLE);
    assertThat(names()).isEmpty();
  }

  @Test
  void aFileThatARunWouldNotTakeIsNeverStored() {
    portal.says(FILE, aResponse().withBody("a,b\n1,2\n"));

    Outcome outcome = fetch();

    assertThat(outcome.fate()).isEqualTo(Fate.REFUSED);
    assertThat(outcome.why())
        .contains("imd_2019.csv of imd is not stored: its first line is the header of no published")
        .contains(portal.at("/page"));
    assertThat(names()).isEmpty();
  }

  @Test
  void aFileOfAnotherDatasetIsNeverStored() {
    portal.says(FILE, aResponse().withBody("old_code,new_code\n0407010F0AAAAAA,0407010F0AAABAB\n"));

    assertThat(fetch().why()).contains("is bnf_code_change and not lsoa_imd");
    assertThat(names()).isEmpty();
  }

  private void cutOffAt(int bytes, String etag) {
    portal.says(
        get(urlEqualTo(FILE))
            .withHeader("Range", absent())
            .willReturn(
                aResponse()
                    .withHeader("ETag", etag)
                    .withHeader("Content-Length", String.valueOf(IMD.length()))
                    .withBody(IMD.substring(0, bytes))));
  }

  private void answersInTurn(ResponseDefinitionBuilder... answers) {
    for (int i = 0; i < answers.length; i++) {
      portal.says(
          get(urlEqualTo(FILE))
              .inScenario("in turn")
              .whenScenarioStateIs(i == 0 ? Scenario.STARTED : "answer " + i)
              .willSetStateTo("answer " + (i + 1))
              .willReturn(answers[i]));
    }
  }

  private static ResponseDefinitionBuilder file() {
    return aResponse().withBody(IMD);
  }

  private static ResponseDefinitionBuilder redirect(String to) {
    return aResponse().withStatus(302).withHeader("Location", to);
  }

  private Outcome fetch() {
    return fetch(NOW);
  }

  private Outcome fetch(Instant now) {
    return fetch(folder, QUICK, now);
  }

  private Outcome fetch(Path into, Patience patience, Instant now) {
    return fetch(into, patience, now, portal.host());
  }

  private Outcome fetch(Path into, Patience patience, Instant now, String host) {
    Sources sources =
        Sources.parse(
            "test",
            """
            ckan: []
            pages: []
            by_hand: []
            files:
              - id: imd
                title: Indices of Deprivation
                publisher: A ministry
                licence: OGL
                page: https://%2$s/page
                datasets: [lsoa_imd]
                hosts: ["%1$s"]
                most_megabytes: 1
                address: https://%1$s/imd.csv
                stored_as: imd_2019.csv
            """
                .formatted(host, portal.host()));
    List<Outcome> outcomes =
        new Fetch(sources, into, new Web(patience, said::add), said::add, now)
            .run(List.of(YearMonth.of(2026, 7)));
    assertThat(outcomes).hasSize(1);
    return outcomes.get(0);
  }

  /** The files of the folder that a run would see. */
  private List<String> names() {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.startsWith("."))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String imd(int areas) {
    StringBuilder text =
        new StringBuilder(
            "LSOA code (2011),LSOA name (2011),Local Authority District code (2019),"
                + "Local Authority District name (2019),"
                + "Index of Multiple Deprivation (IMD) Score,"
                + "Index of Multiple Deprivation (IMD) Rank (where 1 is most deprived),"
                + "Index of Multiple Deprivation (IMD) Decile"
                + " (where 1 is most deprived 10% of LSOAs)\n");
    for (int i = 1; i <= areas; i++) {
      text.append("E0100%04d,Place %d,E09000001,A District,12.5,%d,5\n".formatted(i, i, i));
    }
    return text.toString();
  }
}
