package org.medsip.jobs.cli;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.median;
import static org.apache.spark.sql.functions.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medsip.common.table.DeprivationTables;
import org.medsip.common.table.QualityTables;

/** Deprivation from files as published to gold. */
class DeprivationLineTest {

  /**
   * The two published sources, of 2019 and of people registered in 2023: in common 6,375 practices,
   * median difference 0.19, largest 16.1, 447 above 1 point.
   */
  @Test
  void theTwoPublishedSourcesDifferAsFarAsIsKnown(@TempDir Path folder) throws IOException {
    WholeLine line =
        new WholeLine(folder)
            .with("imd/fingertips_93553_practice_imd2019.csv")
            .with("imd/practice_imd_2019_swahsn.csv")
            .with("imd/pcn_imd_2019_swahsn.csv")
            .with("imd/File_1_IMD2019.xlsx");

    assertThat(line.run()).isZero();

    Row found =
        line.rows(DeprivationTables.DEPRIVATION_CROSS_CHECK)
            .filter("source = 'fingertips' AND other_source = 'swahsn'")
            .withColumn("apart", abs(col("difference")))
            .agg(
                count(lit(1)),
                median(col("apart")),
                max("apart"),
                count(when(col("apart").gt(1), 1)))
            .head();
    assertThat(found.getLong(0)).isEqualTo(6_375);
    assertThat(found.getDouble(1)).isEqualTo(0.19, within(0.005));
    assertThat(found.getDouble(2)).isEqualTo(16.1, within(0.05));
    assertThat(found.getLong(3)).isEqualTo(447);
    assertThat(results(line, "deprivation_cross_check"))
        .contains(
            "PASSED median difference between the practice scores of fingertips and swahsn: 0.1854",
            "FAILED the practice scores of fingertips and swahsn differ by at most 1 point: 447 of"
                + " 6375 rows against it");
    assertThat(line.rows(DeprivationTables.PRACTICE_DEPRIVATION).collectAsList())
        .as("a Fingertips score for each practice, to the last digit")
        .hasSize(6_545)
        .anySatisfy(
            row -> {
              assertThat(row.<String>getAs("practice_code")).isEqualTo("A81001");
              assertThat(row.<Double>getAs("imd_score_weighted")).isEqualTo(32.3609392614188);
              assertThat(row.<String>getAs("source")).isEqualTo("fingertips");
            });
    assertThat(line.rows(DeprivationTables.IMD_RELEASE).collectAsList())
        .singleElement()
        .satisfies(
            release -> {
              assertThat(release.<Long>getAs("areas")).isEqualTo(32_844);
              assertThat(release.<Long>getAs("areas_with_score")).isZero();
            });
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
