package org.medsip.jobs.cli;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medsip.common.table.DeprivationTables;
import org.medsip.common.table.QualityTables;

/** Deprivation from files as published to gold. */
@Tag("slow")
class DeprivationLineTest {

  @Test
  void practicesGetTheirFingertipsScoreAndTwoPublishersAreCompared(@TempDir Path folder)
      throws IOException {
    WholeLine line =
        new WholeLine(folder)
            .with("imd/fingertips_93553_practice_imd2019.csv")
            .with("imd/practice_imd_2019_swahsn.csv")
            .with("imd/pcn_imd_2019_swahsn.csv")
            .with("imd/File_1_IMD2019.xlsx");

    assertThat(line.run()).isZero();

    assertThat(line.rows(DeprivationTables.PRACTICE_DEPRIVATION).collectAsList())
        .hasSize(6_545)
        .allSatisfy(row -> assertThat(row.<String>getAs("source")).isEqualTo("fingertips"));
    assertThat(line.rows(DeprivationTables.DEPRIVATION_CROSS_CHECK).count()).isEqualTo(6_375);
    assertThat(results(line, "deprivation_cross_check"))
        .contains(
            "FAILED the practice scores of fingertips and swahsn differ by at most 1 point: 447 of"
                + " 6375 rows against it");
    assertThat(results(line, "imd_release")).noneMatch(result -> result.startsWith("FAILED"));
  }

  private static List<String> results(WholeLine line, String table) {
    return line
        .rows(QualityTables.QUALITY_RESULT)
        .filter(col("table_name").equalTo(table))
        .collectAsList()
        .stream()
        .map(row -> row.getAs("status") + " " + row.getAs("rule") + ": " + row.getAs("found"))
        .toList();
  }
}
