package org.medsip.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.medsip.common.Rows;
import org.medsip.common.SharedData;
import org.medsip.common.lake.BuiltFrom;
import org.medsip.common.table.PopulationTables;
import org.medsip.common.table.SilverTables;

/**
 * The line on real rows and lists of two months of 2017: one practice has a list of zero and one
 * has none, and the lists of October come late.
 */
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PopulationsTest {

  private static final String SEPTEMBER = "list_size/op_fixture_quin_age_201709.csv";
  private static final String OCTOBER = "list_size/op_fixture_quin_age_201710.csv";

  private WholeLine line;
  private BuiltFrom listsBefore = BuiltFrom.nothing();

  @BeforeAll
  void takeInTwoMonthsOfPrescribingAndOneOfLists(@TempDir Path folder) throws IOException {
    line =
        new WholeLine(folder)
            .with("epd_real/epd_201709_4practices.csv")
            .with("epd_real/epd_201710_L84073.csv")
            .with("lists_201709.csv", listsWithAZeroAndWithoutOnePractice())
            .with("reference.csv", reference());
    assertThat(line.run()).isZero();
    listsBefore = line.lake().builtFrom(SilverTables.REGISTRANTS);
  }

  private static List<String> listsWithAZeroAndWithoutOnePractice() throws IOException {
    List<String> lists = new ArrayList<>();
    for (String row : Files.readAllLines(SharedData.file(SEPTEMBER), StandardCharsets.UTF_8)) {
      if (row.contains(",L84018,")) {
        lists.add(row.substring(0, row.lastIndexOf(',') + 1) + "0");
      } else if (!row.contains(",B85010,")) {
        lists.add(row);
      }
    }
    return lists;
  }

  /** Women of 40 and over weigh 3 in 100, all others 1 in 100. */
  private static List<String> reference() {
    List<String> rows = new ArrayList<>();
    rows.add("REFERENCE_ID,YEAR,SEX,AGE_BAND,PATIENTS,REGISTRANTS,SOURCE");
    rows.add("example,2017,MALE,0_39,10,1000,An example");
    rows.add("example,2017,MALE,40+,10,1000,An example");
    rows.add("example,2017,FEMALE,0_39,10,1000,An example");
    rows.add("example,2017,FEMALE,40+,30,1000,An example");
    return rows;
  }

  @Test
  @Order(1)
  void zeroAndMissingListsHaveNoRateAndSayWhy() {
    for (String practice : List.of("L84018", "B85010")) {
      Row row =
          line.measured("opioid_items_per_1000", "standard", "practice", practice, "2017-09-30");

      assertThat(row.<BigDecimal>getAs("numerator")).isPositive();
      assertThat(row.isNullAt(row.fieldIndex("value"))).isTrue();
      assertThat(row.<String>getAs("missing_reason")).isEqualTo("no_registrants");
    }
  }

  @Test
  @Order(2)
  void untilTheListsOfOctoberComeThoseOfSeptemberAreCarriedForward() {
    assertThat(lists("practice_code = 'L84073'"))
        .containsExactly(
            "L84073 | 2017-09-01 | 4181 | published | 2017-09-01",
            "L84073 | 2017-10-01 | 4181 | carried_forward | 2017-09-01");
    Row row =
        line.measured("opioid_items_per_1000", "standard", "practice", "L84073", "2017-10-31");

    assertThat(row.<BigDecimal>getAs("denominator")).isEqualByComparingTo("4181");
  }

  @Test
  @Order(3)
  void realPeopleWeighWhatPlainLoopsGiveAndAreCarriedForwardWithTheirList() throws IOException {
    BigDecimal expected = BigDecimal.ZERO;
    for (String row : Files.readAllLines(SharedData.file(SEPTEMBER), StandardCharsets.UTF_8)) {
      String[] cells = row.split(",", -1);
      if (cells[3].equals("L84073") && !cells[6].equals("ALL") && !cells[7].equals("ALL")) {
        boolean olderWoman =
            cells[6].equals("FEMALE") && Integer.parseInt(cells[7].split("[_+]")[0]) >= 40;
        BigDecimal weight = new BigDecimal(olderWoman ? "0.03" : "0.01");
        expected = expected.add(weight.multiply(new BigDecimal(cells[8])));
      }
    }
    String plain = expected.stripTrailingZeros().toPlainString();

    assertThat(
            Rows.said(
                line.rows(PopulationTables.WEIGHTED_REGISTRANTS)
                    .filter("practice_code = 'L84073' AND weight_set = 'example'"),
                "month",
                "weighted",
                "basis"))
        .containsExactly(
            "2017-09-01 | " + plain + " | published",
            "2017-10-01 | " + plain + " | carried_forward");
  }

  @Test
  @Order(4)
  void theLateListsOfOctoberMakeOctoberStaleAndNothingElse() throws IOException {
    line.with(OCTOBER);

    assertThat(line.run()).isZero();

    BuiltFrom after = line.lake().builtFrom(SilverTables.REGISTRANTS);
    assertThat(after.changedSince(listsBefore).partitions()).containsExactly("2017-10-01");
    assertThat(lists("practice_code = 'L84073'"))
        .containsExactly(
            "L84073 | 2017-09-01 | 4181 | published | 2017-09-01",
            "L84073 | 2017-10-01 | 4176 | published | 2017-10-01");
  }

  private List<String> lists(String condition) {
    return Rows.said(
        line.rows(SilverTables.REGISTRANTS).filter(condition),
        "practice_code",
        "month",
        "registrants",
        "basis",
        "extract_month");
  }
}
