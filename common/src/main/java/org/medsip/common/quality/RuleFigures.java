package org.medsip.common.quality;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The figures of rules. Those that ask for every value of a column are asked of its {@link
 * Witnesses} first, and of all rows only where one of these breaks them: a table has dozens of such
 * rules, next to none is ever broken, and to ask them of each row cost most of what the gate did.
 */
final class RuleFigures {

  private final Dataset<Row> rows;

  /**
   * @param rows that are judged, which are read once, and once more for rules that are broken or
   *     ask for more than every value of a column
   */
  RuleFigures(Dataset<Row> rows) {
    this.rows = rows;
  }

  /** The figure of each rule, in their order; not a number for a share of no rows. */
  List<Double> of(List<Rule> rules) {
    List<Rule.EveryValue> ofValues =
        rules.stream()
            .filter(Rule.EveryValue.class::isInstance)
            .map(Rule.EveryValue.class::cast)
            .toList();
    Witnesses witnesses = Witnesses.of(rows, ofValues);
    Set<Rule.EveryValue> kept = witnesses.kept(ofValues, rows.sparkSession());
    Map<Rule, Double> figures = new HashMap<>();
    List<Rule> asked = new ArrayList<>();
    for (Rule rule : rules) {
      if (rule instanceof Rule.HasRows) {
        figures.put(rule, (double) witnesses.rows());
      } else if (kept.contains(rule)) {
        figures.put(rule, witnesses.rows() == 0 ? Double.NaN : 1);
      } else {
        asked.add(rule);
      }
    }
    if (!asked.isEmpty()) {
      List<Double> measured = Deequ.measure(rows, asked);
      for (int i = 0; i < asked.size(); i++) {
        figures.put(asked.get(i), measured.get(i));
      }
    }
    return rules.stream().map(figures::get).toList();
  }
}
