package org.medsip.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.medsip.jobs.fetch.NhsPortal;

/** From publishers to a folder of input by the commands fetch and inspect, in order. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FetchCommandTest {

  private NhsPortal publishers;
  private Path sources;
  private Path in;

  @BeforeAll
  void publish(@TempDir Path folder) throws Exception {
    publishers = NhsPortal.open(folder);
    publishers.publish();
    sources = Files.writeString(folder.resolve("sources.yaml"), publishers.sources());
    in = folder.resolve("in");
  }

  @AfterAll
  void close() {
    publishers.close();
  }

  @Test
  @Order(1)
  void aDryRunIsATableOfWhatWouldBeFetchedAndMakesNoFolder() {
    Called called = fetch("2026-07", "--dry-run");

    assertThat(called.exitCode()).as(called.said()).isZero();
    assertThat(called.data().lines().toList())
        .hasSize(8)
        .anyMatch(line -> line.matches("epd_snomed +EPD_SNOMED_202607 +new +https://localhost.*"));
    assertThat(in).doesNotExist();
  }

  @Test
  @Order(2)
  void whatIsFetchedIsUnderstoodAndWhatTheUserHasToGetIsSaid() {
    Called called = fetch("2026-07");

    assertThat(called.exitCode()).as(called.said()).isZero();
    assertThat(called.data()).isEqualTo("done: 7 files fetched into " + in + "\n");
    assertThat(called.said())
        .contains(
            "not fetched: Opioid comparators of ePACT2 (patients by practice); to have it, sign")
        .contains("as f_bnf1_VDDMMYY.xml")
        .doesNotContain("secret");
    Called inspected = Called.medsip("inspect", in.toString());
    assertThat(inspected.exitCode()).as(inspected.data()).isZero();
    assertThat(inspected.data()).containsPattern("fetched.json +fetches .* never read as data");
  }

  @Test
  @Order(3)
  void aSecondCallHasNothingToDo() throws IOException {
    publishers.changeNothing();

    Called called = fetch("2026-07");

    assertThat(called.exitCode()).as(called.said()).isZero();
    assertThat(called.data()).isEqualTo("nothing to do\n");
  }

  @Test
  @Order(4)
  void aMonthThatIsNotPublishedEndsWithFiveAndAFileThatIsNoneWithThree() {
    Called early = fetch("2026-08");
    assertThat(early.exitCode()).as(early.said()).isEqualTo(5);
    assertThat(early.said()).contains("medsip: epd_snomed of 2026-08 is not published on https://");
    assertThat(early.data()).isEqualTo("nothing fetched\n");

    publishers.publishNotes();
    Called notes = fetch("2026-07");
    assertThat(notes.exitCode()).as(notes.said()).isEqualTo(3);
    assertThat(notes.said()).contains("of epraccur is not stored: ");
  }

  @Test
  @Order(5)
  void sourcesThatAreWrongAreAMistakeOfTheCall() throws IOException {
    Path wrong =
        Files.writeString(
            sources.resolveSibling("wrong.yaml"),
            publishers.sources().replace("most_megabytes: 12000", "most_megabytes: 0"));
    for (String file : List.of(wrong.toString(), wrong + ".none")) {
      Called called =
          Called.medsip("fetch", "--months", "2026-07", "--out", in.toString(), "--sources", file);
      assertThat(called.exitCode()).isEqualTo(2);
      assertThat(called.said()).contains("wrong.yaml").doesNotContain("Exception");
    }
    assertThat(Called.medsip("fetch", "--out", in.toString()).exitCode()).isEqualTo(2);
  }

  private Called fetch(String months, String... more) {
    String[] call = {
      "fetch", "--months", months, "--out", in.toString(), "--sources", sources.toString()
    };
    String[] all = Arrays.copyOf(call, call.length + more.length);
    System.arraycopy(more, 0, all, call.length, more.length);
    return Called.medsip(all);
  }
}
