package org.medsip.jobs.silver;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.medsip.common.OnRows;
import org.medsip.common.Rows;
import org.medsip.common.quality.Severity;
import org.medsip.common.table.BronzeTables;

class RegistrantsStageTest {

  @Test
  void theFileOfTotalsGivesTheListSize() {
    assertThat(registrants(totals().row("patients", 5903))).containsExactly("A84002 | 5903 | null");
  }

  @Test
  void singleAgesOfBothSexesAreAddedUpOnce() {
    Rows singleAges =
        singleAges()
            .row("sex", "MALE", "age_group", "ALL", "patients", 30)
            .row("sex", "MALE", "age_group", "0", "patients", 10)
            .row("sex", "MALE", "age_group", "95+", "patients", 20)
            .row("sex", "FEMALE", "age_group", "ALL", "patients", 12)
            .row("sex", "FEMALE", "age_group", "47", "patients", 12);

    assertThat(registrants(singleAges)).containsExactly("A84002 | 42 | null");
  }

  @Test
  void singleAgesWithoutTotalsAreAddedUp() {
    Rows singleAges =
        singleAges()
            .row("sex", "MALE", "age_group", "0", "patients", 10)
            .row("sex", "MALE", "age_group", "1", "patients", 20)
            .row("sex", "FEMALE", "age_group", "47", "patients", 12);

    assertThat(registrants(singleAges)).containsExactly("A84002 | 42 | null");
  }

  @Test
  void theSexesComeInAFileEachAndAreAddedUp() {
    Rows singleAges =
        singleAges()
            .row("sex", "MALE", "age_group", "ALL", "patients", 30, "source_file", "men")
            .row("sex", "FEMALE", "age_group", "ALL", "patients", 12, "source_file", "women");

    assertThat(registrants(singleAges)).containsExactly("A84002 | 42 | null");
  }

  @Test
  void allThreeKindsOfFileTogetherCountEverybodyOnce() {
    Rows all =
        totals()
            .row("patients", 42, "source_file", "all")
            .each("age_kind", "SINGLE_AGE")
            .row("sex", "MALE", "age_group", "ALL", "patients", 30, "source_file", "men")
            .row("sex", "FEMALE", "age_group", "ALL", "patients", 12, "source_file", "women")
            .each("age_kind", "QUIN_AGE", "source_file", "bands")
            .row("sex", "ALL", "age_group", "ALL", "patients", 42)
            .row("sex", "MALE", "age_group", "0_4", "patients", 30)
            .row("sex", "FEMALE", "age_group", "45_49", "patients", 12);

    assertThat(registrants(all)).containsExactly("A84002 | 42 | null");
  }

  @Test
  void oneSexAloneIsNeverTakenForTheListSize() {
    Rows men =
        totals()
            .row("patients", 42)
            .each("age_kind", "SINGLE_AGE")
            .row("sex", "MALE", "age_group", "ALL", "patients", 30);

    assertThat(registrants(men)).containsExactly("A84002 | 42 | null");
    assertThat(registrants(singleAges().row("sex", "MALE", "age_group", "ALL", "patients", 30)))
        .isEmpty();
  }

  @Test
  void aPracticeOfMenAloneIsCompleteWhereTheMonthHasBothSexes() {
    Rows singleAges =
        singleAges()
            .row("org_code", "Y00001", "sex", "MALE", "age_group", "30", "patients", 7)
            .row("org_code", "A84002", "sex", "FEMALE", "age_group", "30", "patients", 8);

    assertThat(registrants(singleAges)).containsExactly("A84002 | 8 | null", "Y00001 | 7 | null");
  }

  @Test
  void bandsOfFiveYearsWithoutTotalsAreAddedUp() {
    Rows bands =
        Rows.of(BronzeTables.REGISTERED_PATIENTS)
            .each("age_kind", "QUIN_AGE", "org_type", "GP", "org_code", "A84002", "sex", "ALL")
            .row("age_group", "0_4", "patients", 5)
            .row("age_group", "95+", "patients", 6);

    assertThat(registrants(bands)).containsExactly("A84002 | 11 | null");
  }

  @Test
  void commissionersInTheSameFileAreNoPractices() {
    Rows bands =
        totals().row("patients", 5).row("org_type", "CCG", "org_code", "00L", "patients", 9_999);

    assertThat(registrants(bands)).containsExactly("A84002 | 5 | null");
  }

  @Test
  void filesThatDisagreeShowBothListSizes() {
    Rows all = totals().row("patients", 42).row("age_kind", "QUIN_AGE", "patients", 40);

    assertThat(registrants(all)).containsExactly("A84002 | 42 | 40");
  }

  @Test
  void betweenTwoExtractsAPracticeThatIsInBothIsInterpolated() {
    assertThat(listOf("STAYS").subList(0, 4))
        .containsExactly(
            "2020-01 1000 published",
            "2020-02 1003 interpolated from 2020-01 and 2020-04",
            "2020-03 1006 interpolated from 2020-01 and 2020-04",
            "2020-04 1009 published");
  }

  @Test
  void extractsThirteenMonthsApartSayNothingOfTheMonthsBetweenButForTheFirstSix() {
    assertThat(listOf("STAYS").subList(4, 11))
        .containsExactly(
            "2020-05 1009 carried_forward from 2020-04",
            "2020-06 1009 carried_forward from 2020-04",
            "2020-07 1009 carried_forward from 2020-04",
            "2020-08 1009 carried_forward from 2020-04",
            "2020-09 1009 carried_forward from 2020-04",
            "2020-10 1009 carried_forward from 2020-04",
            "2021-05 1200 published");
  }

