package org.medsip.jobs.silver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.medsip.common.OnRows;
import org.medsip.common.Rows;
import org.medsip.common.table.BronzeTables;

class RegisteredLsoaFileStageTest {

  private static final RegisteredLsoaFileStage STAGE = new RegisteredLsoaFileStage();

  private static final String ONCE =
      "ERROR the files of a quarter that use the same areas count everybody once: all in one file,"
          + " or men in one and women in one: ";
  private static final String LISTED =
      "ERROR a file of registrants by small area uses the areas of IMD 2019 or of IMD 2025 (give"
          + " the lists of both): ";

  private static final Rows OF_2019 =
      Rows.of(BronzeTables.LSOA_IMD)
          .each("edition", "2019-09-01", "imd_release", 2019)
          .row("lsoa_code", "BOTH")
          .row("lsoa_code", "OLD");

  private static final Rows OF_BOTH =
      Rows.of(BronzeTables.LSOA_IMD)
          .each("edition", "2019-09-01", "imd_release", 2019)
          .row("lsoa_code", "BOTH")
          .row("lsoa_code", "OLD")
          .each("edition", "2025-10-01", "imd_release", 2025)
          .row("lsoa_code", "BOTH")
          .row("lsoa_code", "NEW");

  @Test
  void theListThatHasMorePeopleSaysWhichCensusTheAreasAreOf() {
    Rows files =
        Rows.of(BronzeTables.REGISTERED_LSOA)
            .each("month", "2025-01-01", "sex", "ALL", "source_file", "one")
            .row("lsoa_code", "BOTH", "patients", 95)
            .row("lsoa_code", "OLD", "patients", 5)
            .row("lsoa_code", "CLOSED", "patients", 900)
            .row("lsoa_code", "W01000001", "patients", 50)
            .each("source_file", "two")
            .row("lsoa_code", "BOTH", "patients", 95)
            .row("lsoa_code", "NEW", "patients", 5);

    Dataset<Row> found = OnRows.apply(STAGE, files, OF_BOTH);

    assertThat(said(found))
        .as("file, sexes, people, people with an area, in areas of 2011, of 2021, census")
        .containsExactly(
            "one | ALL | 1050 | 100 | 100 | 95 | 2011 | true",
            "two | ALL | 100 | 100 | 95 | 100 | 2021 | true");
    assertThat(Judged.against(STAGE, found)).isEmpty();
  }

  @Test
  void whereBothListsHaveEverybodyTheDateDecides() {
    Rows files =
        Rows.of(BronzeTables.REGISTERED_LSOA)
            .each("sex", "ALL", "lsoa_code", "BOTH", "patients", 9)
            .row("month", "2024-10-01", "source_file", "before")
            .row("month", "2025-01-01", "source_file", "after");

    assertThat(said(OnRows.apply(STAGE, files, OF_BOTH)))
        .containsExactly(
            "after | ALL | 9 | 9 | 9 | 9 | 2021 | true",
            "before | ALL | 9 | 9 | 9 | 9 | 2011 | true");
  }

  @Test
  void aFileThatNeitherListCoversIsRefused() {
    Rows files =
        Rows.of(BronzeTables.REGISTERED_LSOA)
            .each("month", "2025-01-01", "sex", "ALL")
            .row("source_file", "90", "lsoa_code", "OLD", "patients", 90)
            .row("source_file", "90", "lsoa_code", "ELSEWHERE", "patients", 10)
            .each("month", "2025-04-01")
            .row("source_file", "89", "lsoa_code", "OLD", "patients", 89)
            .row("source_file", "89", "lsoa_code", "ELSEWHERE", "patients", 11);

    Dataset<Row> found = OnRows.apply(STAGE, files, OF_BOTH);

    assertThat(said(found))
        .containsExactly(
            "89 | ALL | 100 | 100 | 89 | 0 | null | true",
            "90 | ALL | 100 | 100 | 90 | 0 | 2011 | true");
    assertThat(Judged.against(STAGE, found)).containsExactly(LISTED + "1 of 2 rows against it");
  }

  @Test
  void oneListAloneMustHaveNearlyEverybodyForMostAreasHaveOneCodeInBothCensuses() {
    Rows files =
        Rows.of(BronzeTables.REGISTERED_LSOA)
            .each("month", "2025-01-01", "sex", "ALL")
            .row("source_file", "99", "lsoa_code", "BOTH", "patients", 99)
            .row("source_file", "99", "lsoa_code", "ELSEWHERE", "patients", 1)
            .each("month", "2025-04-01")
            .row("source_file", "98", "lsoa_code", "BOTH", "patients", 98)
            .row("source_file", "98", "lsoa_code", "NEW", "patients", 2);

    assertThat(said(OnRows.apply(STAGE, files, OF_2019)))
        .containsExactly(
            "98 | ALL | 100 | 100 | 98 | null | null | true",
            "99 | ALL | 100 | 100 | 99 | null | 2011 | true");
  }

  @Test
  void menWithoutWomenAndAnybodyTwiceAreRefused() {
    Rows files =
        Rows.of(BronzeTables.REGISTERED_LSOA)
            .each("month", "2024-01-01", "lsoa_code", "OLD", "patients", 9)
            .row("source_file", "men and women", "sex", "MALE")
            .row("source_file", "men and women", "sex", "FEMALE")
            .each("month", "2024-04-01")
            .row("source_file", "men", "sex", "MALE")
            .row("source_file", "women", "sex", "FEMALE")
            .row("source_file", "all", "sex", "ALL")
            .each("month", "2024-07-01")
            .row("source_file", "men alone", "sex", "MALE")
            .each("month", "2024-10-01")
            .row("source_file", "all too", "sex", "ALL")
            .row("source_file", "all again", "sex", "ALL");

    Dataset<Row> found = OnRows.apply(STAGE, files, OF_BOTH);

    assertThat(Rows.said(found, "source_file", "sexes", "men_and_women"))
        .containsExactlyInAnyOrder(
            "all | ALL | true",
            "all again | ALL | false",
            "all too | ALL | false",
            "men | MALE | true",
            "men alone | MALE | false",
            "men and women | FEMALE,MALE | true",
            "women | FEMALE | true");
    assertThat(Judged.against(STAGE, found)).containsExactly(ONCE + "3 of 7 rows against it");
  }

  @Test
  void withoutAnyListNothingIsSaidOfAFile() {
    Rows files = Rows.of(BronzeTables.REGISTERED_LSOA).row("month", "2024-01-01");

    assertThat(OnRows.apply(STAGE, files).isEmpty()).isTrue();
  }

  private static List<String> said(Dataset<Row> files) {
    return Rows.said(
        files,
        "source_file",
        "sexes",
        "registrants",
        "with_area",
        "in_areas_of_2011",
        "in_areas_of_2021",
        "lsoa_vintage",
        "men_and_women");
  }
}
