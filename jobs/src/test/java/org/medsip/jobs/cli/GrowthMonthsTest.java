package org.medsip.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The files of a tiny England of four months of history and the month after. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GrowthMonthsTest {

  private static final int ROWS = 20_000;
  private static final int ROWS_OF_HISTORY = 5_000;

  private GrowthMonths months =
      new GrowthMonths(Path.of(""), ROWS, ROWS_OF_HISTORY, 4, YearMonth.of(2026, 1));

  @BeforeAll
  void prepare(@TempDir Path folder) throws IOException {
    months = new GrowthMonths(folder, ROWS, ROWS_OF_HISTORY, 4, YearMonth.of(2026, 1));
    months.prepare();
  }

  @Test
  void theMonthAfterHasAllItsFilesAndRows() throws IOException {
    assertThat(names(months.next()))
        .containsExactly(
            "EPD_SNOMED_202601.csv",
            "epraccur_2026-01.csv",
            "gp-reg-pat-prac-lsoa-all_2026-01.csv",
            "gp-reg-pat-prac-map_2026-01.csv",
            "gp-reg-pat-prac-quin-age_2026-01.csv");
  }

  @Test
  void oneMonthOfHistoryHasTheNewestFileOfEachKind() throws IOException {
    assertThat(names(months.folder(1)))
        .contains(
            "EPD_SNOMED_202512.csv",
            "epraccur_2025-09.csv",
            "gp-reg-pat-prac-lsoa-all_2025-10.csv",
            "gp-reg-pat-prac-map_2025-12.csv",
            "IMD2025_LSOA.csv")
        .doesNotContain("EPD_SNOMED_202511.csv", "gp-reg-pat-prac-map_2025-11.csv");
  }

  @Test
  void manyMonthsOfHistoryAreAllButTheMonthAfterAndHaveFewerRows() throws IOException {
    assertThat(names(months.folder(4)))
        .containsAll(names(months.folder(1)))
        .contains("EPD_SNOMED_202510.csv", "EPD_SNOMED_202511.csv", "EPD_SNOMED_202511_r1.csv")
        .noneMatch(name -> name.contains("2026-01"));
    long rows = GrowthMonths.newestRows(months.next());
    assertThat(GrowthMonths.newestRows(months.folder(4))).isBetween(rows / 5, rows / 3);
  }

  @Test
  void whatIsThereIsUsedAgain() throws IOException {
    Files.delete(months.folder(1).resolve("IMD2025_LSOA.csv"));

    months.prepare();

    assertThat(months.folder(1).resolve("IMD2025_LSOA.csv")).doesNotExist();
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
