package org.medsip.jobs.landing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.medsip.common.SharedData;
import org.medsip.common.lake.Archive;

/** Every real file is what it is found to be, and every record of it is a row or accounted for. */
class RealFilesTest {

  @ParameterizedTest
  @CsvSource({
    "epd_real,epd_201709_4practices.csv,epd_area_team,2017-09-01,inside the file,10027,0",
    "epd_real,epd_201710_L84073.csv,epd_area_team,2017-10-01,inside the file,1906,0",
    "epd_real,epraccur_4practices_2017-08.csv,epraccur,2017-08-01,its name,4,0",
    "epd_2026,epd_snomed_202601_raw_head.csv,epd_snomed_2025_icb,2026-01-01,inside the file,4,0",
    "epd_2026,epd_snomed_202607_psql_sample.csv,epd_snomed_2025_icb,2026-07-01,inside the file,7,0",
    "epd_layouts,op_fixture_EPD_201601.csv,epd_area_team,2016-01-01,inside the file,11,0",
    "epd_layouts,pdpi_2014_fixture.csv,pdpi,2014-10-01,inside the file,51,0",
    "epd_layouts,addr_bnft_2014_fixture.csv,gp_address,2014-03-01,inside the file,27,0",
    "epd_layouts,chem_subs_2014_fixture.csv,chem_subs,2013-04-01,'inside the file, in its header',"
        + "88,0",
    "list_size,gp-reg-pat-prac-all_2021-01.csv,registered_all,2021-01-01,inside the file,6658,0",
    "list_size,op_fixture_quin_age_201709.csv,registered_quin_age,2017-09-01,inside the file,172,0",
    "list_size,op_fixture_quin_age_201710.csv,registered_quin_age,2017-10-01,inside the file,172,0",
    "list_size,op_fixture_patient_list_size_new.csv,registered_quin_age,2017-04-01,inside the file,"
        + "86,0",
    "ods,demogMap_201801.csv,practice_map_2018,2018-01-01,inside the file,7328,0",
    "ods,gp-reg-pat-prac-map_2020-09.csv,practice_map,2020-09-01,inside the file,6708,0",
    "ods,gp-reg-pat-prac-map_2022-01.csv,practice_map,2022-01-01,inside the file,6527,0",
    "ods,epraccur_2022-01.csv,epraccur,2022-01-01,its name,14963,0",
    "ods,epraccur_2023-01.csv,epraccur,2023-01-01,its name,15536,0",
    "ods,ePCN_2023-01.xlsx,pcn_member,2023-01-01,its name,7455,0",
    "ods,ODS_change_summary_ICB_mergers_Apr2026.xlsx,ods_change_summary,2026-04-01,"
        + "inside the file,592,0",
    "icb,sicbl24_to_sicbl26_changed.csv,sicbl_population_change_2024_2026,2026-04-01,"
        + "the release it holds,5,0",
    "imd,File_1_IMD2019.xlsx,lsoa_imd_2019,2019-09-01,the release it holds,32844,0",
    "imd,fingertips_93553_practice_imd2019.csv,fingertips_93553,2019-01-01,the year in its name,"
        + "6547,0",
    "imd,practice_imd_2019_swahsn.csv,swahsn_practice_imd,2019-01-01,the year in its name,6437,0",
    "imd,pcn_imd_2019_swahsn.csv,swahsn_pcn_imd,2019-01-01,the year in its name,1265,0",
    "bnf,20200201_BNF_Code_Information.zip,bnf_code_information,2020-02-01,its name,81655,0",
    "dmd_atc_ddd,ddd_week492021.csv,dmd_ddd_csv,2021-12-01,its name,14894,0",
    "dmd_atc_ddd,f_bnf1_0021221.xml,dmd_ddd_xml,2021-12-01,its name,20865,0",
    // Seven new codes have 16 characters: the mapping's own slip.
    "bnf,bnf_code_mapping_2015_2026.csv,bnf_code_change,2026-01-01,the year in its name,2996,7",
    // A spreadsheet took the leading zero of 15 codes.
    "bnf,presentation_replacements_2010.txt,bnf_code_change_unnamed,2010-01-01,"
        + "the year in its name,93,15",
    "bnf,presentation_replacements_2023.txt,bnf_code_change_unnamed,2023-01-01,"
        + "the year in its name,1313,0"
  })
  void aRealFileIsRecognisedAndItsRecordsAreRowsOrExplained(
      String folder, String name, String layout, String month, String by, long rows, long rejected)
      throws IOException {
    Inspection.Understood file = understood(folder, name);

    assertThat(file.layout()).isEqualTo(layout);
    assertThat(file.month()).isEqualTo(month);
    assertThat(file.datedBy()).isEqualTo(by);
    assertThat(file.rows()).isEqualTo(rows);
    assertThat(file.drift()).noneMatch(drift -> drift.startsWith("new column"));
    assertThat(rejectionsOf(file).size()).isEqualTo(rejected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "ods; ePCN_2023-01.xlsx; sheet 'PCN Core Partner Details' read, not read: 'PCNDetails'",
        "imd; File_1_IMD2019.xlsx; sheet 'IMD2019' read, not read: 'Notes'",
        "ods; ODS_change_summary_ICB_mergers_Apr2026.xlsx; sheets read: 'Summary', 'ICB"
            + " Footprints', 'ICB Footprints_LSOA Changes', 'SICBL Changes', 'GP Practice Moves',"
            + " not read: 'Cover', 'POD Services', 'SI-RE Changes'"
      })
  void ofARealWorkbookItIsSaidWhichSheetsAreRead(String folder, String name, String said)
      throws IOException {
    assertThat(understood(folder, name).drift()).containsExactly(said);
  }

