package org.medsip.common.run;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.medsip.common.contract.Column;
import org.medsip.common.contract.DisclosureClass;
import org.medsip.common.contract.Layer;
import org.medsip.common.contract.Table;
import org.medsip.common.disclosure.DisclosurePolicy;
import org.medsip.common.quality.Rule;

/**
 * What a stage that computes from people keeps to. It is judged of the declarations by a test, of
 * the declarations again before a stage builds anything, and of the rows before they are written.
 */
public final class DisclosureContract {

  /** What a stage breaks, a sentence each; none where it keeps the contract. */
  public static List<String> broken(Stage stage) {
    Table written = stage.writes();
    List<Table> people = stage.reads().stream().filter(Table::isPersonal).toList();
    List<Table> counts = stage.reads().stream().filter(Table::isAboutPersons).toList();
    List<String> sentences = new ArrayList<>();
    if (written.layer() == Layer.GOLD && written.isPersonal()) {
      sentences.add(
          "Table %s is of gold and has columns of class PERSON".formatted(written.name()));
    }
    if (!people.isEmpty() && !written.isPersonal() && !(stage instanceof DisclosingStage)) {
      sentences.add(
          "Table %s is computed from the people of %s without disclosure control"
              .formatted(written.name(), names(people)));
    }
    if (!people.isEmpty() && !written.isPersonal() && !written.isAboutPersons()) {
      sentences.add(
          "Table %s is computed from the people of %s and has no column of a class of counts"
              .formatted(written.name(), names(people)));
    }
    String unstated = unstated(written);
    if (!counts.isEmpty() && !unstated.isEmpty()) {
      sentences.add(
          "Table %s is computed from counts of people in %s, and no disclosure class is stated of %s"
              .formatted(written.name(), names(counts), unstated));
    }
    return sentences;
  }

  private static String unstated(Table table) {
    return table.columns().stream()
        .filter(column -> !column.disclosureStated())
        .map(Column::name)
        .collect(Collectors.joining(", "));
  }

  private static String names(List<Table> tables) {
    return tables.stream().map(Table::name).collect(Collectors.joining(", "));
  }

  /**
   * Refuses a stage that breaks the contract.
   *
   * @throws IllegalStateException with what it breaks
   */
  static void require(Stage stage) {
    List<String> sentences = broken(stage);
    if (!sentences.isEmpty()) {
      throw new IllegalStateException(String.join("; ", sentences));
    }
  }

  /** What must hold of the rows of a disclosing stage: no count that its policy never shows. */
  static List<Rule> rules(Stage stage) {
    if (!(stage instanceof DisclosingStage disclosing)) {
      return List.of();
    }
    return stage.writes().columns().stream()
        .filter(column -> column.disclosure() == DisclosureClass.COUNT_OF_PERSONS)
        .map(column -> canBeShown(column.name(), disclosing.policy()))
        .toList();
  }

  private static Rule canBeShown(String name, DisclosurePolicy policy) {
    org.apache.spark.sql.Column count = col(name);
    org.apache.spark.sql.Column rounded = count.mod(policy.roundedTo()).equalTo(0);
    org.apache.spark.sql.Column large = count.geq(policy.leastShown());
    org.apache.spark.sql.Column shown =
        policy.canShow(0) ? rounded.and(large.or(count.equalTo(0))) : rounded.and(large);
    return Rule.Holds.always(
        name + ": suppressed and rounded by policy " + policy.id(), count.isNull().or(shown));
  }

  private DisclosureContract() {}
}
