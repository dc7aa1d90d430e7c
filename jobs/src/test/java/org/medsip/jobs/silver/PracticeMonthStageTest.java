package org.medsip.jobs.silver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.medsip.common.OnRows;
import org.medsip.common.Rows;
import org.medsip.common.table.BronzeTables;
import org.medsip.common.table.OrganisationTables;
import org.medsip.common.table.SilverTables;

class PracticeMonthStageTest {

  private static final Rows EPRACCUR =
      Rows.of(BronzeTables.EPRACCUR)
          .row("practice_code", "HOSPICE", "prescribing_setting", "13")
          .row("practice_code", "PRISON", "prescribing_setting", "10")
          .row("practice_code", "CLOSED", "prescribing_setting", "4");

  private static final Rows LISTS =
      Rows.of(SilverTables.REGISTRANTS)
          .row("practice_code", "A81001", "registrants", 100)
          .row("practice_code", "PRISON", "registrants", 7)
          .row("practice_code", "CLOSED", "registrants", 0);

  @Test
  void theKindOfASiteFollowsTheRule() {
    Rows epd =
        Rows.of(BronzeTables.EPD)
            .row("practice_code", "A81001")
            .row("practice_code", "PRISON")
            .row("practice_code", "HOSPICE")
            .row("practice_code", "Q99998")
            .row("practice_code", "CLOSED")
            .row("practice_code", "UNKNOWN")
            .row("practice_code", "-");

    assertThat(sites("site_kind", epd, EPRACCUR, LISTS))
        .containsExactly(
            "A81001 | GP",
            "CLOSED | UNMATCHED",
            "HOSPICE | NON_GP",
            "PRISON | GP",
            "Q99998 | NON_GP",
            "UNIDENTIFIED | UNIDENTIFIED",
            "UNKNOWN | UNMATCHED");
  }

  @Test
  void theRolesOfAReportSayTheKindAsTheSettingsOfAFileDid() {
    Rows report =
        Rows.of(BronzeTables.EPRACCUR)
            .row("practice_code", "HOSPICE", "prescribing_setting", "RO319")
            .row("practice_code", "CLINIC", "prescribing_setting", "RO760|RO87")
            .row("practice_code", "CLOSED", "prescribing_setting", "RO76")
            .row("practice_code", "BOTH", "prescribing_setting", "RO80|RO76");
    Rows epd =
        Rows.of(BronzeTables.EPD)
            .row("practice_code", "A81001")
            .row("practice_code", "HOSPICE")
            .row("practice_code", "CLINIC")
            .row("practice_code", "CLOSED")
            .row("practice_code", "BOTH");

    assertThat(sites("site_kind", epd, report, LISTS))
        .containsExactly(
            "A81001 | GP",
            "BOTH | UNMATCHED",
            "CLINIC | NON_GP",
            "CLOSED | UNMATCHED",
            "HOSPICE | NON_GP");
  }

  @Test
  void aMonthWithoutAnyListSizeSaysNothingAgainstAPractice() {
    Rows epd =
        Rows.of(BronzeTables.EPD)
            .row("practice_code", "A81001")
            .row("practice_code", "HOSPICE")
            .row("practice_code", "-");

    assertThat(sites("site_kind", epd, EPRACCUR))
        .containsExactly("A81001 | GP", "HOSPICE | NON_GP", "UNIDENTIFIED | UNIDENTIFIED");
  }

  @Test
  void listSizesOfAnotherMonthAreNotTaken() {
    Rows epd = Rows.of(BronzeTables.EPD).row("practice_code", "A81001");
    Rows later =
        Rows.of(SilverTables.REGISTRANTS)
            .row("month", "2017-10-01", "practice_code", "A81001", "registrants", 100);

    assertThat(sites("registrants", epd, later)).containsExactly("A81001 | null");
  }

  @Test
  void aSiteUnderTwoOrganisationsBelongsToTheOneWithMostItems() {
    Rows epd =
        Rows.of(BronzeTables.EPD)
            .each("practice_code", "A81001", "area_type", "STP")
            .row("pco_code", "11M00", "area_code", "QR1", "items", 3)
            .row("pco_code", "15C00", "area_code", "QUY", "items", 2)
            .row("pco_code", "15C00", "area_code", "QUY", "items", 2);

    assertThat(sites("sicbl_code", epd)).containsExactly("A81001 | 15C");
    assertThat(sites("icb_code", epd)).containsExactly("A81001 | QUY");
  }

