package org.medsip.jobs.cli;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.medsip.common.SharedData;
import org.medsip.common.table.BronzeTables;
import org.medsip.common.table.GoldTables;

/** Real rows of July 2026, when five-character codes had come, and one that names no prescriber. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NewOrganisationCodesTest {

  private static final String UNIDENTIFIED_ROW =
      "\"2026-07\",\"UNIDENTIFIED\",\"-\",\"UNIDENTIFIED\",\"-\",\"UNIDENTIFIED\",\"-\","
          + "\"UNIDENTIFIED DOCTORS\",\"-\",\"\",\"\",\"\",\"\",\"\",\"0407020Q0\","
          + "\"Morphine sulfate\",\"0407020Q0BKAAEF\",\"Zomorph 10mg modified-release capsules\","
          + "\"04: Central Nervous System\",\"60.\",\"5\",\"300.\",\"30.\",\"17.35\",\"16.1\","
          + "\"Y\",\"3652111000001109\"";

  private WholeLine line;

  @BeforeAll
  void runOnTheRealRowsAndOneWithoutAPrescriber(@TempDir Path folder) throws IOException {
    List<String> rows =
        new ArrayList<>(
            Files.readAllLines(
                SharedData.file("epd_2026/epd_snomed_202607_psql_sample.csv"),
                StandardCharsets.UTF_8));
    rows.add(UNIDENTIFIED_ROW);
    line = new WholeLine(folder).with("epd_snomed_202607.csv", rows);
    assertThat(line.run()).isZero();
  }

  @Test
  void theCodesOfFiveCharactersSurvive() {
    assertThat(codes("icb")).contains("QOC", "Z9B2Z");
    assertThat(codes("sicbl")).contains("M2L0M", "W2U3Z", "70F", "15A", "M1J4Y");
    assertThat(line.rows(BronzeTables.EPD).select("area_code").distinct().collectAsList())
        .extracting(row -> row.getString(0))
        .contains("S9B9J", "D7T5G", "S0E4D", "S1Y5D", "-");
  }

  @ParameterizedTest
  @ValueSource(strings = {"practice", "sicbl", "icb", "region"})
  void rowsWithoutAPrescriberStandInTheResidualRowOfEachLevel(String level) {
    Row row =
        line.measured("opioid_items_per_1000", "standard", level, "UNIDENTIFIED", "2026-07-31");

    assertThat(row.<BigDecimal>getAs("numerator")).isEqualByComparingTo("5");
    assertThat(row.isNullAt(row.fieldIndex("value"))).isTrue();
    assertThat(row.<String>getAs("missing_reason")).isEqualTo("no_registrants");
  }

  @Test
  void rowsWithoutAPrescriberCountForEngland() {
    Row row = line.measured("opioid_items_per_1000", "standard", "england", "ENG", "2026-07-31");

    assertThat(row.<BigDecimal>getAs("numerator")).isEqualByComparingTo("8");
  }

  @Test
  void aMonthWithoutListSizesHasNumeratorsAndNoRates() {
    List<Row> rows =
        line.rows(GoldTables.MEASURE_ORG_PERIOD)
            .filter(col("measure_id").equalTo("opioid_ome_per_1000"))
            .collectAsList();

    assertThat(rows)
        .isNotEmpty()
        .allMatch(row -> row.isNullAt(row.fieldIndex("value")))
        .allMatch(row -> !row.isNullAt(row.fieldIndex("missing_reason")));
  }

  private List<String> codes(String level) {
    return line
        .rows(GoldTables.DIM_ORGANISATION)
        .filter(col("org_level").equalTo(level))
        .select("org_code")
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .toList();
  }
}
