package org.medsip.common.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.medsip.common.SparkTest;

class EditionOfMonthTest {

  private static final SortedSet<String> QUARTERS =
      new TreeSet<>(List.of("2025-01-01", "2025-04-01", "2025-10-01"));

  @Test
  void theNewestQuarterThatIsNotLaterSpeaksForAMonth() {
    assertThat(EditionOfMonth.of(QUARTERS, "2025-03-01")).contains("2025-01-01");
    assertThat(EditionOfMonth.of(QUARTERS, "2025-04-01")).contains("2025-04-01");
    assertThat(EditionOfMonth.of(QUARTERS, "2025-09-01")).contains("2025-04-01");
    assertThat(EditionOfMonth.of(QUARTERS, "2030-01-01")).contains("2025-10-01");
  }

  @Test
  void theOldestSpeaksForTheMonthsBeforeItAndNoneIfThereIsNone() {
    assertThat(EditionOfMonth.of(QUARTERS, "2019-01-01")).contains("2025-01-01");
    assertThat(EditionOfMonth.of(new TreeSet<>(), "2019-01-01")).isEmpty();
  }

  @Test
  void rowsAreGivenTheSameEditionAsPlansForEachPublisherOnItsOwn() {
    Random random = new Random(3);
    SortedSet<String> months = new TreeSet<>();
    Map<String, SortedSet<String>> editions = new HashMap<>();
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      months.add(month(random.nextInt(60)));
    }
    for (int publisher = 0; publisher < 25; publisher++) {
      for (int i = 0; i <= random.nextInt(6); i++) {
        String edition = month(random.nextInt(60));
        rows.add(RowFactory.create("P" + publisher, Date.valueOf(edition)));
        rows.add(RowFactory.create("P" + publisher, Date.valueOf(edition)));
        editions.computeIfAbsent("P" + publisher, p -> new TreeSet<>()).add(edition);
      }
    }
    Map<String, String> expected = new TreeMap<>();
    editions.forEach(
        (publisher, its) ->
            months.forEach(
                month ->
                    expected.put(
                        publisher + " " + month, EditionOfMonth.of(its, month).orElseThrow())));

    Map<String, String> found = new TreeMap<>();
    StructType columns =
        new StructType().add("publisher", DataTypes.StringType).add("edition", DataTypes.DateType);
    EditionOfMonth.forMonths(
            SparkTest.spark().createDataFrame(rows, columns),
            "edition",
            months,
            "month",
            "publisher")
        .select("publisher", "month", "edition")
        .collectAsList()
        .forEach(row -> found.put(row.get(0) + " " + row.get(1), row.get(2).toString()));

    assertThat(found).isEqualTo(expected);
  }

  private static String month(int number) {
    return LocalDate.of(2020, 1, 1).plusMonths(number).toString();
  }
}
