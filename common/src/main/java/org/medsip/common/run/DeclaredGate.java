package org.medsip.common.run;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medsip.common.contract.Table;
import org.medsip.common.lake.Lake;
import org.medsip.common.lake.LakeMetricsHistory;
import org.medsip.common.quality.AnomalyRule;
import org.medsip.common.quality.MonthHistory;
import org.medsip.common.quality.MonthMetric;
import org.medsip.common.quality.Months;
import org.medsip.common.quality.QualityGate;
import org.medsip.common.quality.QualityResult;
import org.medsip.common.quality.Rule;
import org.medsip.common.quality.Status;
import org.medsip.common.table.QualityTables;

/**
 * The gate behind every stage: the rules of the table's declaration and of the stage, and for
 * stages that measure their months, a comparison with the months accepted before.
 */
public final class DeclaredGate implements Gate {

  private final Lake lake;
  private final MonthHistory history;
  private final Progress progress;
  private final List<QualityResult> results = new ArrayList<>();

  public DeclaredGate(Lake lake, Progress progress) {
    this.lake = lake;
    this.history = new MonthHistory(new LakeMetricsHistory(lake));
    this.progress = progress;
  }

  @Override
  public void admit(Stage stage, Dataset<Row> rows, SortedSet<String> partitions) {
    if (stage.mayHaveNoRows() && rows.isEmpty()) {
      return;
    }
    Table table = stage.writes();
    Months months = months(table, partitions);
    List<Rule> rules = new ArrayList<>(stage.rules());
    rules.addAll(DisclosureContract.rules(stage));
    stopIfBroken(QualityGate.of(table, rules.toArray(Rule[]::new)).judge(rows, months));

    List<MonthMetric> figures = stage.figures(rows, withMonthsBefore(table, rows, months), months);
    if (!figures.isEmpty()) {
      stopIfBroken(history.judge(table.name(), figures, AnomalyRule.PRESCRIBING));
      history.accept(table.name(), figures);
    }
  }

  /** The rows together with those that the table has of the month before each. */
  private Dataset<Row> withMonthsBefore(Table table, Dataset<Row> rows, Months months) {
    if (table.partition().isEmpty()) {
      return rows;
    }
    List<String> before =
        months.firstDays().stream()
            .map(month -> month.minusMonths(1))
            .filter(month -> !months.firstDays().contains(month))
            .map(LocalDate::toString)
            .toList();
    return lake.read(table, before).unionByName(rows);
  }

  /** Records every result so far, whatever became of the run. */
  public void record(RunContext run) {
    if (!results.isEmpty()) {
      List<Row> rows = results.stream().map(result -> result.toRow(run.runId())).toList();
      lake.append(QualityTables.QUALITY_RESULT, rows, run.runId());
      results.clear();
    }
  }

  private void stopIfBroken(List<QualityResult> judged) {
    results.addAll(judged);
    judged.stream()
        .filter(result -> result.status() == Status.FAILED && !result.stopsPublication())
        .forEach(result -> progress.say("warning: " + result.message()));
    judged.stream()
        .filter(QualityResult::stopsPublication)
        .findFirst()
        .ifPresent(
            result -> {
              throw new QualityGateFailed(result.message());
            });
  }

  private static Months months(Table table, SortedSet<String> partitions) {
    return table.partition().isPresent()
        ? new Months(
            partitions.stream().map(LocalDate::parse).map(day -> day.withDayOfMonth(1)).toList())
        : Months.NONE;
  }
}
