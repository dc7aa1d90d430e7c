package org.medsip.jobs.silver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.medsip.common.OnRows;
import org.medsip.common.Rows;
import org.medsip.common.table.BronzeTables;

class LsoaChangeWeightStageTest {

  private static final LsoaChangeWeightStage STAGE = new LsoaChangeWeightStage();

  @Test
  void unchangedAndMergedAreasStayWholeAndSplitOnesAreSharedByWeightElseEqually() {
    Dataset<Row> weights =
        weights(
            Rows.of(BronzeTables.LSOA_CHANGE)
                .row("change", "U", "lsoa_2011", "SAME", "lsoa_2021", "SAME")
                .row("change", "S", "lsoa_2011", "SPLIT", "lsoa_2021", "NEW1")
                .row("change", "S", "lsoa_2011", "SPLIT", "lsoa_2021", "NEW2")
                .row("change", "S", "lsoa_2011", "GIVEN", "lsoa_2021", "NEW3", "weight", "0.7")
                .row("change", "S", "lsoa_2011", "GIVEN", "lsoa_2021", "NEW4", "weight", "0.3")
                .row("change", "M", "lsoa_2011", "OLD1", "lsoa_2021", "MERGED")
                .row("change", "M", "lsoa_2011", "OLD2", "lsoa_2021", "MERGED"));

    assertThat(said(weights, "2011"))
        .containsExactly(
            "GIVEN | NEW3 | 0.7 | GIVEN",
            "GIVEN | NEW4 | 0.3 | GIVEN",
            "OLD1 | MERGED | 1 | WHOLE",
            "OLD2 | MERGED | 1 | WHOLE",
            "SAME | SAME | 1 | WHOLE",
            "SPLIT | NEW1 | 0.5 | EQUAL_PARTS",
            "SPLIT | NEW2 | 0.5 | EQUAL_PARTS");
    assertThat(said(weights, "2021"))
        .containsExactly(
            "MERGED | OLD1 | 0.5 | EQUAL_PARTS",
            "MERGED | OLD2 | 0.5 | EQUAL_PARTS",
            "NEW1 | SPLIT | 1 | WHOLE",
            "NEW2 | SPLIT | 1 | WHOLE",
            "NEW3 | GIVEN | 1 | WHOLE",
            "NEW4 | GIVEN | 1 | WHOLE",
            "SAME | SAME | 1 | WHOLE");
    assertThat(Judged.against(STAGE, weights)).isEmpty();
  }

  @Test
  void weightsThatDoNotAddUpAndUnchangedAreasThatDidChangeAreRefused() {
    Dataset<Row> weights =
        weights(
            Rows.of(BronzeTables.LSOA_CHANGE)
                .row("change", "S", "lsoa_2011", "A", "lsoa_2021", "B", "weight", "0.7")
                .row("change", "S", "lsoa_2011", "A", "lsoa_2021", "C", "weight", "0.2")
                .row("change", "U", "lsoa_2011", "D", "lsoa_2021", "E")
                .row("change", "U", "lsoa_2011", "D", "lsoa_2021", "F"));

    assertThat(Judged.against(STAGE, weights))
        .containsExactly(
            "ERROR the lookup gives weights for every part of an area, adding up to 1, or for none:"
                + " 2 of 8 rows against it",
            "ERROR an unchanged area is one area of the other census: 2 of 8 rows against it");
  }

  private static Dataset<Row> weights(Rows links) {
    return OnRows.apply(STAGE, links);
  }

  private static List<String> said(Dataset<Row> weights, String from) {
    return Rows.said(
        weights.filter("from_vintage = " + from), "from_lsoa", "to_lsoa", "weight", "basis");
  }
}
