package org.medsip.common.contract;

import java.math.BigDecimal;
import java.util.List;

/**
 * A rule that every value of a column keeps; nulls are judged by {@link Column#nullable()} alone.
 */
public sealed interface Constraint {

  /** The rule in words, such as {@code one of Y, N}. */
  String describe();

  /** The value is one of a closed list. */
  record OneOf(List<String> values) implements Constraint {
    public OneOf {
      values = List.copyOf(values);
    }

    @Override
    public String describe() {
      return "one of " + String.join(", ", values);
    }
  }

  /** The whole value matches a regular expression. */
  record Matches(String regex) implements Constraint {
    @Override
    public String describe() {
      return "matches " + regex;
    }
  }

  /** The value is at least a bound. */
  record AtLeast(BigDecimal bound) implements Constraint {
    @Override
    public String describe() {
      return "at least " + bound.toPlainString();
    }
  }

  /** The value is at most a bound. */
  record AtMost(BigDecimal bound) implements Constraint {
    @Override
    public String describe() {
      return "at most " + bound.toPlainString();
    }
  }

  /** The date is the first day of a month. */
  record FirstOfMonth() implements Constraint {
    @Override
    public String describe() {
      return "first day of a month";
    }
  }
}