  @Test
  void theLastExtractIsCarriedForwardForSixMonthsAndNoExtractBackward() {
    assertThat(listOf("OPENS"))
        .startsWith("2020-04 500 published")
        .endsWith(
            "2021-10 520 carried_forward from 2021-05", "2021-11 520 carried_forward from 2021-05");
  }

  @Test
  void aPracticeThatIsInOneOfTheTwoExtractsOpenedOrClosedInBetween() {
    assertThat(listOf("CLOSES")).containsExactly("2020-01 300 published");
    assertThat(listOf("LEAVES"))
        .containsExactly(
            "2020-01 400 published",
            "2020-02 400 interpolated from 2020-01 and 2020-04",
            "2020-03 400 interpolated from 2020-01 and 2020-04",
            "2020-04 400 published");
  }

  private static List<String> listOf(String practice) {
    return OF_ALL_MONTHS.stream()
        .filter(line -> line.startsWith(practice + " | "))
        .map(line -> line.substring(practice.length() + 3))
        .map(line -> line.replaceAll("(\\d{4}-\\d\\d)-01", "$1"))
        .map(RegistrantsStageTest::inWords)
        .toList();
  }

  private static String inWords(String line) {
    String[] said = line.split(" \\| ", -1);
    String list = said[0] + " " + said[1] + " " + said[2];
    String from = said[2].equals("published") ? "" : " from " + said[3];
    return list + from + (said[4].equals("null") ? "" : " and " + said[4]);
  }

  private static final List<String> OF_ALL_MONTHS =
      Rows.said(
          OnRows.apply(new RegistrantsStage(), extracts(), prescribingOfEveryMonth()),
          "practice_code",
          "month",
          "registrants",
          "basis",
          "extract_month",
          "next_extract_month");

  private static Rows extracts() {
    return totals()
        .each("month", "2020-01-01")
        .row("org_code", "STAYS", "patients", 1000)
        .row("org_code", "LEAVES", "patients", 400)
        .row("org_code", "CLOSES", "patients", 300)
        .each("month", "2020-04-01")
        .row("org_code", "STAYS", "patients", 1009)
        .row("org_code", "LEAVES", "patients", 400)
        .row("org_code", "OPENS", "patients", 500)
        .each("month", "2021-05-01")
        .row("org_code", "STAYS", "patients", 1200)
        .row("org_code", "OPENS", "patients", 520);
  }

  private static Rows prescribingOfEveryMonth() {
    Rows epd = Rows.of(BronzeTables.EPD);
    LocalDate first = LocalDate.of(2019, 11, 1);
    for (int month = 0; month < 28; month++) {
      epd.row("month", first.plusMonths(month));
    }
    return epd;
  }

  @Test
  void aListThatDiffersByMoreThanHalfIsFlaggedAndReported() {
    Rows lists =
        totals()
            .each("month", "2024-02-01")
            .row("org_code", "FELL", "patients", 1000)
            .row("org_code", "HALVED", "patients", 1000)
            .row("org_code", "ROSE", "patients", 1000)
            .row("org_code", "HALFMORE", "patients", 1000)
            .row("org_code", "NONE", "patients", 0)
            .each("month", "2024-05-01")
            .row("org_code", "FELL", "patients", 100)
            .row("org_code", "HALVED", "patients", 500)
            .row("org_code", "ROSE", "patients", 1501)
            .row("org_code", "HALFMORE", "patients", 1500)
            .row("org_code", "NONE", "patients", 5)
            .row("org_code", "NEW", "patients", 5);
    Rows march = Rows.of(BronzeTables.EPD).row("month", "2024-03-01").row("month", "2024-04-01");
    RegistrantsStage stage = new RegistrantsStage();
    Dataset<Row> rows = OnRows.apply(stage, lists, march).cache();

    assertThat(Rows.said(rows.filter(col("jump")), "practice_code", "month", "registrants"))
        .containsExactly(
            "FELL | 2024-04-01 | 400",
            "FELL | 2024-05-01 | 100",
            "NONE | 2024-03-01 | 2",
            "NONE | 2024-04-01 | 3",
            "NONE | 2024-05-01 | 5",
            "ROSE | 2024-05-01 | 1501");
    assertThat(Judged.broken(stage, rows))
        .singleElement()
        .satisfies(
            jumps -> {
              assertThat(jumps.severity()).isEqualTo(Severity.WARNING);
              assertThat(jumps.message())
                  .contains("differs by more than 50 %")
                  .contains("found 6 of 21 rows against it");
            });
  }

  @Test
  void theBreakOfApril2024IsThatOfTheExtract() {
    Rows lists = totals().row("month", "2024-03-01").row("month", "2024-05-01");
    Rows april = Rows.of(BronzeTables.EPD).row("month", "2024-04-01").row("month", "2024-06-01");

    assertThat(
            Rows.said(
                OnRows.apply(new RegistrantsStage(), lists, april),
                "month",
                "basis",
                "list_system"))
        .containsExactly(
            "2024-03-01 | published | NHAIS",
            "2024-04-01 | interpolated | NHAIS",
            "2024-05-01 | published | PDS",
            "2024-06-01 | carried_forward | PDS");
  }

  private static Rows totals() {
    return Rows.of(BronzeTables.REGISTERED_PATIENTS)
        .each("age_kind", "ALL", "org_type", "GP", "org_code", "A84002")
        .each("sex", "ALL", "age_group", "ALL");
  }

  private static Rows singleAges() {
    return Rows.of(BronzeTables.REGISTERED_PATIENTS)
        .each("age_kind", "SINGLE_AGE", "org_type", "GP", "org_code", "A84002");
  }

  private static List<String> registrants(Rows patients) {
    return Rows.said(
        OnRows.apply(new RegistrantsStage(), patients),
        "practice_code",
        "registrants",
        "other_registrants");
  }
}
