package org.medsip.jobs.silver;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.medsip.common.OnRows;
import org.medsip.common.Rows;
import org.medsip.common.table.BronzeTables;

class ProductMonthStageTest {

  private static final Dataset<Row> PRODUCTS =
      OnRows.apply(
          new ProductMonthStage(),
          Rows.of(BronzeTables.EPD)
              .row("bnf_code", "0407020Q0AAAKAK", "bnf_name", "Morph Sulf_Tab 10mg M/R")
              .row("bnf_code", "0407020Q0AAAKAK", "bnf_name", "Morph Sulf_Tab 10mg M/R")
              .row("bnf_code", "0407010H0AAAMAM", "bnf_name", "Paracet_Tab 500mg")
              .row("bnf_code", "0407020ZZAAZZZZ", "bnf_name", "Neuropium_Tab 5mg")
              .row("bnf_code", "0501013B0AAABAB", "bnf_name", "Amoxicillin_Cap 500mg"),
          Rows.of(BronzeTables.PDPI));

  @Test
  void everyPresentationOfTheSectionIsResolvedOnceOrListed() {
    assertThat(Rows.said(PRODUCTS, "bnf_code", "resolution"))
        .containsExactly(
            "0407010H0AAAMAM | not_opioid",
            "0407020Q0AAAKAK | opioid",
            "0407020ZZAAZZZZ | unresolved");
  }

  @Test
  void anOpioidIsDescribedDownToWhatOneUnitHolds() {
    assertThat(
            Rows.said(
                PRODUCTS.filter("resolution = 'opioid'"),
                "substance",
                "route",
                "strength",
                "strength_unit",
                "ddd_main_index_per_unit",
                "ome_openprescribing_2019_per_unit",
                "long_acting",
                "high_dose_120"))
        .as("10 mg of morphine, of which a defined daily dose is 100 mg")
        .containsExactly("morphine | oral | 10 | mg | 0.1 | 10 | true | false");
  }

  @Test
  void aPresentationThatIsNotResolvedHasAReasonAndNoDose() {
    assertThat(
            Rows.said(
                PRODUCTS.filter("resolution = 'unresolved' AND unresolved_reason IS NOT NULL"),
                "bnf_code",
                "ddd_with_derived_per_unit",
                "ome_cdc_2022_per_unit",
                "long_acting"))
        .containsExactly("0407020ZZAAZZZZ | null | null | null");
  }

  @Test
  void aCodeThatWasReplacedLaterIsWhatItIsCalledToday() {
    Rows epd =
        Rows.of(BronzeTables.EPD)
            .each("bnf_code", "0407020AHAAAAAA", "bnf_name", "Tapentadol 50mg tablets")
            .row("month", "2018-12-01")
            .row("month", "2019-01-01");
    Rows changes =
        Rows.of(BronzeTables.BNF_CODE_CHANGE)
            .each("old_code", "0407020AHAAAAAA", "new_code", "0407020AGAAAJAJ")
            .row("edition", "2019-01-01")
            .each("old_code", "0407020AGAAAJAJ")
            .row("edition", "2020-01-01", "new_code", "0407020AGAAAKAK")
            .row("edition", "2020-01-01", "new_code", "0407020AGAAALAL");

    assertThat(
            Rows.said(
                OnRows.apply(new ProductMonthStage(), epd, changes),
                "month",
                "bnf_code",
                "current_bnf_code",
                "recode_note"))
        .containsExactly(
            "2018-12-01 | 0407020AHAAAAAA | 0407020AGAAAJAJ | 0407020AGAAAJAJ is replaced in 2020-01"
                + " by several codes, 0407020AGAAAKAK, 0407020AGAAALAL, and so by none",
            "2019-01-01 | 0407020AHAAAAAA | 0407020AHAAAAAA | null");
  }
}
