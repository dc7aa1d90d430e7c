package org.medsip.jobs.landing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.medsip.common.SharedData;

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
    assertThat(file.drift()).isEmpty();
    assertThat(rejectionsOf(file).size()).isEqualTo(rejected);
  }

  @Test
  void theDateOfAnEpraccurWithoutOneInItsNameIsItsNewestOpenOrCloseDate() throws IOException {
    java.nio.file.Path file = SharedData.file("ods").resolve("epraccur_2022-01.csv");

    Inspection found =
        new Recogniser(org.medsip.common.lake.Archive.none(), Limits.PUBLISHED)
            .recognise(new Path(file.toUri()), "epraccur.csv");

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
    "ods,ePCN_2023-01.xlsx",
    "bnf,bnf_code_changes_README.txt",
    "imd,practice_postcode_imd2019.csv"
  })
  void aFileThatIsNoneOfOursIsRefusedAndNamed(String folder, String name) {
    InspectionReport report = Inspection.of(pathOf(folder));

    assertThat(report.refused())
        .contains(
            new Inspection.Refused(name, "its first line is the header of no published layout"));
  }

  @Test
  void theScoresOfTwoPublishersAreTwoPartsOfAMonth() {
    assertThat(Inspection.of(pathOf("imd")).understood())
        .filteredOn(file -> file.dataset() == Dataset.PRACTICE_IMD)
        .extracting(Inspection.Understood::part)
        .containsExactlyInAnyOrder("", "swahsn practice", "swahsn pcn");
  }

  private static Inspection.Understood understood(String folder, String name) {
    return Inspection.of(pathOf(folder)).understood().stream()
        .filter(file -> file.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError(name + " is not understood"));
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

  private static String pathOf(String folder) {
    return SharedData.file(folder).toString();
  }
}
