package org.medsip.jobs.gold;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.medsip.common.OnRows;
import org.medsip.common.Rows;
import org.medsip.common.table.DeprivationTables;
import org.medsip.common.table.SilverTables;

/** What a practice gets where something is not known. */
class MissingDeprivationTest {

  private static final Rows REGISTRANTS =
      Rows.of(DeprivationTables.REGISTRANTS_BY_LSOA)
          .each("quarter", "2025-01-01", "lsoa_vintage", 2021)
          .row("practice_code", "A1", "lsoa_code", "NEW", "registrants", 300)
          .row("practice_code", "A1", "lsoa_code", "CLOSED", "registrants", 100);

  private static final Rows OF_2025 =
      Rows.of(DeprivationTables.LSOA_DEPRIVATION)
          .each("edition", "2025-10-01", "imd_release", 2025, "lsoa_vintage", 2021, "covered", 1)
          .row("lsoa_code", "NEW", "in_quintile_2", 1);

  private static final Rows OF_2019 =
      Rows.of(DeprivationTables.LSOA_DEPRIVATION)
          .each("edition", "2019-09-01", "imd_release", 2019, "lsoa_vintage", 2011, "covered", 1)
          .row("lsoa_code", "OLD", "imd_score", 30, "in_quintile_2", 1);

  private static final Rows PUBLISHED =
      Rows.of(DeprivationTables.PUBLISHED_DEPRIVATION)
          .each("edition", "2019-01-01", "imd_release", 2019)
          .row("publisher", "fingertips", "practice_code", "A1", "imd_score", "21.5")
          .row("publisher", "fingertips", "practice_code", "A2", "imd_score", "12.25")
          .row("publisher", "swahsn", "practice_code", "A3", "imd_score", "50");

  @Test
  void aReleaseWithoutScoresGivesSharesAndNoScore() {
    assertThat(
            Rows.said(
                OnRows.apply(new PracticeDeprivationStage(), REGISTRANTS, OF_2025),
                "practice_code",
                "registrants",
                "coverage",
                "low_coverage",
                "share_quintile_1_most_deprived",
                "share_quintile_2",
                "core20_share",
                "imd_score_weighted",
                "quintile_1_most_deprived",
                "source",
                "missing_reason"))
        .containsExactly(
            "A1 | 400 | 0.75 | true | 0.0 | 1.0 | 0.0 | null | null | lsoa_weighted"
                + " | no_scores_in_release");
  }

  @Test
  void areasOfTheOtherCensusHaveNoScoreWithoutALookupAndNoneIsGuessedByTheirCode() {
    assertThat(scores(REGISTRANTS, OF_2019))
        .containsExactly("A1 | 400 | 0.0 | null | 2021 | null | no_lookup");
  }

  @Test
  void thePublishedScoreStandsInForAPracticeThatNoFilePlacesIfItHasRegistrants() {
    Rows lists =
        Rows.of(SilverTables.REGISTRANTS)
            .each("month", "2024-12-01")
            .row("practice_code", "A1", "registrants", 410)
            .row("practice_code", "A2", "registrants", 900)
            .each("month", "2025-02-01")
            .row("practice_code", "A2", "registrants", 0);

    assertThat(scores(REGISTRANTS, OF_2019, PUBLISHED, lists))
        .containsExactly(
            "A1 | 400 | null | 21.5 | null | fingertips | null",
            "A2 | 900 | null | 12.25 | null | fingertips | null");
    assertThat(scores(REGISTRANTS, OF_2019, PUBLISHED, closed("A2")))
        .containsExactly("A1 | 400 | 0.0 | null | 2021 | null | no_lookup");
  }

  private static Rows closed(String practice) {
    return Rows.of(SilverTables.REGISTRANTS)
        .row("month", "2024-12-01", "practice_code", practice, "registrants", 0);
  }

  @Test
  void withoutAnyFileOfAreasEveryEditionOfThePublishedScoresIsAQuarter() {
    assertThat(
            Rows.said(
                OnRows.apply(new PracticeDeprivationStage(), PUBLISHED),
                "quarter",
                "practice_code",
                "registrants",
                "covered_registrants",
                "imd_score_weighted",
                "source"))
        .containsExactly(
            "2019-01-01 | A1 | null | null | 21.5 | fingertips",
            "2019-01-01 | A2 | null | null | 12.25 | fingertips");
  }

  @Test
  void wherePublishedScoresAreAllThereIsOrganisationsWeighThemByListSize() {
    Rows practices =
        Rows.of(DeprivationTables.PRACTICE_DEPRIVATION)
            .each("quarter", "2019-01-01", "imd_release", 2019, "source", "fingertips")
            .row(
                "practice_code", "A1",
                "registrants", 300,
                "covered_registrants", 300,
                "imd_score_sum", 6_000,
                "imd_score_weighted", 20)
            .row(
                "practice_code", "A2",
                "registrants", 100,
                "covered_registrants", 100,
                "imd_score_sum", 4_000,
                "imd_score_weighted", 40);
    Rows sites =
        Rows.of(SilverTables.PRACTICE_MONTH)
            .each("month", "2019-02-01", "site_kind", "GP", "icb_code", "Q1")
            .row("practice_code", "A1")
            .row("practice_code", "A2")
            .each("month", "2019-05-01", "icb_code", "Q2")
            .row("practice_code", "A1");

    assertThat(
            Rows.said(
                OnRows.apply(new OrganisationDeprivationStage(), practices, sites)
                    .filter("org_level IN ('icb', 'region')"),
                "org_level",
                "org_code",
                "practices",
                "registrants",
                "imd_score_weighted",
                "coverage",
                "core20_share",
                "source",
                "missing_reason"))
        .as("by the memberships of the oldest month, for the quarter is before them all")
        .containsExactly(
            "icb | Q1 | 2 | 400 | 25.0 | null | null | fingertips | null",
            "region | UNMATCHED | 2 | 400 | null | null | null | fingertips | no_organisation");
  }

  private static List<String> scores(Rows... tables) {
    return Rows.said(
        OnRows.apply(new PracticeDeprivationStage(), tables),
        "practice_code",
        "registrants",
        "coverage",
        "imd_score_weighted",
        "lsoa_vintage",
        "source",
        "missing_reason");
  }
}
