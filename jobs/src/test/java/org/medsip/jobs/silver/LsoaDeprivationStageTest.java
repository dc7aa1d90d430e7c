package org.medsip.jobs.silver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.medsip.common.OnRows;
import org.medsip.common.Rows;
import org.medsip.common.table.BronzeTables;
import org.medsip.common.table.DeprivationTables;

class LsoaDeprivationStageTest {

  private static final LsoaDeprivationStage STAGE = new LsoaDeprivationStage();

  private static final Rows INDEX =
      Rows.of(BronzeTables.LSOA_IMD)
          .each("edition", "2019-09-01", "imd_release", 2019)
          .row("lsoa_code", "A", "imd_score", "50.125", "imd_decile_1_most_deprived", 1)
          .row("lsoa_code", "B", "imd_score", "10.000", "imd_decile_1_most_deprived", 7)
          .each("edition", "2025-10-01", "imd_release", 2025)
          .row("lsoa_code", "C", "imd_decile_1_most_deprived", 10);

  private static final Rows WEIGHTS =
      Rows.of(DeprivationTables.LSOA_CHANGE_WEIGHT)
          .each("edition", "2022-12-01", "from_vintage", 2021, "basis", "EQUAL_PARTS")
          .row("from_lsoa", "C", "to_lsoa", "A", "weight", "0.25")
          .row("from_lsoa", "C", "to_lsoa", "B", "weight", "0.75")
          .row("from_lsoa", "D", "to_lsoa", "A", "weight", "0.6", "basis", "GIVEN")
          .row("from_lsoa", "D", "to_lsoa", "UNLISTED", "weight", "0.4", "basis", "GIVEN");

  @Test
  void anAreaOfTheReleaseIsAsListedAndOneOfTheOtherCensusIsSharedOut() {
    assertThat(said(OnRows.apply(STAGE, INDEX, WEIGHTS)))
        .as("release, census, area, covered, score, fifths 1, 4 and 5, assumed")
        .containsExactly(
            "2019 | 2011 | A | false | 1 | 50.125 | 1 | 0 | 0 | 0",
            "2019 | 2011 | B | false | 1 | 10 | 0 | 1 | 0 | 0",
            "2019 | 2021 | C | true | 1 | 20.03125 | 0.25 | 0.75 | 0 | 1",
            "2019 | 2021 | D | true | 0.6 | 30.075 | 0.6 | 0 | 0 | 0",
            "2025 | 2021 | C | false | 1 | null | 0 | 0 | 1 | 0");
  }

  @Test
  void withoutALookupThereAreTheAreasOfTheReleaseAlone() {
    assertThat(OnRows.apply(STAGE, INDEX).filter("by_lookup").isEmpty()).isTrue();
  }

  private static List<String> said(Dataset<Row> areas) {
    return Rows.said(
        areas,
        "imd_release",
        "lsoa_vintage",
        "lsoa_code",
        "by_lookup",
        "covered",
        "imd_score",
        "in_quintile_1_most_deprived",
        "in_quintile_4",
        "in_quintile_5",
        "assumed");
  }
}
