package org.medsip.jobs.gold;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.medsip.common.OnRows;
import org.medsip.common.Rows;
import org.medsip.common.metric.MeasureCatalogue;
import org.medsip.common.table.BronzeTables;
import org.medsip.common.metric.MeasureWords;
import org.medsip.common.product.ProductReference;
import org.medsip.common.table.GoldTables;
import org.medsip.common.table.SilverTables;
import org.medsip.jobs.silver.Histories;

class HistoriesTest {

  @Test
  void aRowLastsWhileNothingSaidOfTheThingChanges() {
    Rows monthly =
        Rows.of(SilverTables.PRODUCT_MONTH)
            .each("bnf_code", "A")
            .row("month", "2017-09-01", "bnf_name", "old", "substance", null)
            .row("month", "2017-10-01", "bnf_name", "old", "substance", null)
            .row("month", "2017-12-01", "bnf_name", "old", "substance", null)
            .row("month", "2018-01-01", "bnf_name", "old", "substance", "morphine")
            .row("month", "2018-02-01", "bnf_name", "new", "substance", "morphine")
            .row("month", "2018-03-01", "bnf_name", "old", "substance", null)
            .row("month", "2018-03-01", "bnf_code", "B", "bnf_name", "old");

    assertThat(
            Rows.said(
                Histories.of(
                    monthly.dataset(), List.of("bnf_code"), List.of("bnf_name", "substance")),
                "bnf_code",
                "valid_from",
                "valid_to",
                "bnf_name",
                "substance"))
        .as("a month in which it is not seen ends nothing; what comes back is a row of its own")
        .containsExactly(
            "A | 2017-09-01 | 2017-12-01 | old | null",
            "A | 2018-01-01 | 2018-01-01 | old | morphine",
            "A | 2018-02-01 | 2018-02-01 | new | morphine",
            "A | 2018-03-01 | 2018-03-01 | old | null",
            "B | 2018-03-01 | 2018-03-01 | old | null");
  }

  @Test
  void aProductIsARowForEachTimeItIsDescribedAlike() {
    Rows products =
        Rows.of(SilverTables.PRODUCT_MONTH)
            .each("bnf_code", "0407020Q0AAAKAK")
            .row("month", "2017-09-01", "bnf_name", "Morph Sulf_Tab 10mg M/R")
            .row("month", "2017-10-01", "bnf_name", "Morphine 10mg tablets");

    assertThat(Rows.said(OnRows.apply(new DimProductStage(), products), "valid_from", "bnf_name"))
        .containsExactly(
            "2017-09-01 | Morph Sulf_Tab 10mg M/R", "2017-10-01 | Morphine 10mg tablets");
  }

  @Test
  void anOrganisationBelongsToTheParentsOfMostOfItsSites() {
    Rows sites =
        Rows.of(SilverTables.PRACTICE_MONTH)
            .each("site_kind", "GP", "sicbl_code", "11M", "icb_code", "QR1", "region_code", "Y58")
            .row("practice_code", "A1")
            .row("practice_code", "A2")
            .row("practice_code", "A3", "icb_code", "QUY")
            .row("practice_code", "UNIDENTIFIED", "site_kind", "UNIDENTIFIED", "sicbl_code", null);

    assertThat(
            Rows.said(
                OnRows.apply(new DimOrganisationStage(), sites),
                "org_level",
                "org_code",
                "sicbl_code",
                "icb_code",
                "region_code"))
        .containsExactly(
            "icb | QR1 | null | null | Y58",
            "icb | QUY | null | null | Y58",
            "practice | A1 | 11M | QR1 | Y58",
            "practice | A2 | 11M | QR1 | Y58",
            "practice | A3 | 11M | QUY | Y58",
            "region | Y58 | null | null | null",
            "sicbl | 11M | null | QR1 | Y58");
  }

  @Test
  void anAreaHasNoIcbAboveItAndWhatOdsSaysOfASiteIsThatOfTheNewestEdition() {
    Rows sites =
        Rows.of(SilverTables.PRACTICE_MONTH)
            .each("site_kind", "GP", "icb_code", "QR1", "region_code", "Y58")
            .row("practice_code", "A1", "pcn_code", "U1", "psc_code", "west-of-england")
            .row("practice_code", "A2", "pcn_code", "U1", "psc_code", "south-west");
    Rows ods =
        Rows.of(BronzeTables.EPRACCUR)
            .each("practice_code", "A1", "open_date", "1974-04-01")
            .row("edition", "2017-01-01", "status", "A")
            .row("edition", "2018-01-01", "status", "C", "close_date", "2017-12-31")
            .row("edition", "2018-01-01", "practice_code", "UNSEEN", "status", "A");

    assertThat(
            Rows.said(
                OnRows.apply(new DimOrganisationStage(), sites, ods),
                "org_level",
                "org_code",
                "pcn_code",
                "icb_code",
                "psc_code",
                "region_code",
                "ods_status",
                "close_date"))
        .containsExactly(
            "icb | QR1 | null | null | null | Y58 | null | null",
            "pcn | U1 | null | QR1 | null | Y58 | null | null",
            "practice | A1 | U1 | QR1 | west-of-england | Y58 | C | 2017-12-31",
            "practice | A2 | U1 | QR1 | south-west | Y58 | null | null",
            "psc | south-west | null | null | null | null | null | null",
            "psc | west-of-england | null | null | null | null | null | null",
            "region | Y58 | null | null | null | null | null | null");
  }

  @Test
  void everyMeasureThatHasValuesIsDefinedOnce() {
    Rows measured =
        Rows.of(GoldTables.PRACTICE_MONTH_MEASURE)
            .each("measure_id", "opioid_items_per_1000", "variant", "standard")
            .row("practice_code", "A1")
            .row("practice_code", "A2")
            .row("practice_code", "A1", "month", "2017-10-01");

    assertThat(
            Rows.said(
                OnRows.apply(
                    new DimMeasureStage(
                        MeasureCatalogue.load(), new MeasureWords(ProductReference.load())),
                    measured),
                "measure_id",
                "variant",
                "scale",
                "numerator",
                "denominator",
                "interval"))
        .containsExactly(
            "opioid_items_per_1000 | standard | 1000 | items | Registrants times months"
                + " | byar");
  }
}
