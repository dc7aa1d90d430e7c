package org.medsip.jobs.gold.variation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.medsip.common.OnRows;
import org.medsip.common.Rows;
import org.medsip.common.table.GoldTables;

class SpcPointStageTest {

  private static final LocalDate FIRST = LocalDate.of(2018, 11, 1);

  private static final List<Rebase> REBASES =
      List.of(
          new Rebase("pandemic", "", LocalDate.of(2020, 3, 1)),
          new Rebase("other_measure", "share", LocalDate.of(2019, 6, 1)));

  private static final List<Row> ROWS =
      OnRows.apply(new SpcPointStage(REBASES), figures()).collectAsList();

  /** Forty months that jump from 10 to 20 in month 30, and single values in other roles. */
  private static Rows figures() {
    Rows rows =
        Rows.of(GoldTables.MEASURE_ORG_PERIOD)
            .each("measure_id", "rate", "variant", "standard", "window_months", 1);
    Random random = new Random(4);
    for (int month = 39; month >= 0; month--) {
      double value = (month < 30 ? 10 : 20) + (month % 2 == 0 ? 0.5 : -0.5);
      rows.each("period_end", end(month), "org_level", "icb", "org_code", "Q01", "value", value);
      rows.row("org_vintage", "as_is");
      rows.row("org_vintage", "as_was", "value", 1000 + random.nextInt(9));
      rows.row("org_vintage", "as_is", "window_months", 12, "value", 77);
      rows.row("org_vintage", "as_is", "org_code", "UNMATCHED");
      rows.row("org_vintage", "as_is", "org_code", "Q02", "value", month < 14 ? value : null);
      rows.row("org_vintage", "as_was", "org_level", "practice", "org_code", "P01");
    }
    return rows;
  }

  private static String end(int month) {
    return FIRST.plusMonths(month).with(TemporalAdjusters.lastDayOfMonth()).toString();
  }

  @Test
  void organisationsAreFollowedByTheBoundariesOfTodayAndPracticesAsTheyWere() {
    assertThat(of("Q01")).hasSize(40).allMatch(row -> row.getAs("org_vintage").equals("as_is"));
    assertThat(of("P01")).hasSize(40).allMatch(row -> row.getAs("org_vintage").equals("as_was"));
    assertThat(of("UNMATCHED")).isEmpty();
    assertThat(ROWS).hasSize(40 + 40 + 14);
  }

  @Test
  void aRecordedReasonBeginsANewBaseForTheMeasuresItNames() {
    List<Row> points = of("Q01");

    assertThat(points.subList(0, 16)).allMatch(row -> row.getAs("rebase_id").equals("start"));
    assertThat(points.subList(16, 40)).allMatch(row -> row.getAs("rebase_id").equals("pandemic"));
    assertThat(points.get(0).<Double>getAs("mean")).isCloseTo(10, within(1e-9));
    assertThat(points.get(16).<Double>getAs("mean")).isCloseTo((14 * 10 + 10 * 20) / 24.0, within(1e-9));
  }

  @Test
  void aJumpIsOutsideTheLimitsInItsDirection() {
    List<Row> points = of("Q01");

    assertThat(points.get(5).<String>getAs("rule")).isEqualTo("none");
    assertThat(points.get(5).<String>getAs("direction")).isEqualTo("none");
    assertThat(points.get(35).<String>getAs("rule")).isEqualTo("outside_limits");
    assertThat(points.get(35).<String>getAs("direction")).isEqualTo("high");
    assertThat(points.get(20).<String>getAs("direction")).isEqualTo("low");
    for (Row point : points) {
      assertThat(point.<Double>getAs("lpl")).isLessThan(point.<Double>getAs("upl"));
    }
  }

  @Test
  void fourteenMonthsAreInsufficient() {
    assertThat(of("Q02"))
        .hasSize(14)
        .allMatch(row -> row.getAs("rule").equals("insufficient"))
        .allMatch(row -> row.isNullAt(row.fieldIndex("mean")));
  }

  @Test
  void everyReasonOfTheReferenceTableHasADateAndAnId() {
    assertThat(Rebase.all())
        .isNotEmpty()
        .allMatch(rebase -> !rebase.id().isBlank() && !rebase.id().equals(Rebase.START));
  }

  private static List<Row> of(String code) {
    return ROWS.stream()
        .filter(row -> row.getAs("org_code").equals(code))
        .sorted((one, other) -> one.<java.sql.Date>getAs("period_end").compareTo(other.getAs("period_end")))
        .toList();
  }
}
