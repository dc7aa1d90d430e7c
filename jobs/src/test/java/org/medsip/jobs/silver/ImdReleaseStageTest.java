package org.medsip.jobs.silver;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.medsip.common.OnRows;
import org.medsip.common.Rows;
import org.medsip.common.table.BronzeTables;

class ImdReleaseStageTest {

  private static final ImdReleaseStage STAGE = new ImdReleaseStage();

  @Test
  void aListThatIsNotAllOfEnglandIsWarnedOfAndOneWithSomeScoresIsRefused() {
    Rows lists =
        Rows.of(BronzeTables.LSOA_IMD)
            .each("edition", "2019-09-01", "imd_release", 2019)
            .row("lsoa_code", "E01000001")
            .row("lsoa_code", "E01000002")
            .each("edition", "2025-10-01", "imd_release", 2025)
            .row("lsoa_code", "E01000001", "imd_score", "12.5")
            .row("lsoa_code", "E01000003");

    Dataset<Row> releases = OnRows.apply(STAGE, lists);

    assertThat(
            Rows.said(
                releases,
                "imd_release",
                "lsoa_vintage",
                "areas",
                "areas_of_england",
                "areas_with_score"))
        .containsExactly("2019 | 2011 | 2 | 32844 | 0", "2025 | 2021 | 2 | 33755 | 1");
    assertThat(Judged.against(STAGE, releases))
        .containsExactly(
            "WARNING the list of a release has every small area of England: 2 of 2 rows against it",
            "ERROR the list of a release gives a score for every small area or for none: 1 of 2"
                + " rows against it");
  }
}