  @Test
  void ofTwoOrganisationsWithAsManyItemsTheFirstCodeIsTaken() {
    Rows epd =
        Rows.of(BronzeTables.EPD)
            .each("practice_code", "A81001", "items", 3)
            .row("pco_code", "15C00")
            .row("pco_code", "11M00");

    assertThat(sites("sicbl_code", epd)).containsExactly("A81001 | 11M");
  }

  @Test
  void theOlderFilesTakeTheNameOfASiteFromTheAddressFile() {
    Rows pdpi = Rows.of(BronzeTables.PDPI).row("practice_code", "A81001");
    Rows addresses =
        Rows.of(BronzeTables.GP_ADDRESS)
            .row("practice_code", "A81001", "practice_name", "The Densham Surgery")
            .row("practice_code", "A81002", "practice_name", "Another");

    assertThat(sites("practice_name", pdpi, addresses))
        .containsExactly("A81001 | The Densham Surgery");
  }

  @Test
  void aNetworkIsThatOfTheMapOfTheMonthElseOfOdsElseOfAnEarlierMap() {
    Rows epd = Rows.of(BronzeTables.EPD).each("month", "2022-01-01");
    List.of("MAP", "NONE", "ODS", "TWO", "LEFT", "OLD").forEach(p -> epd.row("practice_code", p));
    Rows maps =
        Rows.of(BronzeTables.PRACTICE_MAP)
            .each("month", "2022-01-01")
            .row("practice_code", "MAP", "pcn_code", "U1")
            .row("practice_code", "NONE", "pcn_code", "U");
    Rows members =
        Rows.of(OrganisationTables.PCN_MEMBER)
            .each("edition", "2023-01-01", "member_from", "2019-07-01")
            .row("practice_code", "MAP", "pcn_code", "U2")
            .row("practice_code", "NONE", "pcn_code", "U2")
            .row("practice_code", "ODS", "pcn_code", "U3")
            .row("practice_code", "TWO", "pcn_code", "U9")
            .row("practice_code", "TWO", "pcn_code", "U4", "member_from", "2021-01-01")
            .row("practice_code", "TWO", "pcn_code", "U8", "member_from", "2022-02-01")
            .row("practice_code", "LEFT", "pcn_code", "U5", "member_to", "2021-12-31");

    assertThat(sites("pcn_code", epd, maps, members))
        .containsExactly(
            "LEFT | null", "MAP | U1", "NONE | null", "ODS | U3", "OLD | null", "TWO | U4");
  }

  @Test
  void aMonthWithoutAMapTakesTheNewestBefore() {
    Rows epd =
        Rows.of(BronzeTables.EPD)
            .each("practice_code", "A81001")
            .row("month", "2019-06-01")
            .row("month", "2020-03-01");
    Rows maps =
        Rows.of(BronzeTables.PRACTICE_MAP)
            .each("practice_code", "A81001")
            .row("month", "2019-01-01", "pcn_code", "U0")
            .row("month", "2019-10-01", "pcn_code", "U1")
            .row("month", "2020-04-01", "pcn_code", "U2");

    assertThat(Rows.said(OnRows.apply(new PracticeMonthStage(), epd, maps), "month", "pcn_code"))
        .as("and before July 2019 there were no networks")
        .containsExactly("2019-06-01 | null", "2020-03-01 | U1");
  }

  @Test
  void anAreaFollowsFromTheSicblOfTheMonth() {
    Rows epd =
        Rows.of(BronzeTables.EPD)
            .row("practice_code", "L84073", "pco_code", "11M00")
            .row("practice_code", "NOWHERE", "pco_code", "ZZZ00");

    assertThat(sites("psc_name", epd))
        .containsExactly("L84073 | Health Innovation West of England", "NOWHERE | null");
  }

  private static List<String> sites(String column, Rows... tables) {
    return Rows.said(OnRows.apply(new PracticeMonthStage(), tables), "practice_code", column);
  }
}