  /** The parts of the merger of April 2026 as its own counts give them. */
  @Test
  void theRealChangeSummaryHasTheChangesItCounts() throws IOException {
    Map<String, Integer> counted = new TreeMap<>();
    try (TypedRecords records =
        understood("ods", "ODS_change_summary_ICB_mergers_Apr2026.xlsx").source().open()) {
      while (records.advance()) {
        assertThat(records.typing().type(records.record())).isNull();
        counted.merge(
            records.typing().value("change_kind") + " " + records.typing().value("to_code"),
            1,
            Integer::sum);
      }
    }

    assertThat(counted)
        .isEqualTo(
            Map.of(
                "icb_closed null", 12,
                "sicbl_closed null", 1,
                "sicbl_to_icb null", 24,
                "lsoa_to_sicbl null", 244,
                "lsoa_to_sicbl 92A", 95,
                "lsoa_to_sicbl D9Y0V", 101,
                "practice_to_sicbl null", 74,
                "practice_to_sicbl 92A", 18,
                "practice_to_sicbl D9Y0V", 23));
  }

  @Test
  void theDateOfAnEpraccurWithoutOneInItsNameIsItsNewestOpenOrCloseDate() throws IOException {
    Inspection found = recognised("ods", "epraccur_2022-01.csv", "epraccur.csv");

    assertThat(found)
        .isInstanceOfSatisfying(
            Inspection.Understood.class,
            understood -> {
              assertThat(understood.month()).isEqualTo("2021-11-01");
              assertThat(understood.datedBy()).isEqualTo("its newest open or close date");
            });
  }

  @ParameterizedTest
  @CsvSource({
    "epd_real,PROVENANCE",
    "epd_real,gridall_4practices_2017-08.csv",
    "epd_2026,epd_published_month_totals.csv",
    "geo,ccg_stp_region_2021.csv",
    "icb,icb42_imd.csv",
    "bnf,bnf_code_changes_README.txt",
    "imd,practice_postcode_imd2019.csv"
  })
  void aFileThatIsNoneOfOursIsRefusedAndNamed(String folder, String name) throws IOException {
    assertThat(recognised(folder, name, name))
        .isEqualTo(
            new Inspection.Refused(name, "its first line is the header of no published layout"));
  }

  @Test
  void theScoresOfTwoPublishersAreTwoPartsOfAMonth() throws IOException {
    assertThat(understood("imd", "fingertips_93553_practice_imd2019.csv").part()).isEmpty();
    assertThat(understood("imd", "practice_imd_2019_swahsn.csv").part())
        .isEqualTo("swahsn practice");
    assertThat(understood("imd", "pcn_imd_2019_swahsn.csv").part()).isEqualTo("swahsn pcn");
  }

  private static Inspection.Understood understood(String folder, String name) throws IOException {
    Inspection found = recognised(folder, name, name);
    assertThat(found).as("%s", found).isInstanceOf(Inspection.Understood.class);
    return (Inspection.Understood) found;
  }

  private static Inspection recognised(String folder, String name, String as) throws IOException {
    java.nio.file.Path file = SharedData.file(folder).resolve(name);
    return new Recogniser(Archive.none(), Limits.PUBLISHED).recognise(new Path(file.toUri()), as);
  }

  private static List<Rejection> rejectionsOf(Inspection.Understood file) throws IOException {
    List<Rejection> rejections = new ArrayList<>();
    try (TypedRecords records = file.source().open()) {
      while (records.advance()) {
        Rejection rejection = records.typing().type(records.record());
        if (rejection != null) {
          rejections.add(rejection);
        }
      }
    }
    return rejections;
  }
}
