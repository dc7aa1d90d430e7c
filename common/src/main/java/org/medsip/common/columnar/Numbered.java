package org.medsip.common.columnar;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Different values, numbered from 0 as they come. A value may lie in memory that is used again: of
 * one that is new a copy is kept.
 */
public final class Numbered<T> {

  private final UnaryOperator<T> copy;
  private final Map<T, Integer> numbers = new HashMap<>();
  private final List<T> values = new ArrayList<>();

  /** The number of the value before: neighbours often have it in common, and to find it costs. */
  private int last;

  /** No values yet. */
  public Numbered(UnaryOperator<T> copy) {
    this.copy = copy;
  }

  public int numberOf(T value) {
    if (values.isEmpty() || !value.equals(values.get(last))) {
      Integer known = numbers.get(value);
      last = known == null ? add(copy.apply(value)) : known;
    }
    return last;
  }

  private int add(T value) {
    values.add(value);
    numbers.put(value, values.size() - 1);
    return values.size() - 1;
  }

  /** The values by their numbers. */
  public List<T> inOrder() {
    return List.copyOf(values);
  }
}
