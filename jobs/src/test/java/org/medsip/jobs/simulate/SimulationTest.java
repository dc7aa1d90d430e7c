package org.medsip.jobs.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medsip.jobs.landing.Inspection;
import org.medsip.jobs.simulate.SimulationRequest.Packing;

/** Five months of a small England, which see both layouts, a January and a revised month. */
class SimulationTest {

  private static Simulated simulated = new Simulated(Path.of(""));

  @BeforeAll
  static void simulate(@TempDir Path folder) {
    simulated = Simulated.of(Simulated.request(folder.resolve("in"), 0.002, 5, "2024-11"));
  }

  @Test
  void everyFileIsRecognised() {
    assertThat(simulated.understood())
        .extracting(Inspection.Understood::layout)
        .contains(
            "epd_icb",
            "epd_snomed_icb",
            "epd_snomed_2025_icb",
            "registered_quin_age",
            "registered_lsoa",
            "practice_map",
            "epraccur",
            "lsoa_imd_2019",
            "lsoa_imd_2025",
            "lsoa_change_2011_2021",
            "bnf_code_change",
            "opioid_comparator",
            "age_sex_reference",
            "patient_item");
    assertThat(simulated.understood()).allSatisfy(file -> assertThat(file.drift()).isEmpty());
  }

  @Test
  void theMonthOfBothDatasetsAndTheRevisedMonthHaveTwoFilesEach() {
    Map<String, Long> files =
        simulated.understood().stream()
            .filter(file -> file.dataset().family().equals("prescribing"))
            .collect(
                Collectors.groupingBy(
                    file -> file.month().toString(), TreeMap::new, Collectors.counting()));

    assertThat(files.values()).containsExactly(1L, 1L, 2L, 2L, 1L);
  }

  @Test
  void exactlyThePlantedRowsAreRejected() throws IOException {
    Set<String> rejected = new HashSet<>();
    for (Inspection.Understood file : simulated.understood()) {
      Simulated.read(
          file,
          row -> {},
          (of, row) -> rejected.add(of.name() + " " + row.line() + " " + row.reason()));
    }
    Set<String> planted = new HashSet<>();
    for (JsonNode row : simulated.truth().get("bad_rows")) {
      planted.add(
          row.get("file").asText()
              + " "
              + row.get("line").asLong()
              + " "
              + row.get("reason").asText());
    }

    assertThat(planted).hasSize(5 * BadRow.values().length + 1);
    assertThat(rejected).isEqualTo(planted);
  }

  @Test
  void noPracticePrescribesFewerItemsThanItsPeopleGet() {
    Map<String, Long> items = new HashMap<>();
    Map<String, Long> ofPeople = new HashMap<>();
    for (Inspection.Understood file : simulated.understood()) {
      boolean prescribing = file.dataset().family().equals("prescribing");
      Map<String, Long> counted = prescribing ? new HashMap<>() : ofPeople;
      if (prescribing || file.layout().equals("patient_item")) {
        Simulated.read(
            file,
            row ->
                counted.merge(
                    row.row().getAs("practice_code")
                        + " "
                        + row.row().getAs("month")
                        + " "
                        + row.row().getAs("bnf_code"),
                    row.row().<Long>getAs("items"),
                    Long::sum),
            (of, row) -> {});
      }
      if (prescribing) {
        counted.forEach((key, count) -> items.merge(key, count, Math::min));
      }
    }

    assertThat(ofPeople).hasSizeGreaterThan(1000);
    assertThat(ofPeople)
        .allSatisfy(
            (key, count) -> assertThat(count).isLessThanOrEqualTo(items.getOrDefault(key, 0L)));
  }

  @Test
  void everyListAddsUp() {
    for (Inspection.Understood file : simulated.understood()) {
      if (!file.layout().equals("registered_quin_age")) {
        continue;
      }
      Map<String, Long> all = new HashMap<>();
      Map<String, Long> bands = new HashMap<>();
      Simulated.read(
          file,
          row -> {
            boolean everybody = row.row().getAs("sex").equals("ALL");
            boolean band = !everybody && !row.row().getAs("age_group").equals("ALL");
            if (everybody || band) {
              (everybody ? all : bands)
                  .merge(row.row().getAs("org_code"), row.row().<Long>getAs("patients"), Long::sum);
            }
          },
          (of, row) -> {});
      assertThat(bands).isEqualTo(all).hasSizeGreaterThan(100);
    }
  }

