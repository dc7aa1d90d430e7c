package org.medsip.jobs.silver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.medsip.common.OnRows;
import org.medsip.common.Rows;
import org.medsip.common.quality.QualityResult;
import org.medsip.common.quality.Severity;
import org.medsip.common.table.BronzeTables;

/** Each month is an extract of another make. */
class RegistrantsAgeSexStageTest {

  private static final RegistrantsAgeSexStage STAGE = new RegistrantsAgeSexStage();

  private static List<String> lines = List.of();
  private static List<QualityResult> broken = List.of();

  @BeforeAll
  static void compute() {
    Dataset<Row> rows = OnRows.apply(STAGE, extracts()).cache();
    lines = Rows.said(rows, "month", "practice_code", "sex", "age_band", "registrants", "unbanded");
    broken = Judged.broken(STAGE, rows);
    rows.unpersist();
  }

  private static Rows extracts() {
    Rows rows = Rows.of(BronzeTables.REGISTERED_PATIENTS).each("org_type", "GP", "org_code", "A1");
    bands(rows.each("month", "2020-01-01", "age_kind", "QUIN_AGE"));
    rows.each("sex", "ALL", "age_group", "ALL", "org_code", "A1").row("patients", 42);
    rows.each("org_type", "CCG", "org_code", "00L").row("patients", 9999);
    rows.each("sex", "MALE", "age_group", "0_4").row("patients", 999);

    rows.each("month", "2020-02-01", "age_kind", "SINGLE_AGE", "org_type", "GP", "org_code", "A1");
    rows.row("sex", "MALE", "age_group", "ALL", "patients", 30)
        .row("sex", "MALE", "age_group", "0", "patients", 10)
        .row("sex", "MALE", "age_group", "4", "patients", 5)
        .row("sex", "MALE", "age_group", "5", "patients", 8)
        .row("sex", "MALE", "age_group", "94", "patients", 4)
        .row("sex", "MALE", "age_group", "95+", "patients", 3)
        .row("sex", "FEMALE", "age_group", "ALL", "patients", 3)
        .row("sex", "FEMALE", "age_group", "96", "patients", 1)
        .row("sex", "FEMALE", "age_group", "102", "patients", 2);

    bands(rows.each("month", "2020-03-01", "age_kind", "QUIN_AGE"));
    rows.each("age_kind", "SINGLE_AGE")
        .row("sex", "MALE", "age_group", "1", "patients", 30)
        .row("sex", "FEMALE", "age_group", "47", "patients", 12);

    rows.each("month", "2020-04-01", "age_kind", "ALL", "sex", "ALL", "age_group", "ALL");
    rows.row("patients", 42);
    rows.each("month", "2020-05-01", "age_kind", "SINGLE_AGE");
    rows.row("sex", "MALE", "age_group", "1", "patients", 30);

    rows.each("month", "2020-06-01", "age_kind", "QUIN_AGE", "sex", "ALL", "age_group", "ALL");
    rows.row("patients", 50);
    bands(rows);
    rows.each("org_code", "A1")
        .row("sex", "MALE", "age_group", "UNKNOWN", "patients", 3)
        .row("sex", "INDETERMINATE", "age_group", "0_4", "patients", 5);
    return rows;
  }

  /** Thirty boys and twelve women. */
  private static void bands(Rows rows) {
    rows.each("org_code", "A1")
        .row("sex", "MALE", "age_group", "0_4", "patients", 30)
        .row("sex", "FEMALE", "age_group", "45_49", "patients", 12);
  }

  @Test
  void bandsOfBothSexesAreTakenAsTheyAreAndNeverATotalOrACommissioner() {
    assertThat(of("2020-01"))
        .containsExactly("A1 | FEMALE | 45_49 | 12 | 0", "A1 | MALE | 0_4 | 30 | 0");
  }

  @Test
  void singleAgesAreAddedUpToBandsOfWhichTheLastIsOpen() {
    assertThat(of("2020-02"))
        .containsExactly(
            "A1 | FEMALE | 95+ | 3 | 0",
            "A1 | MALE | 0_4 | 15 | 0",
            "A1 | MALE | 5_9 | 8 | 0",
            "A1 | MALE | 90_94 | 4 | 0",
            "A1 | MALE | 95+ | 3 | 0");
  }

  @Test
  void whereAMonthHasBothKindsTheBandsAreTakenAndNobodyCountsTwice() {
    assertThat(of("2020-03")).isEqualTo(of("2020-01"));
  }

  @Test
  void totalsAloneAndOneSexAloneSayNothingOfAges() {
    assertThat(of("2020-04")).isEmpty();
    assertThat(of("2020-05")).isEmpty();
  }

  @Test
  void peopleOfUnknownAgeOrSexAreInNoBandAndTheRuleSaysSo() {
    assertThat(of("2020-06"))
        .containsExactly("A1 | FEMALE | 45_49 | 12 | 8", "A1 | MALE | 0_4 | 30 | 8");
    assertThat(broken)
        .singleElement()
        .satisfies(
            sum -> {
              assertThat(sum.severity()).isEqualTo(Severity.WARNING);
              assertThat(sum.message())
                  .contains("UNKNOWN age")
                  .contains("INDETERMINATE sex")
                  .contains("month=2020-06-01, practice_code=A1");
            });
  }

  @Test
  void aBandThatIsNoneOfTheTwentyIsRefused() {
    Rows open =
        Rows.of(BronzeTables.REGISTERED_PATIENTS)
            .each("age_kind", "QUIN_AGE", "org_type", "GP", "age_group", "85+", "patients", 7)
            .row("sex", "MALE")
            .row("sex", "FEMALE");

    assertThat(Judged.broken(STAGE, OnRows.apply(STAGE, open)))
        .anySatisfy(
            rule -> {
              assertThat(rule.stopsPublication()).isTrue();
              assertThat(rule.message()).contains("age_band").contains("age_band=85+");
            });
  }

  private static List<String> of(String month) {
    return lines.stream()
        .filter(line -> line.startsWith(month))
        .map(line -> line.substring("2020-01-01 | ".length()))
        .toList();
  }
}
