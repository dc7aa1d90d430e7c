package org.medsip.jobs.gold;

import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.medsip.common.SharedData;
import org.medsip.common.SparkTest;
import org.medsip.common.contract.Table;
import org.medsip.common.quality.Months;
import org.medsip.common.quality.QualityGate;
import org.medsip.common.quality.Rule;
import org.medsip.common.run.Inputs;
import org.medsip.common.run.Stage;
import org.medsip.common.table.DeprivationTables;
import org.medsip.jobs.landing.Inspection;
import org.medsip.jobs.silver.ImdReleaseStage;

/** The real scores of Fingertips and of another publisher, and the real list of IMD 2019. */
class PublishedScoresTest {

  private static final LocalDate EDITION = LocalDate.of(2019, 1, 1);

  /**
   * The two published sources, one of 2019 and one of people registered in 2023, have 6,375
   * practices in common, a median difference of 0.19, a largest of 16.1, and 447 above 1 point.
   */
  @Test
  void theTwoPublishersDifferAsFarAsIsKnown() throws IOException {
    List<Inspection.Understood> files =
        Inspection.of(SharedData.file("imd").toString()).understood();
    Map<Table, Dataset<Row>> tables =
        DeprivationTablesOf.files(
            DeprivationTablesOf.datasets(DeprivationTablesOf.bronze(files)), List.of(EDITION));
    List<Row> practices =
        Objects.requireNonNull(tables.get(DeprivationTables.PRACTICE_DEPRIVATION)).collectAsList();
    Dataset<Row> releases = made(new ImdReleaseStage(), tables);
    Dataset<Row> compared = made(new DeprivationCrossCheckStage(), tables);

    assertThat(practices).hasSize(6_545);
    assertThat(practices)
        .as("a Fingertips score to the last digit")
        .anySatisfy(
            row -> {
              assertThat(row.<String>getAs("practice_code")).isEqualTo("A81001");
              assertThat(row.<Double>getAs("imd_score_weighted")).isEqualTo(32.3609392614188);
              assertThat(row.<String>getAs("source")).isEqualTo("fingertips");
            });
    double[] apart =
        compared.collectAsList().stream()
            .mapToDouble(row -> Math.abs(row.<Double>getAs("difference")))
            .sorted()
            .toArray();
    assertThat(apart).hasSize(6_375);
    assertThat(apart[6_375 / 2]).isEqualTo(0.19, within(0.005));
    assertThat(apart[6_374]).isEqualTo(16.1, within(0.05));
    assertThat(Arrays.stream(apart).filter(difference -> difference > 1).count()).isEqualTo(447);
    assertThat(judged(new DeprivationCrossCheckStage(), compared))
        .contains(
            "PASSED median difference between the practice scores of fingertips and swahsn: 0.1854",
            "FAILED the practice scores of fingertips and swahsn differ by at most 1 point: 447 of"
                + " 6375 rows against it");
    assertThat(releases.select("imd_release", "areas", "areas_with_score").collectAsList())
        .extracting(Row::toString)
        .containsExactly("[2019,32844,0]");
    assertThat(judged(new ImdReleaseStage(), releases)).noneMatch(rule -> rule.startsWith("F"));
  }

  private static Dataset<Row> made(Stage stage, Map<Table, Dataset<Row>> tables) {
    TreeSet<String> partitions = new TreeSet<>(List.of(EDITION.toString()));
    Dataset<Row> rows =
        stage.apply(new Inputs(tables), partitions).withColumn("source_run_id", lit("run"));
    return SparkTest.rows(rows.collectAsList(), rows.schema());
  }

  private static List<String> judged(Stage stage, Dataset<Row> rows) {
    return QualityGate.of(stage.writes(), stage.rules().toArray(Rule[]::new))
        .judge(rows, Months.NONE)
        .stream()
        .map(result -> result.status() + " " + result.rule() + ": " + result.found())
        .toList();
  }
}
