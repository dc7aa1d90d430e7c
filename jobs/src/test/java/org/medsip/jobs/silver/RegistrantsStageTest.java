package org.medsip.jobs.silver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.medsip.common.OnRows;
import org.medsip.common.Rows;
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
