package org.medsip.jobs.cli;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.sum;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.medsip.common.SharedData;
import org.medsip.common.table.GoldTables;
import org.medsip.common.table.RunTables;

/**
 * The whole line on real rows of four practices of September and October 2017, against the values
 * that OpenPrescribing published for them.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PublishedValuesTest {

  private WholeLine line;

  @BeforeAll
  void runTheLineOnTheRealFiles(@TempDir Path folder) throws IOException {
    line =
        new WholeLine(folder)
            .with("epd_real/epd_201709_4practices.csv")
            .with("epd_real/epd_201710_L84073.csv")
            .with("epd_real/epraccur_4practices_2017-08.csv")
            .with("list_size/op_fixture_quin_age_201709.csv")
            .with("list_size/op_fixture_quin_age_201710.csv");
    assertThat(line.run()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "L84073, 2017-09-30, 39670.796",
    "L84073, 2017-10-31, 39088.314",
    "L84018, 2017-09-30, 26893.697"
  })
  void theOmeOfAPracticeIsThePublishedOneToTheThirdDecimal(
      String practice, String periodEnd, double published) {
    Row row =
        line.measured(
            "opioid_ome_per_1000", "openprescribing_2019", "practice", practice, periodEnd);

    assertThat(row.<Double>getAs("value")).isEqualTo(published, within(0.0005));
  }

  @ParameterizedTest
  @CsvSource({
    "L84018, 2017-09-30, 6, 62, 0.9047",
    "L84073, 2017-09-30, 4, 34, 0.9567",
    "L84073, 2017-10-31, 4, 35, 0.9579"
  })
  void theHighDoseItemsOfAPracticeAreThePublishedOnes(
      String practice, String periodEnd, int items, int longActing, double published) {
    Row rate =
        line.measured("high_dose_opioid_items_per_1000", "120", "practice", practice, periodEnd);
    Row share =
        line.measured("high_dose_opioid_items_share", "120", "practice", practice, periodEnd);

    assertThat(rate.<Double>getAs("value")).isEqualTo(published, within(0.00005));
    assertThat(rate.<BigDecimal>getAs("numerator")).isEqualByComparingTo(String.valueOf(items));
    assertThat(share.<BigDecimal>getAs("denominator"))
        .isEqualByComparingTo(String.valueOf(longActing));
    assertThat(share.<Double>getAs("value")).isEqualTo((double) items / longActing);
  }

  /** OpenPrescribing's own definitions, written strength by strength in our words. */
  @ParameterizedTest
  @CsvSource({
    "L84073, 2017-09-30, 39670.796, 0.9567, 11.76",
    "L84073, 2017-10-31, 39088.314, 0.9579, 11.43",
    "L84018, 2017-09-30, 26893.697, 0.9047, 9.68"
  })
  void theDefinitionsOfOpenPrescribingGiveItsValues(
      String practice, String periodEnd, double ome, double highDose, double percent) {
    assertThat(value("openprescribing_opioidome", "openprescribing_2019", practice, periodEnd))
        .isEqualTo(ome, within(0.0005));
    assertThat(value("openprescribing_opioidper1000", "120", practice, periodEnd))
        .isEqualTo(highDose, within(0.00005));
    assertThat(value("openprescribing_opioidspercent", "120", practice, periodEnd))
        .isEqualTo(percent, within(0.005));
  }

  @Test
  void aValueIsExplainedDownToTheRowsOfItsFiles() throws IOException {
    JsonNode told =
        explained(
            "measure_org_period",
            "measure_id=opioid_ome_per_1000,variant=openprescribing_2019,org_level=practice,"
                + "org_code=L84073,period_end=2017-09-30,window_months=1");
    JsonNode measure = told.get("measure");
    BigDecimal added = BigDecimal.ZERO;
    for (JsonNode product : measure.get("products")) {
      assertThat(product.get("contribution").decimalValue())
          .isEqualByComparingTo(
              product.get("amount").decimalValue().multiply(product.get("each").decimalValue()));
      assertThat(product.get("citations").asText()).contains("ome_factors.csv");
      added = added.add(product.get("contribution").decimalValue());
    }

    assertThat(measure.get("agrees").asBoolean()).isTrue();
    assertThat(added).isEqualByComparingTo(told.get("row").get("numerator").decimalValue());
    assertThat(measure.get("numbers").asText())
        .isEqualTo("1,000 x 165,863.6 / 4,181 = 39,670.79646");
    assertThat(measure.get("denominatorAgrees").asBoolean()).isTrue();
    assertThat(measure.get("months")).hasSize(1);
    assertThat(measure.get("months").get(0).get("basis").asText())
        .isEqualTo("list sizes of practices: 1 published");
    assertThat(measure.get("months").get(0).get("count").asLong()).isEqualTo(4181);
    assertThat(contributing(told))
        .containsEntry("epd_201709_4practices.csv", opioidRows("epd_201709_4practices.csv"))
        .containsKeys("op_fixture_quin_age_201709.csv", "epraccur_4practices_2017-08.csv")
        .doesNotContainKeys("epd_201710_L84073.csv", "op_fixture_quin_age_201710.csv");
  }

  @Test
  void aLatestPeriodIsMeantWhereNoneIsNamed() throws IOException {
    JsonNode told =
        explained(
            "measure_org_period",
            "measure_id=high_dose_opioid_items_share,variant=120,org_level=england,window_months=3");

    assertThat(told.get("row").get("period_end").asText()).isEqualTo("2017-10-31");
    assertThat(told.get("row").get("org_code").asText()).isEqualTo("ENG");
    assertThat(told.get("measure").get("agrees").asBoolean()).isTrue();
    assertThat(told.get("measure").get("numbers").asText())
        .isEqualTo("numerator = 56, and no value: incomplete_period");
    assertThat(told.get("measure").get("months")).hasSize(2);
    assertThat(contributing(told))
        .containsKeys("epd_201709_4practices.csv", "epd_201710_L84073.csv");
  }

  @Test
  void thePartsOfASiteAndAnyOtherRowAreExplainedToo() throws IOException {
    JsonNode site =
        explained(
            "practice_month_measure",
            "measure_id=opioid_nic_per_1000,variant=standard,practice_code=L84018,month=2017-09-01");
    JsonNode product = explained("dim_product", "bnf_code=0407020A0AAAFAF");
    Called text =
        line.medsip(
            "explain", "--table", "dim_measure", "--key", "measure_id=opioid_items_per_1000");

    assertThat(site.get("measure").get("agrees").asBoolean()).isTrue();
    assertThat(product.get("row").get("substance").asText()).isEqualTo("fentanyl");
    assertThat(product.get("builtBy").get(0).get("stage").asText()).isEqualTo("dim_product");
    assertThat(contributing(product))
        .containsOnlyKeys("epd_201709_4practices.csv", "epd_201710_L84073.csv");
    assertThat(text.exitCode()).isZero();
    assertThat(text.data())
        .contains("Built by")
        .contains("practice_month_measure")
        .contains("Files as published");
  }

  @Test
  void whoAsksForSeveralRowsIsToldWhatToAdd() {
    Called called =
        line.medsip(
            "explain",
            "--table",
            "measure_org_period",
            "--key",
            "measure_id=opioid_ome_per_1000,org_level=england");

    assertThat(called.exitCode()).isEqualTo(2);
    assertThat(called.said())
        .isEqualTo(
            "medsip: Several rows of measure_org_period match; add to --key variant (cdc_2022,"
                + " openprescribing_2019, openprescribing_2026), window_months (1, 3, 6, 12)\n");
  }

  @Test
  void everyRowAndEveryPennyIsAccountedFor() {
    List<Row> rows = line.rows(RunTables.ROW_RECONCILIATION).collectAsList();

    assertThat(rows).hasSize(5).allMatch(row -> row.<Boolean>getAs("reconciled"));
    assertThat(rows).extracting(row -> row.<Long>getAs("rows_in")).contains(10_027L, 1_906L);
  }

  @Test
  void everyLevelAddsUpToEngland() {
    List<Row> differences =
        line.rows(GoldTables.MEASURE_ORG_PERIOD)
            .filter(col("org_vintage").equalTo("as_was"))
            .groupBy("measure_id", "variant", "period_end", "window_months")
            .pivot("org_level", List.of("practice", "sicbl", "icb", "region", "england"))
            .agg(sum("numerator"))
            .filter(
                col("practice")
                    .notEqual(col("england"))
                    .or(col("sicbl").notEqual(col("england")))
                    .or(col("icb").notEqual(col("england")))
                    .or(col("region").notEqual(col("england"))))
            .collectAsList();

    assertThat(differences).isEmpty();
  }

  @Test
  void anIncompleteYearHasNoValueAndSaysWhy() {
    List<Row> years =
        line.rows(GoldTables.MEASURE_ORG_PERIOD)
            .filter(col("window_months").equalTo(12).and(col("org_code").equalTo("ENG")))
            .collectAsList();

    assertThat(years)
        .isNotEmpty()
        .allMatch(row -> row.isNullAt(row.fieldIndex("value")))
        .allMatch(row -> row.<String>getAs("missing_reason").equals("incomplete_period"));
  }

  private double value(String measure, String variant, String practice, String periodEnd) {
    return line.measured(measure, variant, "practice", practice, periodEnd).<Double>getAs("value");
  }

  private JsonNode explained(String table, String key) throws IOException {
    Called called =
        line.medsip("explain", "--format", "json", "--all", "--table", table, "--key", key);
    assertThat(called.exitCode()).as(called.said()).isZero();
    return new ObjectMapper()
        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
        .readTree(called.data());
  }

  /** The files behind a row and how many of their rows count. */
  private static Map<String, Long> contributing(JsonNode told) {
    Map<String, Long> files = new HashMap<>();
    told.get("files")
        .forEach(
            file -> {
              assertThat(file.get("sha256").asText()).matches("[0-9a-f]{64}");
              files.put(file.get("name").asText(), file.path("contributing").asLong());
            });
    return files;
  }

  /** Rows of a file that are opioids of L84073, by prefix, as a text editor would count them. */
  private static long opioidRows(String file) throws IOException {
    try (Stream<String> rows =
        Files.lines(SharedData.file("epd_real/" + file), StandardCharsets.ISO_8859_1)) {
      return rows.filter(row -> row.contains(",L84073,"))
          .filter(
              row ->
                  Stream.of(",040702", ",0407010F0", ",0407010N0", ",0407010M0", ",0407010Q0")
                      .anyMatch(row::contains))
          .count();
    }
  }
}
