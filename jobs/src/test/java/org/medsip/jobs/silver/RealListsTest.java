package org.medsip.jobs.silver;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.medsip.common.Rows;
import org.medsip.common.SharedData;
import org.medsip.common.SparkTest;
import org.medsip.common.run.Inputs;
import org.medsip.common.run.Stage;
import org.medsip.common.table.BronzeTables;
import org.medsip.jobs.bronze.BronzeRows;
import org.medsip.jobs.landing.Inspection;
import org.medsip.jobs.landing.Source;

/** Real list files, read as bronze reads them, against the sums of their lines. */
class RealListsTest {

  private static final String FOLDER = "list_size";
  private static final String JANUARY_2021 = FOLDER + "/gp-reg-pat-prac-all_2021-01.csv";

  private static Dataset<Row> patients = Rows.of(BronzeTables.REGISTERED_PATIENTS).dataset();

  @BeforeAll
  static void readEveryListFile() {
    List<Source> files =
        Inspection.of(SharedData.file(FOLDER).toString()).understood().stream()
            .map(Inspection.Understood::source)
            .toList();
    patients = BronzeRows.of(SparkTest.spark(), files).accepted().cache();
  }

  @Test
  void englandInJanuary2021IsTheSumOfItsPractices() throws IOException {
    long england = 0;
    for (String line : lines(JANUARY_2021)) {
      england += Long.parseLong(line.substring(line.lastIndexOf(',') + 1));
    }
    Row sum =
        computed(new RegistrantsStage(), "2021-01-01")
            .selectExpr("sum(registrants)", "count(*)", "count(DISTINCT practice_code)")
            .head();

    assertThat(england).isEqualTo(60_606_345);
    assertThat(sum.getLong(0)).isEqualTo(england);
    assertThat(sum.getLong(1)).isEqualTo(lines(JANUARY_2021).size()).isEqualTo(6_658);
    assertThat(sum.getLong(2)).isEqualTo(sum.getLong(1));
  }

  @Test
  void theBandsOfSeptemberAndOctober2017AreThoseOfTheFilesAndAddUp() throws IOException {
    SortedMap<String, String> expected = new TreeMap<>();
    for (String month : List.of("2017-09", "2017-10")) {
      String file = FOLDER + "/op_fixture_quin_age_" + month.replace("-", "") + ".csv";
      for (String line : lines(file)) {
        String[] cells = line.split(",", -1);
        if (!cells[6].equals("ALL") && !cells[7].equals("ALL")) {
          String key = String.join(" | ", month + "-01", cells[3], cells[6], cells[7]);
          expected.put(key, key + " | " + cells[8] + " | 0");
        }
      }
    }

    List<String> bands =
        Rows.said(
            computed(new RegistrantsAgeSexStage(), "2017-09-01", "2017-10-01"),
            "month",
            "practice_code",
            "sex",
            "age_band",
            "registrants",
            "unbanded");
    assertThat(bands).hasSize(2 * 4 * 40).containsExactlyInAnyOrderElementsOf(expected.values());
  }

  @Test
  void theFourPracticesOf2017HaveTheListsOfTheirTotals() {
    assertThat(
            Rows.said(
                computed(new RegistrantsStage(), "2017-10-01"),
                "practice_code",
                "registrants",
                "basis",
                "jump"))
        .containsExactly(
            "B85010 | 6951 | published | false",
            "B85054 | 10510 | published | false",
            "L84018 | 6639 | published | false",
            "L84073 | 4176 | published | false");
  }

  private static Dataset<Row> computed(Stage stage, String... months) {
    Inputs inputs =
        new Inputs(
            Map.of(
                BronzeTables.REGISTERED_PATIENTS,
                patients.filter(col("month").leq(months[months.length - 1]))));
    return stage
        .apply(inputs, new TreeSet<>(List.of(months)))
        .filter(col("month").isin((Object[]) months));
  }

  private static List<String> lines(String file) throws IOException {
    List<String> all = Files.readAllLines(SharedData.file(file), StandardCharsets.UTF_8);
    return all.subList(1, all.size());
  }
}
