package org.medsip.jobs.silver;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.medsip.common.OnRows;
import org.medsip.common.Rows;
import org.medsip.common.contract.Table;
import org.medsip.common.run.Inputs;
import org.medsip.common.table.PopulationTables;
import org.medsip.common.table.SilverTables;

/** List sizes and weighted registrants of random worlds are what plain loops make of them. */
class ListWorldTest {

  private static final ListWorld WORLD = new ListWorld(12);
  private static final RegistrantsStage STAGE = new RegistrantsStage();
  private static final Rows PATIENTS = WORLD.registeredPatients(new Random(1));

  private static SortedMap<String, String> registrants = new TreeMap<>();
  private static SortedMap<String, String> weighted = new TreeMap<>();

  @BeforeAll
  static void compute() {
    Dataset<Row> lists = OnRows.apply(STAGE, PATIENTS, WORLD.epd()).cache();
    registrants = lines(lists);
    weighted = weightedLines(lists);
  }

  @Test
  void everyListSizeIsWhatLoopsOverMonthsAndPracticesGive() {
    assertThat(registrants).isEqualTo(WORLD.registrants()).hasSizeGreaterThan(5000);
    for (String basis : List.of("published", "interpolated", "carried_forward")) {
      assertThat(registrants.values().stream().filter(line -> line.contains(basis)))
          .as(basis)
          .hasSizeGreaterThan(300);
    }
  }

  @Test
  void everyWeightedSumIsThatOfThePeopleBroughtToTheMonthOneByOne() {
    assertThat(weighted).isEqualTo(WORLD.weighted()).hasSizeGreaterThan(5000);
  }

  @Test
  void anInterpolatedListLiesBetweenItsExtracts() {
    int interpolated = 0;
    for (Map.Entry<String, String> line : registrants.entrySet()) {
      String[] said = line.getValue().split(" ");
      if (said[1].equals("interpolated")) {
        String code = line.getKey().split(" ")[0];
        long earlier = people(code + " " + said[2]);
        long later = people(code + " " + said[3]);
        assertThat(Long.parseLong(said[0]))
            .as(line.getKey())
            .isBetween(Math.min(earlier, later), Math.max(earlier, later));
        interpolated++;
      }
    }
    assertThat(interpolated).isGreaterThan(1000);
  }

  private static long people(String key) {
    return Long.parseLong(registrants.getOrDefault(key, "").split(" ")[0]);
  }

  @Test
  void neitherTheOrderOfRowsNorWhichMonthsAreBuiltTogetherChangesAList() {
    Random random = new Random(2);
    SortedSet<String> some = new TreeSet<>();
    for (String month : months()) {
      if (random.nextInt(3) == 0) {
        some.add(month);
      }
    }
    Rows shuffled = WORLD.registeredPatients(random);

    SortedMap<String, String> expected = new TreeMap<>(registrants);
    expected.keySet().removeIf(key -> !some.contains(key.split(" ")[1]));
    assertThat(lines(OnRows.apply(STAGE, some, shuffled, WORLD.epd())))
        .isEqualTo(expected)
        .hasSizeGreaterThan(1000);
  }

  private static SortedSet<String> months() {
    SortedSet<String> months = new TreeSet<>();
    registrants.keySet().forEach(key -> months.add(key.split(" ")[1]));
    return months;
  }

  private static SortedMap<String, String> lines(Dataset<Row> lists) {
    SortedMap<String, String> lines = new TreeMap<>();
    for (Row row :
        lists
            .select(
                "practice_code",
                "month",
                "registrants",
                "basis",
                "extract_month",
                "next_extract_month")
            .collectAsList()) {
      lines.put(
          row.get(0) + " " + row.get(1),
          row.get(2) + " " + row.get(3) + " " + row.get(4) + " " + row.get(5));
    }
    return lines;
  }

  private static SortedMap<String, String> weightedLines(Dataset<Row> lists) {
    Map<Table, Dataset<Row>> inputs = new HashMap<>();
    inputs.put(SilverTables.REGISTRANTS, lists);
    inputs.put(
        PopulationTables.REGISTRANTS_AGE_SEX, OnRows.apply(new RegistrantsAgeSexStage(), PATIENTS));
    inputs.put(PopulationTables.AGE_SEX_WEIGHT, WORLD.ageSexWeights().dataset());
    SortedMap<String, String> lines = new TreeMap<>();
    for (Row row :
        new WeightedRegistrantsStage()
            .apply(new Inputs(inputs), months())
            .select("practice_code", "month", "weight_set", "weighted", "edition", "basis")
            .collectAsList()) {
      BigDecimal sum = row.getDecimal(3);
      lines.put(
          row.get(0) + " " + row.get(1) + " " + row.get(2),
          sum.setScale(14).toPlainString() + " " + row.get(4) + " " + row.get(5));
    }
    return lines;
  }
}
