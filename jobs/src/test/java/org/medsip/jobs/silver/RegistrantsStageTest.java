package org.medsip.jobs.silver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.medsip.common.OnRows;
import org.medsip.common.Rows;
import org.medsip.common.table.BronzeTables;

class RegistrantsStageTest {

  @Test
  void the_file_of_totals_gives_the_list_size() {
    assertThat(registrants(totals().row("patients", 5903))).containsExactly("A84002 | 5903 | null");
  }

  @Test
  void single_ages_of_both_sexes_are_added_up_once() {
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
  void single_ages_without_totals_are_added_up() {
    Rows singleAges =
        singleAges()
            .row("sex", "MALE", "age_group", "0", "patients", 10)
            .row("sex", "MALE", "age_group", "1", "patients", 20)
            .row("sex", "FEMALE", "age_group", "47", "patients", 12);

    assertThat(registrants(singleAges)).containsExactly("A84002 | 42 | null");
  }

  @Test
  void the_sexes_come_in_a_file_each_and_are_added_up() {
    Rows singleAges =
        singleAges()
            .row("sex", "MALE", "age_group", "ALL", "patients", 30, "source_file", "men")
            .row("sex", "FEMALE", "age_group", "ALL", "patients", 12, "source_file", "women");

    assertThat(registrants(singleAges)).containsExactly("A84002 | 42 | null");
  }

  @Test
  void all_three_kinds_of_file_together_count_everybody_once() {
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
  void one_sex_alone_is_never_taken_for_the_list_size() {
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
  void a_practice_of_men_alone_is_complete_where_the_month_has_both_sexes() {
    Rows singleAges =
        singleAges()
            .row("org_code", "Y00001", "sex", "MALE", "age_group", "30", "patients", 7)
            .row("org_code", "A84002", "sex", "FEMALE", "age_group", "30", "patients", 8);

    assertThat(registrants(singleAges)).containsExactly("A84002 | 8 | null", "Y00001 | 7 | null");
  }

  @Test
  void bands_of_five_years_without_totals_are_added_up() {
    Rows bands =
        Rows.of(BronzeTables.REGISTERED_PATIENTS)
            .each("age_kind", "QUIN_AGE", "org_type", "GP", "org_code", "A84002", "sex", "ALL")
            .row("age_group", "0_4", "patients", 5)
            .row("age_group", "95+", "patients", 6);

    assertThat(registrants(bands)).containsExactly("A84002 | 11 | null");
  }

  @Test
  void commissioners_in_the_same_file_are_no_practices() {
    Rows bands =
        totals().row("patients", 5).row("org_type", "CCG", "org_code", "00L", "patients", 9_999);

    assertThat(registrants(bands)).containsExactly("A84002 | 5 | null");
  }

  @Test
  void files_that_disagree_show_both_list_sizes() {
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
