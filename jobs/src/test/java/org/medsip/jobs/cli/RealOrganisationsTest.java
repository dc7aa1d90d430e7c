package org.medsip.jobs.cli;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.sum;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.medsip.common.SharedData;
import org.medsip.common.table.OrganisationTables;
import org.medsip.common.table.SilverTables;
import org.medsip.jobs.gold.Memberships;

/**
 * The practices of England in January 2021 and January 2022 as they were published, each with one
 * typed item, by the boundaries of then and of April 2026.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealOrganisationsTest {

  private static final String HEADER =
      "YEAR_MONTH,REGIONAL_OFFICE_NAME,REGIONAL_OFFICE_CODE,STP_NAME,STP_CODE,PCO_NAME,PCO_CODE,"
          + "PRACTICE_NAME,PRACTICE_CODE,ADDRESS_1,ADDRESS_2,ADDRESS_3,ADDRESS_4,POSTCODE,"
          + "BNF_CHEMICAL_SUBSTANCE,CHEMICAL_SUBSTANCE_BNF_DESCR,BNF_CODE,BNF_DESCRIPTION,"
          + "BNF_CHAPTER_PLUS_CODE,QUANTITY,ITEMS,TOTAL_QUANTITY,ADQUSAGE,NIC,ACTUAL_COST,"
          + "UNIDENTIFIED";
  private static final String ITEM =
      ",,,,,,0407010F0,Co-Codamol,0407010F0AAAHAH,Co-codamol 30mg/500mg tablets,"
          + "04: Central Nervous System,100,1,100,0,3.00,2.80,N";

  /** The SICBLs of the boards that began in April 2026: the change summary of ODS, October 2025. */
  private static final Map<String, Set<String>> MERGED =
      Map.of(
          "S1Y5D", Set.of("M1J4Y", "06H", "06K", "06N"),
          "D7T5G", Set.of("07H", "06Q", "07G", "99E", "99F", "99G", "06T"),
          "T6Y0W", Set.of("06L", "07K", "26A"),
          "Z9B2Z", Set.of("93C", "W2U3Z"),
          "S0E4D", Set.of("10Q", "14Y", "15A"),
          "S9B9J", Set.of("92A", "70F", "97R", "09D"));

  private WholeLine line;
  private List<NamedCsvRecord> map;
  private List<NamedCsvRecord> lists;
  private Map<String, Map<String, Long>> registrants = Map.of();

  @BeforeAll
  void runOnTheRealPractices(@TempDir Path folder) throws IOException {
    String mapFile = "ods/gp-reg-pat-prac-map_2022-01.csv";
    String listFile = "list_size/gp-reg-pat-prac-all_2021-01.csv";
    map = records(mapFile);
    lists =
        records(listFile).stream().filter(row -> row.getField("TYPE").equals("GP")).toList();
    line =
        new WholeLine(folder)
            .with(mapFile)
            .with(listFile)
            .with("ods/epraccur_2022-01.csv")
            .with("ods/ePCN_2023-01.xlsx")
            .with("ods/ODS_change_summary_ICB_mergers_Apr2026.xlsx")
            .with("epd_202101.csv", epd("202101", lists, "CODE", "CCG_CODE", "", ""))
            .with(
                "epd_202201.csv",
                epd("202201", map, "PRACTICE_CODE", "CCG_CODE", "STP_CODE", "COMM_REGION_CODE"));
    assertThat(line.run("--until", "silver")).isZero();
    registrants = registrantsByOrganisation();
  }

  @Test
  void theChainFromPracticeToRegionOfJanuary2022IsThatOfTheMap() {
    SortedMap<String, String> expected = new TreeMap<>();
    for (NamedCsvRecord row : map) {
      String network = row.getField("PCN_CODE");
      expected.put(
          row.getField("PRACTICE_CODE"),
          String.join(
              " ",
              network.equals("U") ? "null" : network,
              row.getField("CCG_CODE"),
              row.getField("STP_CODE"),
              row.getField("COMM_REGION_CODE")));
    }
    SortedMap<String, String> found = new TreeMap<>();
    line.rows(SilverTables.PRACTICE_MONTH)
        .filter("month = DATE'2022-01-01'")
        .collectAsList()
        .forEach(
            row ->
                found.put(
                    row.getAs("practice_code"),
                    Stream.of("pcn_code", "sicbl_code", "icb_code", "region_code")
                        .map(column -> String.valueOf(row.<String>getAs(column)))
                        .collect(Collectors.joining(" "))));

    assertThat(found).isEqualTo(expected).hasSize(6_527);
  }

  @Test
  void everyPracticeThatTheSourcesDisagreeOnIsListed() {
    Map<String, Long> findings =
        line.rows(OrganisationTables.ORGANISATION_CROSS_CHECK).collectAsList().stream()
            .collect(
                Collectors.groupingBy(
                    row -> row.getAs("level") + " " + row.getAs("finding"),
                    TreeMap::new,
                    Collectors.counting()));

    assertThat(findings)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("pcn differs", 8L, "practice not_open_in_ods", 25L, "practice only_in_ods", 463L));
  }

  @Test
  void everyAreaOfEveryPracticeIsKnown() {
    assertThat(
            line.rows(SilverTables.PRACTICE_MONTH)
                .filter(col("psc_code").isNull().and(col("sicbl_code").isNotNull()))
                .select("sicbl_code")
                .distinct()
                .collectAsList())
        .isEmpty();
  }

  @Test
  void theRegistrantsOfEnglandInJanuary2021AreTheSumOfItsPractices() {
    long sum =
        lists.stream().mapToLong(row -> Long.parseLong(row.getField("NUMBER_OF_PATIENTS"))).sum();

    assertThat(sum).isEqualTo(60_606_345L);
    for (String vintage : List.of("as_was", "as_is", "2026-04-01")) {
      assertThat(registrants("england", vintage))
          .as(vintage)
          .containsExactly(Map.entry("ENG", sum));
    }
  }

  @Test
  void everyLevelOfEveryVintageHasAsManyRegistrantsAsEngland() {
    long england = registrants("england", "as_was").values().iterator().next();

    for (String vintage : List.of("as_was", "as_is", "2026-04-01")) {
      for (String level : List.of("pcn", "sicbl", "icb", "psc", "region")) {
        assertThat(
                registrants(level, vintage).values().stream().mapToLong(Long::longValue).sum())
            .as(level + " " + vintage)
            .isEqualTo(england);
      }
    }
  }

  @Test
  void theRegistrantsOfEachNewBoardAreTheSumOfItsParts() {
    Map<String, Long> ofSicbls = registrants("sicbl", "2026-04-01");
    Map<String, Long> ofBoards = registrants("icb", "2026-04-01");
    Map<String, Long> asIs = registrants("sicbl", "as_is");

    MERGED.forEach(
        (board, sicbls) -> {
          Set<String> parts = new TreeSet<>(sicbls);
          if (board.equals("S0E4D")) {
            parts.add("U2G6B");
          }
          long sum = parts.stream().mapToLong(part -> ofSicbls.getOrDefault(part, 0L)).sum();
          assertThat(sum).as(board).isPositive();
          assertThat(ofBoards.get(board)).as(board).isEqualTo(sum);
        });
    assertThat(ofBoards.keySet())
        .as("boards that ended")
        .doesNotContain(
            "QHG", "QUE", "QM7", "QH8", "QJG", "QMM", "QMJ", "QRV", "QU9", "QNQ", "QXU", "QNX");
    Set<String> untouched = new TreeSet<>(asIs.keySet());
    untouched.removeAll(Set.of("D4U1Y", "92A", "D9Y0V", "UNMATCHED"));
    assertThat(untouched)
        .allSatisfy(sicbl -> assertThat(ofSicbls.get(sicbl)).isEqualTo(asIs.get(sicbl)));
  }

  /**
   * The parts of the people of Frimley as the Office for National Statistics publishes them are
   * 0.228, 0.202 and 0.570. Practices that closed before the change summary was made are of no part.
   */
  @Test
  void frimleyIsDividedAboutAsItsPeopleAre() {
    long toHampshire = gained("D9Y0V");
    long toSurrey = gained("92A");
    long toThamesValley = gained("U2G6B");
    double placed = toHampshire + toSurrey + toThamesValley;
    long ofFrimley = registrants("sicbl", "as_is").getOrDefault("D4U1Y", 0L);

    assertThat(ofFrimley - placed).isEqualTo(gained("UNMATCHED")).isBetween(0.0, 0.08 * ofFrimley);
    assertThat(toHampshire / placed).isCloseTo(0.228, within(0.015));
    assertThat(toSurrey / placed).isCloseTo(0.202, within(0.015));
    assertThat(toThamesValley / placed).isCloseTo(0.570, within(0.015));
  }

  private long gained(String sicbl) {
    return registrants("sicbl", "2026-04-01").getOrDefault(sicbl, 0L)
        - registrants("sicbl", "as_is").getOrDefault(sicbl, 0L);
  }

  private Map<String, Long> registrants(String level, String vintage) {
    return registrants.getOrDefault(vintage + " " + level, Map.of());
  }

  /** Registrants of January 2021 by vintage and level, then organisation, residual rows with them. */
  private Map<String, Map<String, Long>> registrantsByOrganisation() {
    Dataset<Row> january =
        line.rows(SilverTables.PRACTICE_MONTH).filter("month = DATE'2021-01-01'");
    List<Row> sums =
        Memberships.of(january, line.rows(SilverTables.PRACTICE_VINTAGE))
            .join(january.select("practice_code", "registrants"), "practice_code")
            .groupBy("org_vintage", "org_level", "org_code")
            .agg(sum("registrants").as("registrants"))
            .collectAsList();
    Map<String, Map<String, Long>> found = new HashMap<>();
    for (Row row : sums) {
      Long people = row.getAs("registrants");
      found
          .computeIfAbsent(
              row.getAs("org_vintage") + " " + row.getAs("org_level"), key -> new HashMap<>())
          .put(row.getAs("org_code"), people == null ? 0 : people);
    }
    return found;
  }

  private static List<NamedCsvRecord> records(String file) throws IOException {
    try (CsvReader<NamedCsvRecord> reader =
        CsvReader.builder()
            .ofNamedCsvRecord(SharedData.file(file), StandardCharsets.ISO_8859_1)) {
      return reader.stream().toList();
    }
  }

  private static List<String> epd(
      String month,
      List<NamedCsvRecord> practices,
      String code,
      String sicbl,
      String icb,
      String region) {
    List<String> lines = new ArrayList<>(List.of(HEADER));
    for (NamedCsvRecord row : practices) {
      String pco = row.getField(sicbl);
      lines.add(
          String.join(
              ",",
              month,
              "REGION",
              field(row, region),
              "SYSTEM",
              field(row, icb),
              "LOCATION",
              pco.length() == 3 ? pco + "00" : pco,
              "PRACTICE",
              row.getField(code) + ITEM));
    }
    return lines;
  }

  private static String field(NamedCsvRecord row, String name) {
    return Optional.of(name).filter(known -> !known.isEmpty()).map(row::getField).orElse("-");
  }
}
