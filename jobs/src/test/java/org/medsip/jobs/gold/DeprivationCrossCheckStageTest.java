package org.medsip.jobs.gold;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.medsip.common.OnRows;
import org.medsip.common.Rows;
import org.medsip.common.quality.Months;
import org.medsip.common.quality.QualityGate;
import org.medsip.common.quality.QualityResult;
import org.medsip.common.quality.Rule;
import org.medsip.common.quality.Severity;
import org.medsip.common.quality.Status;
import org.medsip.common.table.DeprivationTables;

class DeprivationCrossCheckStageTest {

  private static final DeprivationCrossCheckStage STAGE = new DeprivationCrossCheckStage();

  private static final Rows OURS =
      Rows.of(DeprivationTables.PRACTICE_DEPRIVATION)
          .each("quarter", "2024-01-01", "imd_release", 2019, "source", "lsoa_weighted")
          .row("practice_code", "A1", "imd_score_weighted", 20)
          .row("practice_code", "A2", "imd_score_weighted", 30.5)
          .row("practice_code", "A2", "imd_score_weighted", 99, "imd_release", 2025)
          .row("practice_code", "A3", "imd_score_weighted", 7, "source", "fingertips")
          .row("practice_code", "A4", "imd_score_weighted", null);

  private static final Rows THEIRS =
      Rows.of(DeprivationTables.PUBLISHED_DEPRIVATION)
          .each("edition", "2019-01-01", "imd_release", 2019, "publisher", "fingertips")
          .row("practice_code", "A1", "imd_score", "19.5")
          .row("practice_code", "A2", "imd_score", "28.0")
          .row("practice_code", "A3", "imd_score", "7")
          .row("practice_code", "A4", "imd_score", "5")
          .each("publisher", "swahsn")
          .row("practice_code", "A1", "imd_score", "19.25")
          .row("practice_code", "A3", "imd_score", "7.75");

  @Test
  void eachTwoSourcesOfAScoreAreSetSideBySideAndNoScoreIsComparedWithItself() {
    Dataset<Row> compared = OnRows.apply(STAGE, OURS, THEIRS);

    assertThat(
            Rows.said(
                compared,
                "practice_code",
                "source",
                "other_source",
                "score",
                "other_score",
                "difference"))
        .containsExactly(
            "A1 | fingertips | swahsn | 19.5 | 19.25 | 0.25",
            "A1 | medsip | fingertips | 20.0 | 19.5 | 0.5",
            "A1 | medsip | swahsn | 20.0 | 19.25 | 0.75",
            "A2 | medsip | fingertips | 30.5 | 28.0 | 2.5",
            "A3 | fingertips | swahsn | 7.0 | 7.75 | -0.75");
    assertThat(
            QualityGate.of(STAGE.writes(), STAGE.rules().toArray(Rule[]::new))
                .judge(compared.withColumn("source_run_id", compared.col("source")), Months.NONE))
        .filteredOn(result -> result.severity() == Severity.WARNING)
        .extracting(result -> said(result))
        .containsExactly(
            "FAILED median difference between the practice scores of medsip and fingertips: 1.5",
            "FAILED the practice scores of medsip and fingertips differ by at most 1 point: 1 of 5"
                + " rows against it",
            "FAILED median difference between the practice scores of medsip and swahsn: 0.75",
            "PASSED the practice scores of medsip and swahsn differ by at most 1 point: 0 of 5"
                + " rows against it",
            "PASSED median difference between the practice scores of fingertips and swahsn: 0.5",
            "PASSED the practice scores of fingertips and swahsn differ by at most 1 point: 0 of 5"
                + " rows against it");
  }

  private static String said(QualityResult result) {
    assertThat(result.status()).isNotEqualTo(Status.SKIPPED);
    return result.status() + " " + result.rule() + ": " + result.found();
  }
}
