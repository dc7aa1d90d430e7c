package org.medsip.common.run;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.medsip.common.contract.Table;
import org.medsip.common.lake.BuiltFrom;

/** Which partitions the inputs of a stage have: what its outputs can be built from. */
public final class Available {

  private final Map<Table, SortedSet<String>> partitions;

  public Available(Map<Table, ? extends Collection<String>> partitions) {
    this.partitions =
        partitions.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, e -> new TreeSet<>(e.getValue())));
  }

  /** The partitions of a table, oldest first. */
  public SortedSet<String> of(Table table) {
    return partitions.getOrDefault(table, new TreeSet<>());
  }

  /** The partition of a table of the same name, if it is there. */
  public List<Part> same(Table table, String partition) {
    return of(table).contains(partition) ? List.of(new Part(table, partition)) : List.of();
  }

  /** The edition of a reference that speaks for a month, by the rule of {@link EditionOfMonth}. */
  public List<Part> editionFor(Table table, String month) {
    return EditionOfMonth.of(of(table), month).map(edition -> new Part(table, edition)).stream()
        .toList();
  }

  /** The newest partition of a table. */
  public List<Part> newest(Table table) {
    return of(table).isEmpty() ? List.of() : List.of(new Part(table, of(table).last()));
  }

  /** Everything a table has. */
  public List<Part> all(Table table) {
    return of(table).stream().map(partition -> new Part(table, partition)).toList();
  }

  /**
   * The edition of a history that knows how a month ended: the oldest that is not earlier, else the
   * newest there is.
   */
  public List<Part> editionThatKnows(Table table, String month) {
    SortedSet<String> editions = of(table);
    if (editions.isEmpty()) {
      return List.of();
    }
    SortedSet<String> notEarlier = editions.tailSet(month);
    return List.of(new Part(table, notEarlier.isEmpty() ? editions.last() : notEarlier.first()));
  }

  /** A table that is not partitioned, if it is there. */
  public List<Part> whole(Table table) {
    return same(table, BuiltFrom.WHOLE);
  }

  /** The newest partition of a table that is not later than a month. */
  public List<Part> newestUntil(Table table, String month) {
    SortedSet<String> notLater = of(table).headSet(month + "\0");
    return notLater.isEmpty() ? List.of() : List.of(new Part(table, notLater.last()));
  }

  /** The months of a table in the window that ends with a month. */
  public List<Part> window(Table table, LocalDate lastMonth, int months) {
    String first = lastMonth.minusMonths(months - 1L).toString();
    return of(table).subSet(first, lastMonth + "\0").stream().map(m -> new Part(table, m)).toList();
  }

  /** Plans one output that is not partitioned, from everything the tables have. */
  public SortedMap<String, List<Part>> asWhole(Collection<Table> tables) {
    List<Part> everything = tables.stream().flatMap(table -> all(table).stream()).toList();
    return everything.isEmpty()
        ? new TreeMap<>()
        : new TreeMap<>(Map.of(BuiltFrom.WHOLE, everything));
  }

  /** Plans one output partition for each partition of the table, from that alone. */
  public SortedMap<String, List<Part>> eachOf(Table table) {
    return forEachPartition(table, partition -> same(table, partition));
  }

  /** Plans one output partition for each month of the table, by the given rule. */
  public SortedMap<String, List<Part>> forEachPartition(
      Table table, Function<String, List<Part>> rule) {
    SortedMap<String, List<Part>> plan = new TreeMap<>();
    of(table).forEach(month -> plan.put(month, rule.apply(month)));
    return plan;
  }
}
