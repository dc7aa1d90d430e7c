package org.medsip.jobs.silver;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.medsip.common.OnRows;
import org.medsip.common.Rows;
import org.medsip.common.metric.StarPuWeights;
import org.medsip.common.quality.QualityResult;
import org.medsip.common.table.BronzeTables;
import org.medsip.common.table.PopulationTables;

class AgeSexWeightStageTest {

  private static final AgeSexWeightStage STAGE = new AgeSexWeightStage(StarPuWeights.load());
  private static final List<String> TEN_YEARS =
      List.of("0_14", "15_24", "25_34", "35_44", "45_54", "55_64", "65_74", "75+");

  private static List<String> lines = List.of();
  private static List<QualityResult> brokenByWhole = List.of();
  private static List<QualityResult> brokenByDamaged = List.of();

  @BeforeAll
  static void compute() {
    Rows references = Rows.of(BronzeTables.AGE_SEX_REFERENCE).each("edition", "2024-01-01");
    reference(references, "opioids", 2022, TEN_YEARS);
    reference(references, "opioids", 2024, PopulationTables.AGE_BANDS);
    reference(references, "gap", 2024, List.of("0_14", "20_34", "35_89", "90+"));
    reference(references, "twice", 2024, List.of("0_74", "75_79", "75+"));
    references
        .each("reference_id", "nobody", "year", 2024, "age_band", "0_94", "registrants", 100)
        .row("sex", "MALE")
        .row("sex", "FEMALE")
        .each("age_band", "90+", "registrants", 0)
        .row("sex", "MALE")
        .each("age_band", "95+")
        .row("sex", "FEMALE");
    Dataset<Row> rows = OnRows.apply(STAGE, references).cache();
    lines =
        Rows.said(
            rows, "weight_set", "edition", "sex", "age_band", "weight", "source_band", "patients");
    brokenByWhole =
        Judged.broken(STAGE, rows.filter(col("weight_set").rlike("^(opioids|star_pu_2013_\\w+)$")));
    brokenByDamaged = Judged.broken(STAGE, rows);
    rows.unpersist();
  }

  /** Men weigh one tenth for each band before theirs, women twice that. */
  private static void reference(Rows rows, String id, int year, List<String> bands) {
    rows.each("reference_id", id, "year", year, "registrants", 1000);
    for (int band = 0; band < bands.size(); band++) {
      rows.each("age_band", bands.get(band))
          .row("sex", "MALE", "patients", 10 * band)
          .row("sex", "FEMALE", "patients", 20 * band);
    }
  }

  @Test
  void aBandOfTenYearsAndAnOpenOneGiveTheirWeightToTheBandsInsideThem() {
    assertThat(of("opioids | 2022-01-01 | MALE"))
        .contains(
            "0_4 | 0 | 0_14 | 0",
            "10_14 | 0 | 0_14 | 0",
            "15_19 | 0.01 | 15_24 | 10",
            "20_24 | 0.01 | 15_24 | 10",
            "70_74 | 0.06 | 65_74 | 60",
            "75_79 | 0.07 | 75+ | 70",
            "95+ | 0.07 | 75+ | 70")
        .hasSize(20);
    assertThat(of("opioids | 2022-01-01 | FEMALE")).contains("95+ | 0.14 | 75+ | 140").hasSize(20);
  }

  @Test
  void aReferenceOfAnotherYearIsAnotherEdition() {
    assertThat(of("opioids | 2024-01-01 | MALE"))
        .contains("0_4 | 0 | 0_4 | 0", "95+ | 0.19 | 95+ | 190")
        .hasSize(20);
  }

  @Test
  void aStarPuGivesItsNineBandsToTheTwenty() {
    assertThat(of("star_pu_2013_analgesics_cost | 2013-01-01 | FEMALE"))
        .contains(
            "0_4 | 0.23906388031346 | 0_4 | null",
            "5_9 | 0.14886159411833 | 5_14 | null",
            "75_79 | 26.52541233748065 | 75+ | null",
            "95+ | 26.52541233748065 | 75+ | null")
        .hasSize(20);
    assertThat(lines.stream().filter(line -> line.startsWith("star_pu_"))).hasSize(5 * 40);
  }

  @Test
  void aWholeReferenceKeepsEveryRule() {
    assertThat(brokenByWhole).isEmpty();
  }

  @Test
  void aBandThatNoCellOrTwoCoverAndACellWithoutRegistrantsHaveNoWeightAndAreRefused() {
    assertThat(of("gap | 2024-01-01 | MALE")).contains("15_19 | null | null | null").hasSize(20);
    assertThat(of("twice | 2024-01-01 | MALE"))
        .anyMatch(line -> line.startsWith("75_79 | null"))
        .contains("80_84 | 0.02 | 75+ | 20");
    assertThat(of("nobody | 2024-01-01 | MALE"))
        .contains("95+ | null | 90+ | 0", "0_4 | 0 | 0_94 | 0")
        .anyMatch(line -> line.startsWith("90_94 | null"));
    assertThat(brokenByDamaged)
        .singleElement()
        .satisfies(
            rule -> {
              assertThat(rule.stopsPublication()).isTrue();
              assertThat(rule.message())
                  .startsWith(
                      "The rule 'every five-year band of each sex lies in exactly one cell of the"
                          + " reference, and the cell has registrants' is broken by age_sex_weight")
                  .contains("found 7 of ")
                  .contains("weight_set=gap, edition=2024-01-01, sex=FEMALE, age_band=15_19");
            });
  }

  private static List<String> of(String begin) {
    return lines.stream()
        .filter(line -> line.startsWith(begin + " | "))
        .map(line -> line.substring(begin.length() + 3))
        .toList();
  }
}
