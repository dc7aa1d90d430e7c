package org.medsip.common.org;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.medsip.common.SharedData;
import org.medsip.common.org.PscAreas.Area;

class PscAreasTest {

  private static final ReferenceFile NETWORKS =
      new ReferenceFile(
          "psc_networks.csv", "psc_code,psc_name\nNORTH,The North\nSOUTH,The South\n");
  private static final String HEADER =
      "psc_code,psc_name,sicbl_code,practice_code,valid_from,source,source_url,checked\n";
  private static final String NORTH = "NORTH,The North,00A,,2013-05,,,seen\n";
  private static final Area IN_THE_NORTH = new Area("NORTH", "The North");
  private static final Area IN_THE_SOUTH = new Area("SOUTH", "The South");

  private final PscAreas areas = PscAreas.load();

  @Test
  void aPracticeOverridesItsSicbl() {
    PscAreas tiny = read(NORTH + "SOUTH,The South,,A81001,2013-05,,,seen\n");

    assertThat(tiny.of("A81001", "00A", month(2020, 1))).contains(IN_THE_SOUTH);
    assertThat(tiny.of("A81002", "00A", month(2020, 1))).contains(IN_THE_NORTH);
    assertThat(tiny.of("A81002", "00B", month(2020, 1))).isEmpty();
  }

  @Test
  void anAreaHoldsFromItsMonthOnUntilTheNext() {
    PscAreas tiny = read(NORTH + "SOUTH,The South,00A,,2020-04,,,seen\n");

    assertThat(tiny.of("X", "00A", month(2013, 4))).isEmpty();
    assertThat(tiny.of("X", "00A", month(2013, 5))).contains(IN_THE_NORTH);
    assertThat(tiny.of("X", "00A", month(2020, 3))).contains(IN_THE_NORTH);
    assertThat(tiny.of("X", "00A", month(2020, 4))).contains(IN_THE_SOUTH);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "WEST,The West,00A,,2013-05,,,seen; there is no network WEST in psc_networks.csv",
        "NORTH,Northern,00A,,2013-05,,,seen; the network NORTH is called The North",
        "NORTH,The North,00A,A81001,2013-05,,,seen; it names not exactly one of practice_code and"
            + " sicbl_code",
        "NORTH,The North,,,2013-05,,,seen; it names not exactly one of practice_code and sicbl_code",
        "NORTH,The North,00A,,2013,,,seen; valid_from is '2013', not a month such as 2026-04",
        "NORTH,The North,00A,,2013-05,,,yes; checked is not one of disputed, inferred, seen"
      })
  void aRowThatCannotBeRightIsRefusedWithItsLine(String row, String sentence) {
    assertThatThrownBy(() -> read(row + "\n"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("psc_areas.csv line 2: " + sentence);
  }

  @Test
  void twoAreasFromOneMonthOrInTheWrongOrderAreRefused() {
    for (String from : List.of("2013-05", "2013-04")) {
      assertThatThrownBy(() -> read(NORTH + "SOUTH,The South,00A,," + from + ",,,seen\n"))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage(
              "psc_areas.csv line 3: 00A is in SOUTH from "
                  + from
                  + "-01 and already in NORTH from 2013-05-01; write later months below earlier"
                  + " ones, each once");
    }
  }

  @Test
  void thereAreFifteenNetworksAndEachHasAnArea() {
    Set<String> used =
        ReferenceFile.named("psc_areas.csv").rows().stream()
            .map(row -> row.getField("psc_code"))
            .collect(Collectors.toSet());

    assertThat(areas.all()).hasSize(15);
    assertThat(areas.all()).extracting(Area::code).containsExactlyInAnyOrderElementsOf(used);
  }

  @ParameterizedTest
  @CsvSource({"psc_areas.csv", "psc_networks.csv", "organisation_codes.csv"})
  void everyRowNamesItsSource(String file) {
    assertThat(ReferenceFile.named(file).rows())
        .allSatisfy(
            row -> {
              assertThat(row.getField("source")).isNotBlank();
              assertThat(row.getField("source_url")).matches("https?://\\S+");
            });
  }

  @Test
  void everySicblOf2022To2026HasAnArea() {
    List<NamedCsvRecord> sicbls = ReferenceFile.named("geography.csv").rows();

    assertThat(sicbls).hasSize(107);
    assertThat(sicbls)
        .allSatisfy(
            row ->
                assertThat(areas.of("-", row.getField("sicbl_code"), month(2026, 4))).isPresent());
  }

  @ParameterizedTest
  @CsvSource({
    "ods/demogMap_201801.csv,;,2018-01-01,7328",
    "ods/gp-reg-pat-prac-map_2020-09.csv,',',2020-09-01,6708",
    "ods/gp-reg-pat-prac-map_2022-01.csv,',',2022-01-01,6527"
  })
  void everyPracticeOfARealMapHasAnArea(String file, String delimiter, LocalDate month, int rows)
      throws IOException {
    Path path = SharedData.file(file);
    List<String> without = new ArrayList<>();
    int practices = 0;
    try (CsvReader<NamedCsvRecord> map =
        CsvReader.builder()
            .fieldSeparator(delimiter)
            .ofNamedCsvRecord(Files.newBufferedReader(path, StandardCharsets.ISO_8859_1))) {
      for (NamedCsvRecord row : map) {
        practices++;
        String practice = row.getField("PRACTICE_CODE");
        String ccg = row.getField("CCG_CODE");
        if (areas.of(practice, ccg, month).isEmpty()) {
          without.add(practice + " of " + ccg);
        }
      }
    }

    assertThat(without).isEmpty();
    assertThat(practices).isEqualTo(rows);
  }

  /** The three parts of Frimley, before and after the CCGs merged and after it was split. */
  @ParameterizedTest
  @CsvSource({
    "K81010,15D,2020-09-01,OXFORD_THAMES_VALLEY",
    "K81010,D4U1Y,2022-01-01,OXFORD_THAMES_VALLEY",
    "K81010,U2G6B,2026-04-01,OXFORD_THAMES_VALLEY",
    "H81027,99M,2020-09-01,KSS",
    "H81027,D4U1Y,2022-01-01,KSS",
    "H81027,92A,2026-04-01,KSS",
    "J82015,99M,2020-09-01,WESSEX",
    "J82015,D4U1Y,2022-01-01,WESSEX",
    "J82015,D9Y0V,2026-04-01,WESSEX",
    "H81039,10C,2020-09-01,KSS",
    "H81039,D4U1Y,2022-01-01,KSS"
  })
  void aPracticeOfFrimleyStaysInItsAreaWhenItsCommissionerChanges(
      String practice, String commissioner, LocalDate month, String psc) {
    assertThat(areas.of(practice, commissioner, month)).map(Area::code).contains(psc);
  }

  @Test
  void theFingerprintIsThatOfBothTables() {
    assertThat(areas.fingerprint()).matches("[0-9a-f]{64}");
    assertThat(PscAreas.load().fingerprint()).isEqualTo(areas.fingerprint());
    assertThat(read(NORTH).fingerprint()).isNotEqualTo(read("").fingerprint());
  }

  private static PscAreas read(String rows) {
    return PscAreas.of(NETWORKS, new ReferenceFile("psc_areas.csv", HEADER + rows));
  }

  private static LocalDate month(int year, int month) {
    return LocalDate.of(year, month, 1);
  }
}
