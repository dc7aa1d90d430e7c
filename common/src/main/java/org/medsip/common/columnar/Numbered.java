package org.medsip.common.columnar;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Different values, numbered from 0 as they come. A value may lie in memory that is used again: of
 * one that is new a copy is kept.
 *
 * <p>To find a value costs, so two are looked at before: the last one, since neighbours often have
 * it in common, and the one that came after the last when that came before, since the same often
 * come in the same order again.
 */
public final class Numbered<T> {

  private final UnaryOperator<T> copy;
  private final Map<T, Integer> numbers = new HashMap<>();
  private final List<T> values = new ArrayList<>();

  /** The number of the value that last came after each. */
  private int[] after = new int[1 << 4];

  private int last;

  /** No values yet. */
  public Numbered(UnaryOperator<T> copy) {
    this.copy = copy;
  }

  public int numberOf(T value) {
    if (values.isEmpty() || !value.equals(values.get(last))) {
      int next = values.isEmpty() ? add(value) : numberAfterLast(value);
      after[last] = next;
      last = next;
    }
    return last;
  }

  private int numberAfterLast(T value) {
    int likely = after[last];
    if (value.equals(values.get(likely))) {
      return likely;
    }
    Integer known = numbers.get(value);
    return known == null ? add(value) : known;
  }

  private int add(T value) {
    int number = values.size();
    T kept = copy.apply(value);
    values.add(kept);
    numbers.put(kept, number);
    if (number == after.length) {
      after = Arrays.copyOf(after, 2 * number);
    }
    return number;
  }

  /** The values by their numbers. */
  public List<T> inOrder() {
    return List.copyOf(values);
  }
}
