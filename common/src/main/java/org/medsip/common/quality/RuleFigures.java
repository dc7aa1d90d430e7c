package org.medsip.common.quality;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The figures of rules. Those that ask for every row are asked some together, whether a row keeps
 * them all, and one by one only where a row does not: a table has dozens of them, next to none is
 * ever broken, and to count each by itself cost most of what the gate did.
 */
final class RuleFigures {

  /** A piece of code that is too long is not compiled by the JVM. */
  private static final int TOGETHER = 8;

  private final Dataset<Row> rows;

  /**
   * @param rows that are judged, which are read once, and once more where a rule is broken
   */
  RuleFigures(Dataset<Row> rows) {
    this.rows = rows;
  }

  /** The figure of each rule, in their order; not a number for a share of no rows. */
  List<Double> of(List<Rule> rules) {
    List<Rule> asked = new ArrayList<>(rules);
    asked.removeIf(RuleFigures::asksForEveryRow);
    Map<Rule, List<Rule>> groups = new LinkedHashMap<>();
    groups(rules.stream().filter(RuleFigures::asksForEveryRow).toList())
        .forEach(group -> groups.put(keptTogether(group), group));
    asked.addAll(groups.keySet());
    Map<Rule, Double> known = measured(asked);
    List<Rule> broken = new ArrayList<>();
    groups.forEach(
        (together, group) -> {
          double figure = known.getOrDefault(together, Double.NaN);
          group.forEach(rule -> known.put(rule, figure));
          if (figure < 1) {
            broken.addAll(group);
          }
        });
    known.putAll(measured(broken));
    return rules.stream().map(known::get).toList();
  }

  private Map<Rule, Double> measured(List<Rule> rules) {
    Map<Rule, Double> known = new HashMap<>();
    if (!rules.isEmpty()) {
      List<Double> figures = Deequ.measure(rows, rules);
      for (int i = 0; i < rules.size(); i++) {
        known.put(rules.get(i), figures.get(i));
      }
    }
    return known;
  }

  private static boolean asksForEveryRow(Rule rule) {
    return rule instanceof Rule.Holds holds && holds.minimumShare() == 1;
  }

  private static List<List<Rule>> groups(List<Rule> rules) {
    List<List<Rule>> groups = new ArrayList<>();
    for (int from = 0; from < rules.size(); from += TOGETHER) {
      groups.add(rules.subList(from, Math.min(rules.size(), from + TOGETHER)));
    }
    return groups;
  }

  /** The rule that a row keeps all of some rules. */
  private static Rule keptTogether(List<Rule> rules) {
    Column all =
        rules.stream().map(rule -> ((Rule.Holds) rule).isMet()).reduce(Column::and).orElseThrow();
    return Rule.Holds.always(String.join("; ", rules.stream().map(Rule::label).toList()), all);
  }
}
