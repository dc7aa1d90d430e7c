package org.medsip.common.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.medsip.common.contract.Column;
import org.medsip.common.contract.Layer;
import org.medsip.common.contract.Table;

class AvailableTest {

  private static final Table MONTHS = table("tiny_months");
  private static final Table EDITIONS = table("tiny_editions");
  private static final Table NONE = table("tiny_none");

  private static final Available AVAILABLE =
      new Available(
          Map.of(
              MONTHS,
              List.of("2017-12-01", "2017-09-01", "2018-01-01"),
              EDITIONS,
              List.of("2017-10-01", "2018-06-01")));

  @Test
  void theSameMonthIsFoundWhereItIsThere() {
    assertThat(AVAILABLE.same(MONTHS, "2017-09-01")).containsExactly(part(MONTHS, "2017-09-01"));
    assertThat(AVAILABLE.same(MONTHS, "2017-10-01")).isEmpty();
    assertThat(AVAILABLE.same(NONE, "2017-09-01")).isEmpty();
  }

  @Test
  void theNewestEditionThatIsNotLaterSpeaksForAMonth() {
    assertThat(AVAILABLE.editionFor(EDITIONS, "2018-05-01"))
        .containsExactly(part(EDITIONS, "2017-10-01"));
    assertThat(AVAILABLE.editionFor(EDITIONS, "2018-06-01"))
        .containsExactly(part(EDITIONS, "2018-06-01"));
  }

  @Test
  void theOldestEditionSpeaksForTheMonthsBeforeIt() {
    assertThat(AVAILABLE.editionFor(EDITIONS, "2015-01-01"))
        .containsExactly(part(EDITIONS, "2017-10-01"));
    assertThat(AVAILABLE.editionFor(NONE, "2015-01-01")).isEmpty();
  }

  @Test
  void aWindowHasTheMonthsThatAreThereAndNoOthers() {
    assertThat(AVAILABLE.window(MONTHS, LocalDate.of(2018, 1, 1), 3))
        .containsExactly(part(MONTHS, "2017-12-01"), part(MONTHS, "2018-01-01"));
    assertThat(AVAILABLE.window(MONTHS, LocalDate.of(2018, 8, 1), 12))
        .as("from 2017-09 to 2018-08")
        .hasSize(3);
    assertThat(AVAILABLE.window(MONTHS, LocalDate.of(2018, 9, 1), 12)).hasSize(2);
  }

  @Test
  void aWholeIsBuiltFromEverythingOrNotAtAll() {
    assertThat(AVAILABLE.asWhole(List.of(EDITIONS)))
        .containsExactly(
            Map.entry("ALL", List.of(part(EDITIONS, "2017-10-01"), part(EDITIONS, "2018-06-01"))));
    assertThat(AVAILABLE.asWhole(List.of(NONE))).isEmpty();
  }

  @Test
  void everyMonthIsPlannedByTheRule() {
    assertThat(AVAILABLE.forEachPartition(MONTHS, month -> AVAILABLE.same(EDITIONS, month)))
        .containsOnlyKeys("2017-09-01", "2017-12-01", "2018-01-01");
  }

  private static Part part(Table table, String partition) {
    return new Part(table, partition);
  }

  private static Table table(String name) {
    return Table.of(name, Layer.SILVER, "Months.", Column.month("month", "The month."))
        .partitionedBy("month");
  }

  @Test
  void eachPartitionMayBePlannedFromItselfAlone() {
    assertThat(AVAILABLE.eachOf(MONTHS))
        .isEqualTo(AVAILABLE.forEachPartition(MONTHS, month -> List.of(new Part(MONTHS, month))));
  }
}
