package org.medsip.common.quality;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medsip.common.contract.Table;

/**
 * Judges rows by the rules of their table's declaration and by rules of its own.
 *
 * <p>The rows are read once for the values that stand for all, once for the key, once for rules on
 * more than one column and for broken ones together, and once for each broken one to find its rows;
 * so they should be written rather than computed on each reading.
 */
public final class QualityGate {

  private final Table table;
  private final List<Rule> rules;

  private QualityGate(Table table, List<Rule> rules) {
    this.table = table;
    this.rules = rules;
  }

  /** A gate for a table, with rules beyond those that its declaration says. */
  public static QualityGate of(Table table, Rule... moreRules) {
    return new QualityGate(
        table, Stream.concat(ContractRules.of(table).stream(), Stream.of(moreRules)).toList());
  }

  /**
   * One result for each rule, in the order of the columns; where there is no row, the other rules
   * are skipped.
   *
   * @param rows the rows of these months
   * @throws RuntimeException if Spark could not read the rows, which says nothing of their quality
   */
  public List<QualityResult> judge(Dataset<Row> rows, Months months) {
    List<Double> figures = new RuleFigures(rows).of(rules);
    long size = figures.get(0).longValue();
    List<QualityResult> results = new ArrayList<>();
    for (int i = 0; i < rules.size(); i++) {
      results.add(judge(rules.get(i), figures.get(i), size, months, rows));
    }
    return List.copyOf(results);
  }

  private QualityResult judge(
      Rule rule, double figure, long size, Months months, Dataset<Row> rows) {
    if (size == 0 && !(rule instanceof Rule.HasRows)) {
      return result(rule, months, Status.SKIPPED, "no rows");
    }
    if (rule.isKeptBy(figure)) {
      return result(rule, months, Status.PASSED, rule.found(figure, size));
    }
    QualityResult failed = result(rule, months, Status.FAILED, rule.found(figure, size));
    return new RowsAgainst(table, rows).examples(rule).map(failed::withExamples).orElse(failed);
  }

  private QualityResult result(Rule rule, Months months, Status status, String found) {
    return QualityResult.of(
        table.name(), months, rule.label(), rule.severity(), status, rule.expected(), found);
  }
}
