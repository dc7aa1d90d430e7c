package org.medsip.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.medsip.common.lake.LakeLock;
import org.medsip.common.run.Busy;
import org.medsip.common.run.InputRefused;
import org.medsip.common.run.QualityGateFailed;

class MainTest {

  private static final String EPD =
      "YEAR_MONTH,REGIONAL_OFFICE_NAME,REGIONAL_OFFICE_CODE,ICB_NAME,ICB_CODE,PCO_NAME,PCO_CODE,"
          + "PRACTICE_NAME,PRACTICE_CODE,ADDRESS_1,ADDRESS_2,ADDRESS_3,ADDRESS_4,POSTCODE,"
          + "BNF_CHEMICAL_SUBSTANCE_CODE,BNF_CHEMICAL_SUBSTANCE,BNF_PRESENTATION_CODE,"
          + "BNF_PRESENTATION_NAME,BNF_CHAPTER_PLUS_CODE,QUANTITY,ITEMS,TOTAL_QUANTITY,ADQ_USAGE,"
          + "NIC,ACTUAL_COST,UNIDENTIFIED,SNOMED_CODE\n";
  private static final String ROW =
      "2026-01,NORTH WEST,Y62,AN ICB,QOP,A PLACE,W2U3Z,THE SURGERY,P85002,1 STREET,,,,OL1 3UL,"
          + "0407020Q0,Morphine sulfate,0407020Q0BKAAEF,Zomorph 10mg capsules,04: CNS,56.,2,112.,"
          + "11.2,6.48,6.5924,N,3652111000001109\n";

  private final Path folder;

  MainTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "unheard-of",
        "run",
        "run --input in",
        "run --input in --lake lake --months 2026-13",
        "run --input in --lake lake --until tomorrow",
        "query --lake lake --format xml SQL",
        "query --lake lake",
        "schemas paint",
        "stages --yaml"
      })
  void aCallThatIsNotUnderstoodEndsWithTwo(String arguments) {
    Called called = Called.medsip(arguments.split(" ", -1));

    assertThat(called.exitCode()).isEqualTo(2);
    assertThat(called.data()).isEmpty();
    assertThat(called.said()).doesNotContain("Exception");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "run --help", "query -h", "schemas check --help"})
  void everyCommandSaysWhatItTakes(String arguments) {
    Called called = Called.medsip(arguments.split(" ", -1));

    assertThat(called.exitCode()).isZero();
    assertThat(called.data()).startsWith("Usage: medsip").contains("--verbose");
  }

  @Test
  void refusedInputEndsWithThreeAndOneSentence() throws IOException {
    Path in = Files.createDirectory(folder.resolve("in"));
    assertRefused(run(in), "has no files");
    assertRefused(run(folder.resolve("nowhere")), "nowhere");

    Files.writeString(in.resolve("notes.csv"), "a,b\n1,2\n");
    assertRefused(run(in), "notes.csv");
    assertRefused(Called.medsip("inspect", folder.resolve("nowhere").toString()), "nowhere");
  }

  @Test
  void aQualityGateThatFailsEndsWithFourAndNothingIsPublished() throws IOException {
    Path in = Files.createDirectory(folder.resolve("in"));
    String wrong = ROW.replace(",6.48,", ",\"6,48\",");
    Files.writeString(in.resolve("epd.csv"), EPD + ROW + wrong.repeat(12));

    Called called = run(in);
    assertThat(called.exitCode()).as(called.said()).isEqualTo(4);
    assertThat(called.said())
        .contains("medsip: The rule 'rejected rows' is broken by epd")
        .contains("found 12 of 13");
    assertThat(called.data()).isEmpty();
  }

  @Test
  void aLakeOnWhichAnotherRunIsAtWorkEndsWithFive() throws IOException {
    Path in = Files.createDirectory(folder.resolve("in"));
    try (LakeLock lock = LakeLock.take(folder.resolve("lake").toString())) {
      assertThat(lock).isNotNull();
      Called called = run(in);
      assertThat(called.exitCode()).isEqualTo(5);
      assertThat(called.said()).contains("Another run is at work on the lake");
    }
  }

  @Test
  void theFirstCauseTheUserCanDoSomethingAboutDecides() {
    assertThat(ExitCode.of(new IllegalStateException(new InputRefused("x"))).number()).isEqualTo(3);
    assertThat(ExitCode.of(new QualityGateFailed("x")).number()).isEqualTo(4);
    assertThat(ExitCode.of(new RuntimeException(new Busy("x"))).number()).isEqualTo(5);
    assertThat(ExitCode.of(new UsageError("x")).number()).isEqualTo(2);
    assertThat(ExitCode.of(new IllegalStateException("x")).number()).isEqualTo(70);
  }

  private Called run(Path in) {
    return Called.medsip(
        "run", "--input", in.toString(), "--lake", folder.resolve("lake").toString());
  }

  private static void assertRefused(Called called, String because) {
    assertThat(called.exitCode()).as(called.said()).isEqualTo(3);
    assertThat(called.said().lines().filter(line -> line.startsWith("medsip: ")))
        .singleElement()
        .asString()
        .contains(because);
    assertThat(called.said()).doesNotContain("\tat ");
  }
}
