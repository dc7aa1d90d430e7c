package org.medsip.jobs.cli;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.sum;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
}
