package org.medsip.common.quality;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.dayofmonth;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataTypes;
import org.medsip.common.contract.Constraint;
import org.medsip.common.contract.Table;

/** The rules that a table's declaration already says. */
final class ContractRules {

  private ContractRules() {}

  static List<Rule> of(Table table) {
    List<Rule> rules = new ArrayList<>();
    rules.add(new Rule.HasRows());
    table.columns().forEach(column -> rules.addAll(ofColumn(column)));
    if (!table.key().isEmpty()) {
      rules.add(new Rule.Unique(table.key()));
    }
    return rules;
  }

  private static List<Rule> ofColumn(org.medsip.common.contract.Column column) {
    List<Rule> rules = new ArrayList<>();
    String name = column.name();
    Column value = col(name);
    if (!column.nullable()) {
      rules.add(
          new Rule.EveryValue(name + ": present", name, value.isNotNull(), Rule.Witness.ABSENT));
    }
    if (column.type().equals(DataTypes.DoubleType)) {
      rules.add(ofValue(name, "a finite number", isFinite(value), Rule.Witness.EXTREMES));
    }
    for (Constraint constraint : column.constraints()) {
      rules.add(
          ofValue(name, constraint.describe(), condition(value, constraint), witness(constraint)));
    }
    return rules;
  }

  /** An absent value breaks no rule but that of being present. */
  private static Rule ofValue(String name, String asked, Column condition, Rule.Witness witnesses) {
    return new Rule.EveryValue(
        name + ": " + asked, name, col(name).isNull().or(condition), witnesses);
  }

  private static Rule.Witness witness(Constraint constraint) {
    boolean isBound =
        constraint instanceof Constraint.AtLeast || constraint instanceof Constraint.AtMost;
    return isBound ? Rule.Witness.EXTREMES : Rule.Witness.DIFFERENT;
  }

  private static Column condition(Column value, Constraint constraint) {
    if (constraint instanceof Constraint.OneOf oneOf) {
      return value.cast(DataTypes.StringType).isin(oneOf.values().toArray());
    }
    if (constraint instanceof Constraint.Matches matches) {
      return value.rlike("\\A(?:" + matches.regex() + ")\\z");
    }
    if (constraint instanceof Constraint.AtLeast atLeast) {
      return value.geq(lit(atLeast.bound()));
    }
    if (constraint instanceof Constraint.AtMost atMost) {
      return value.leq(lit(atMost.bound()));
    }
    if (constraint instanceof Constraint.FirstOfMonth) {
      return dayofmonth(value).equalTo(1);
    }
    throw new IllegalStateException("No check is written for " + constraint);
  }

  private static Column isFinite(Column value) {
    return not(value.isNaN().or(value.isin(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY)));
  }
}
