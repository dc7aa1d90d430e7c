package org.medsip.jobs.cli;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.medsip.common.SharedData;

/**
 * The same real rows written in every layout that EPD has had, with columns in any order, say the
 * same of every practice, SICBL, region and England.
 */
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LayoutsOfOneMonthTest {

  private static final Object[] LEVELS = {"practice", "sicbl", "region", "england"};
  private static final Random ORDER = new Random(201_709);

  private List<Map<String, String>> published;
  private WholeLine asPublished;

  @BeforeAll
  void runOnTheRowsAsTheyWerePublished(@TempDir Path folder) throws IOException {
    published = read("epd_real/epd_201709_4practices.csv");
    asPublished = lineOf(folder, published);
  }

  @Test
  void theLayoutWithStpColumnsGivesTheSameHash(@TempDir Path folder) throws IOException {
    WholeLine line = lineOf(folder, written(areaColumns("STP"), UnaryOperator.identity()));

    assertThat(line.hashes(LEVELS)).isEqualTo(asPublished.hashes(LEVELS));
  }

  @Test
  void theSnomedLayoutBeforeMarch2025GivesTheSameHash(@TempDir Path folder) throws IOException {
    UnaryOperator<Map<String, String>> withSnomed =
        row -> {
          row.put("SNOMED_CODE", "322236009");
          row.put("YEAR_MONTH", "201709");
          return row;
        };
    WholeLine line = lineOf(folder, written(areaColumns("ICB"), withSnomed));

    assertThat(line.hashes(LEVELS)).isEqualTo(asPublished.hashes(LEVELS));
  }

  @Test
  void theSnomedLayoutSinceMarch2025GivesTheSameHash(@TempDir Path folder) throws IOException {
    Map<String, String> renamed = areaColumns("ICB");
    renamed.put("BNF_CHEMICAL_SUBSTANCE", "BNF_CHEMICAL_SUBSTANCE_CODE");
    renamed.put("CHEMICAL_SUBSTANCE_BNF_DESCR", "BNF_CHEMICAL_SUBSTANCE");
    renamed.put("BNF_CODE", "BNF_PRESENTATION_CODE");
    renamed.put("BNF_DESCRIPTION", "BNF_PRESENTATION_NAME");
    renamed.put("ADQUSAGE", "ADQ_USAGE");
    UnaryOperator<Map<String, String>> inTheNewStyle =
        row -> {
          row.put("SNOMED_CODE", "322236009");
          row.put("YEAR_MONTH", "2017-09");
          for (String number : List.of("QUANTITY", "TOTAL_QUANTITY")) {
            row.computeIfPresent(number, (column, text) -> text.replaceFirst("\\.0$", "."));
          }
          return row;
        };
    WholeLine line = lineOf(folder, written(renamed, inTheNewStyle));

    assertThat(line.hashes(LEVELS)).isEqualTo(asPublished.hashes(LEVELS));
  }

  @Test
  void theOlderFilesGiveTheSameTotalsForEveryPractice(@TempDir Path folder) throws IOException {
    Map<List<String>, BigDecimal[]> totals = new TreeMap<>(LayoutsOfOneMonthTest::compare);
    for (Map<String, String> row : published) {
      BigDecimal[] sums =
          totals.computeIfAbsent(
              List.of(
                  text(row, "PCO_CODE").substring(0, 3),
                  text(row, "PRACTICE_CODE"),
                  text(row, "BNF_CODE"),
                  text(row, "BNF_DESCRIPTION")),
              key -> new BigDecimal[] {BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO});
      sums[0] = sums[0].add(new BigDecimal(text(row, "ITEMS")));
      sums[1] = sums[1].add(new BigDecimal(text(row, "NIC")));
      sums[2] = sums[2].add(new BigDecimal(text(row, "TOTAL_QUANTITY")));
    }
    List<String> lines = new ArrayList<>();
    lines.add(
        " SHA,PCT,PRACTICE,BNF CODE,BNF NAME                                    ,ITEMS  ,NIC"
            + "        ,ACT COST   ,QUANTITY,PERIOD,");
    totals.forEach(
        (key, sums) ->
            lines.add(
                "Q64,%s,%s,%s,%s,%07d,%011.2f,%011.2f,%07d,201709,"
                    .formatted(
                        key.get(0),
                        key.get(1),
                        key.get(2),
                        key.get(3).replace(',', ' '),
                        sums[0].intValueExact(),
                        sums[1],
                        sums[1],
                        sums[2].intValueExact())));
    WholeLine line = new WholeLine(folder).with("T201709PDPI+BNFT.CSV", lines);
    line.with("list_size/op_fixture_quin_age_201709.csv");
    assertThat(line.run()).isZero();

    for (String variant : List.of("openprescribing_2019", "openprescribing_2026", "cdc_2022")) {
      assertThat(values(line, "opioid_ome_per_1000", variant))
          .isEqualTo(values(asPublished, "opioid_ome_per_1000", variant));
    }
    assertThat(values(line, "high_dose_opioid_items_share", "120"))
        .isEqualTo(values(asPublished, "high_dose_opioid_items_share", "120"));
  }

  private static Map<String, Double> values(WholeLine line, String measure, String variant) {
    Map<String, Double> values = new TreeMap<>();
    for (Row row :
        line.measured(measure, variant, "practice")
            .filter(col("value").isNotNull())
            .collectAsList()) {
      values.put(row.getAs("org_code"), row.getAs("value"));
    }
    assertThat(values).hasSize(4);
    return values;
  }

  private static WholeLine lineOf(Path folder, List<Map<String, String>> rows) throws IOException {
    WholeLine line = new WholeLine(folder).with("epd.csv", lines(rows));
    line.with("list_size/op_fixture_quin_age_201709.csv");
    assertThat(line.run()).isZero();
    return line;
  }

  /** The published rows with other column names and values, rows and columns in another order. */
  private List<Map<String, String>> written(
      Map<String, String> renamed, UnaryOperator<Map<String, String>> changed) {
    List<Map<String, String>> rows = new ArrayList<>();
    for (Map<String, String> row : published) {
      Map<String, String> other = new LinkedHashMap<>();
      row.forEach((column, text) -> other.put(renamed.getOrDefault(column, column), text));
      rows.add(changed.apply(other));
    }
    Collections.shuffle(rows, ORDER);
    List<String> columns = new ArrayList<>(rows.get(0).keySet());
    Collections.shuffle(columns, ORDER);
    return rows.stream().map(row -> inOrder(row, columns)).toList();
  }

  private static Map<String, String> inOrder(Map<String, String> row, List<String> columns) {
    Map<String, String> ordered = new LinkedHashMap<>();
    columns.forEach(column -> ordered.put(column, text(row, column)));
    return ordered;
  }

  private static Map<String, String> areaColumns(String era) {
    Map<String, String> renamed = new TreeMap<>();
    renamed.put("AREA_TEAM_NAME", era + "_NAME");
    renamed.put("AREA_TEAM_CODE", era + "_CODE");
    return renamed;
  }

  private static List<Map<String, String>> read(String sharedFile) throws IOException {
    List<Map<String, String>> rows = new ArrayList<>();
    try (CsvReader<NamedCsvRecord> csv =
        CsvReader.builder()
            .ofNamedCsvRecord(SharedData.file(sharedFile), StandardCharsets.ISO_8859_1)) {
      csv.forEach(row -> rows.add(new LinkedHashMap<>(row.getFieldsAsMap())));
    }
    return rows;
  }

  private static List<String> lines(List<Map<String, String>> rows) throws IOException {
    StringWriter text = new StringWriter();
    try (CsvWriter csv = CsvWriter.builder().build(text)) {
      csv.writeRecord(rows.get(0).keySet());
      rows.forEach(row -> csv.writeRecord(row.values()));
    }
    return text.toString().lines().toList();
  }

  private static String text(Map<String, String> row, String column) {
    return row.getOrDefault(column, "");
  }

  private static int compare(List<String> a, List<String> b) {
    return String.join("\0", a).compareTo(String.join("\0", b));
  }
}