  @Test
  void theComparatorsFallAsPlanted() throws IOException {
    Map<String, Long> england = new HashMap<>();
    for (String line : simulated.lines("opioid_comparators_2025-03.csv")) {
      if (line.contains(",england,")) {
        String[] fields = line.split(",");
        england.put(fields[0] + " " + fields[3], Long.valueOf(fields[7]));
      }
    }

    long before = england.getOrDefault("OPC-LT3 202303", 0L);
    assertThat(before - england.getOrDefault("OPC-LT3 202403", 0L)).isBetween(30L, 90L);
    assertThat(
            england.getOrDefault("OPC-LT3 202403", 0L) - england.getOrDefault("OPC-LT3 202503", 0L))
        .isBetween(20L, 80L);
    assertThat(england.keySet()).contains("OPC-LT3 202101", "OPC-HD120 202503");
  }

  @Test
  void aMemberOfTheTruthIsInEveryMonthItSays() throws IOException {
    Set<String> seen = new HashSet<>();
    for (Inspection.Understood file : simulated.understood()) {
      if (file.layout().equals("patient_item")) {
        Simulated.read(
            file,
            row ->
                seen.add(
                    row.row().getAs("pseudo_id") + " " + file.month().toString().substring(0, 7)),
            (of, row) -> {});
      }
    }
    Set<String> expected = new HashSet<>();
    for (JsonNode patient : simulated.truth().get("patients")) {
      expected.addAll(monthsOf(patient));
    }

    assertThat(seen).isEqualTo(expected);
  }

  private static List<String> monthsOf(JsonNode patient) {
    int from = World.month(java.time.YearMonth.parse(patient.get("from").asText()));
    int to = World.month(java.time.YearMonth.parse(patient.get("to").asText()));
    Set<String> missed = new HashSet<>();
    patient.get("missed").forEach(month -> missed.add(month.asText()));
    boolean only = patient.get("products").size() == 1;
    List<String> months = new ArrayList<>();
    for (int month = Math.max(from, 2024 * 12 + 10);
        month <= Math.min(to, 2025 * 12 + 2);
        month++) {
      boolean due = !only || (month - from) % patient.get("every_months").asInt() == 0;
      String text = World.yearMonth(month).toString();
      if (due && !missed.contains(text)) {
        months.add(patient.get("id").asText() + " " + text);
      }
    }
    return months;
  }

  @Test
  void oneWorkerAndTwoWriteTheSameBytesAndAnotherSeedOthers(@TempDir Path folder)
      throws IOException {
    List<byte[]> alone = bytes(folder.resolve("one"), 7, 1);
    List<byte[]> together = bytes(folder.resolve("two"), 7, 2);
    List<byte[]> other = bytes(folder.resolve("other"), 8, 2);

    assertThat(together).hasSameSizeAs(alone);
    for (int i = 0; i < alone.size(); i++) {
      assertThat(together.get(i)).isEqualTo(alone.get(i));
    }
    assertThat(other.get(0)).isNotEqualTo(alone.get(0));
  }

  private static List<byte[]> bytes(Path folder, long seed, int workers) throws IOException {
    SimulationRequest like = Simulated.request(folder, 0.001, 1, "2025-03");
    SimulationRequest request =
        new SimulationRequest(
            folder,
            like.scale(),
            like.months(),
            like.start(),
            seed,
            like.layout(),
            like.patientScale(),
            Packing.GZ,
            workers);
    List<byte[]> bytes = new ArrayList<>();
    for (Path file : Simulated.of(request).files()) {
      bytes.add(Files.readAllBytes(file));
    }
    return bytes;
  }

  @Test
  void aZippedFolderIsRecognisedToo(@TempDir Path folder) {
    SimulationRequest like = Simulated.request(folder, 0.001, 1, "2025-03");
    SimulationRequest zipped =
        new SimulationRequest(
            folder,
            like.scale(),
            1,
            like.start(),
            7,
            like.layout(),
            like.patientScale(),
            Packing.ZIP,
            2);

    assertThat(Simulated.of(zipped).understood()).hasSizeGreaterThan(8);
  }

  @Test
  void morePatientsThanPeopleAreRefused() {
    assertThatThrownBy(
            () ->
                new SimulationRequest(
                    Path.of("x"),
                    0.1,
                    1,
                    java.time.YearMonth.of(2024, 1),
                    7,
                    SimulationRequest.Prescribing.EPD2,
                    0.2,
                    Packing.NONE,
                    1))
        .hasMessageContaining("at most that of everything else");
  }
}
