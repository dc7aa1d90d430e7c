package org.medsip.jobs.silver;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.medsip.common.OnRows;
import org.medsip.common.Rows;
import org.medsip.common.table.BronzeTables;

class PublishedDeprivationStageTest {

  private static final PublishedDeprivationStage STAGE = new PublishedDeprivationStage();

  @Test
  void theScoresOfPracticesAreOfTheReleaseThatTheirNameSays() {
    Dataset<Row> scores =
        OnRows.apply(
            STAGE,
            published("Deprivation score (IMD 2019)")
                .row("area_type", "GP", "area_code", "A81001", "value", "32.3609392614188")
                .row("area_type", "GP", "area_code", "A81001", "value", "32.3609392614188")
                .row("area_type", "GP", "area_code", "A81002", "value", null)
                .row("area_type", "England", "area_code", "E92000001", "value", "21.7"));

    assertThat(Rows.said(scores, "publisher", "imd_release", "practice_code", "imd_score"))
        .containsExactly("fingertips | 2019 | A81001 | 32.3609392614188");
    assertThat(Judged.against(STAGE, scores)).isEmpty();
  }

  @Test
  void aScoreOfNoReleaseAndTwoScoresOfOnePracticeAreRefused() {
    Dataset<Row> scores =
        OnRows.apply(
            STAGE,
            published("Deprivation score")
                .row("area_type", "GP", "area_code", "A81001", "value", "32")
                .row("area_type", "GP", "area_code", "A81001", "value", "33"));

    assertThat(Judged.against(STAGE, scores))
        .containsExactly(
            "ERROR imd_release: present: 2 of 2 rows against it",
            "ERROR unique key edition, publisher, imd_release, practice_code: 2 of 2 rows share"
                + " their key");
  }

  private static Rows published(String name) {
    return Rows.of(BronzeTables.PRACTICE_IMD)
        .each("edition", "2019-01-01", "publisher", "fingertips", "indicator_name", name);
  }
}
