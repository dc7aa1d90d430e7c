package org.medsip.jobs.gold.variation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.medsip.common.OnRows;
import org.medsip.common.Rows;
import org.medsip.common.run.Available;
import org.medsip.common.table.GoldTables;

/**
 * Sixty worlds, each a variant, of twelve boards over forty months with a trend, a season and
 * shocks in common. From the thirtieth month on the log of the rate of board Q00 is 0.1 lower.
 */
class ItsEffectStageTest {

  private static final int WORLDS = 60;
  private static final int BOARDS = 12;
  private static final int MONTHS = 40;
  private static final int BREAK = 30;
  private static final double EFFECT = -0.1;
  private static final LocalDate FIRST = LocalDate.of(2022, 3, 1);
  private static final LocalDate FROM = FIRST.plusMonths(BREAK);

  private static final List<Programme> PROGRAMMES =
      List.of(
          new Programme("Q00", FROM),
          new Programme("Q01", FIRST.plusMonths(MONTHS - 3)),
          new Programme("Q02", FROM),
          new Programme("Q99", FROM));

  private static final List<Row> ROWS =
      OnRows.apply(VariationStages.itsEffect(PROGRAMMES), figures()).collectAsList();

  /** Board Q02 has no value in one month. */
  private static Rows figures() {
    Rows rows =
        Rows.of(GoldTables.MEASURE_ORG_PERIOD)
            .each("measure_id", "rate", "org_level", "icb", "definition_id", "test");
    for (int world = 0; world < WORLDS; world++) {
      Random random = new Random(world);
      for (int month = 0; month < MONTHS; month++) {
        double shared = 0.05 * Math.sin(month * Math.PI / 6) + 0.03 * random.nextGaussian();
        LocalDate end = FIRST.plusMonths(month).with(TemporalAdjusters.lastDayOfMonth());
        rows.each("variant", "world %02d".formatted(world), "period_end", end, "window_months", 1);
        for (int board = 0; board < BOARDS; board++) {
          double effect = board == 0 && month >= BREAK ? EFFECT : 0;
          double own = 0.02 * random.nextGaussian() + effect;
          double value = (20 + board) * Math.exp(shared - 0.002 * month + own);
          Double known = board == 2 && month == 7 ? null : value;
          rows.row("org_code", "Q%02d".formatted(board), "org_vintage", "as_is", "value", known);
        }
        rows.row("org_code", "Q00", "org_vintage", "as_was", "value", 1_000);
        rows.row("org_code", "Q00", "org_vintage", "as_is", "window_months", 3, "value", 1_000);
      }
    }
    return rows;
  }

  @Test
  void thePlantedStepIsFoundInNearlyEveryWorldAndLiesInItsInterval() {
    double truth = Math.exp(EFFECT);
    double sum = 0;
    int inside = 0;
    int found = 0;
    for (Row row : of("Q00")) {
      double lower = row.<Double>getAs("step_lcl");
      double upper = row.<Double>getAs("step_ucl");
      sum += row.<Double>getAs("step");
      inside += lower <= truth && truth <= upper ? 1 : 0;
      found += upper < 1 ? 1 : 0;
      assertThat(row.<Long>getAs("controls")).isEqualTo(BOARDS - 3L);
      assertThat(row.<Long>getAs("months_before")).isEqualTo(BREAK);
      assertThat(row.<Long>getAs("months_after")).isEqualTo(MONTHS - BREAK);
      assertThat(row.<String>getAs("org_vintage")).isEqualTo("as_is");
      assertThat(row.<Object>getAs("missing_reason")).isNull();
    }

    assertThat(of("Q00")).hasSize(WORLDS);
    assertThat(sum / WORLDS).isCloseTo(truth, within(0.01));
    assertThat((double) inside / WORLDS).isGreaterThanOrEqualTo(0.85);
    assertThat((double) found / WORLDS).isGreaterThanOrEqualTo(0.9);
  }

  @Test
  void withoutTheProgrammeTheLastMonthWouldHaveBeenATenthHigher() {
    double sum = 0;
    for (Row row : of("Q00")) {
      double value = row.getAs("value_at_end");
      double counterfactual = row.getAs("counterfactual");
      sum += Math.log(value / counterfactual);
    }

    assertThat(sum / WORLDS).isCloseTo(EFFECT, within(0.02));
  }

  @Test
  void whatCannotBeJudgedHasAReasonInsteadOfAnEffect() {
    assertThat(of("Q01"))
        .hasSize(WORLDS)
        .allMatch(row -> row.getAs("missing_reason").equals("fewer_than_six_months_on_a_side"));
    assertThat(of("Q02"))
        .hasSize(WORLDS)
        .allMatch(row -> row.getAs("missing_reason").equals("month_without_a_value"));
    assertThat(of("Q99"))
        .hasSize(WORLDS)
        .allMatch(row -> row.getAs("missing_reason").equals("no_values"))
        .allMatch(row -> row.isNullAt(row.fieldIndex("step")));
  }

  @Test
  void withoutAProgrammeNothingIsComputed() {
    Available months = new Available(Map.of(GoldTables.MEASURE_ORG_PERIOD, List.of("2026-04-30")));

    assertThat(VariationStages.itsEffect(List.of()).plan(months)).isEmpty();
    assertThat(VariationStages.itsEffect(PROGRAMMES).plan(months)).hasSize(1);
  }

  private static List<Row> of(String code) {
    return ROWS.stream().filter(row -> row.getAs("org_code").equals(code)).toList();
  }
}
