package org.medsip.jobs.gold;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.medsip.common.OnRows;
import org.medsip.common.Rows;
import org.medsip.common.table.SilverTables;

class PracticeMonthProductGroupStageTest {

  private static final Rows PRODUCTS =
      Rows.of(SilverTables.PRODUCT_MONTH)
          .each("resolution", "opioid", "route", "oral")
          .row(
              "bnf_code", "0407020Q0AAAKAK", "current_bnf_code", "0407020Q0AAAKAK",
              "ddd_main_index_per_unit", "0.1",
              "ome_cdc_2022_per_unit", "10")
          .row("bnf_code", "0407020Q0AAXXXX", "current_bnf_code", "0407020Q0AAXXXX")
          .row("bnf_code", "0407020AFAAAAAA", "current_bnf_code", "0407020AFAAAAAA")
          .row(
              "bnf_code", "0407020A0AANASA", "current_bnf_code", "0407020A0AANASA",
              "route", "nasal",
              "nic_per_dose", "6.25",
              "ome_cdc_2022_per_unit", "16")
          .row("bnf_code", "0407020ZZAAZZZZ", "current_bnf_code", "0407020ZZAAZZZZ", "route", null, "resolution", "unresolved")
          .row("bnf_code", "0407010H0AAAMAM", "current_bnf_code", "0407010H0AAAMAM", "route", null, "resolution", "not_opioid");

  @Test
  void presentationsOfASubstanceAndRouteAreAddedUp() {
    assertThat(
            groups(
                "items, quantity, nic, ddd_main_index, ome_cdc_2022",
                prescribing()
                    .row("bnf_code", "0407020Q0AAAKAK", "items", 2, "total_quantity", 56, "nic", 3)
                    .row("bnf_code", "0407020Q0AAXXXX", "items", 1, "total_quantity", 9, "nic", 1)))
        .containsExactly("A1 | 0407020Q0 | oral | 3 | 65 | 4 | 5.6 | 560");
  }

  @Test
  void aDoseIsAbsentAndNotZeroForWantOfAFactor() {
    assertThat(
            groups(
                "items, ddd_main_index, ome_cdc_2022",
                prescribing().row("bnf_code", "0407020AFAAAAAA", "items", 1, "total_quantity", 9)))
        .containsExactly("A1 | 0407020AF | oral | 1 | null | null");
  }

  @Test
  void dosesOfNasalFentanylAreFoundByTheirCostBecauseQuantityMixesDosesAndBottles() {
    assertThat(
            groups(
                "quantity, ome_cdc_2022",
                prescribing()
                    .row("bnf_code", "0407020A0AANASA", "total_quantity", 2, "nic", "100.00")))
        .as("100 pounds at 6.25 a dose are 16 doses of 16 mg, whatever 2 counts")
        .containsExactly("A1 | 0407020A0 | nasal | 2 | 256");
  }

  @Test
  void whatCouldNotBeResolvedIsCountedAndWhatIsNoOpioidIsLeftOut() {
    assertThat(
            groups(
                "items, unmapped_items, ddd_with_derived",
                prescribing()
                    .row("bnf_code", "0407020ZZAAZZZZ", "items", 3)
                    .row("bnf_code", "0407010H0AAAMAM", "items", 90)
                    .row("bnf_code", "0501013B0AAABAB", "items", 900)))
        .containsExactly("A1 | 0407020ZZ | UNRESOLVED | 3 | 3 | null");
  }

  private static Rows prescribing() {
    return Rows.of(SilverTables.PRESCRIBING).each("practice_code", "A1");
  }

  private static List<String> groups(String columns, Rows prescribing) {
    Dataset<Row> groups = OnRows.apply(new PracticeMonthProductGroupStage(), PRODUCTS, prescribing);
    return Rows.said(groups, "practice_code", ("chemical_code, route, " + columns).split(", ", -1));
  }
}
