package org.medsip.common.quality;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medsip.common.contract.Table;

/**
 * The keys of the first few rows that break a rule, so that a user can look them up. Only keys, or
 * where a row came from; nothing at all of a table that says something of a person.
 */
record RowsAgainst(Table table, Dataset<Row> rows) {

  private static final int ENOUGH = 3;

  Optional<String> examples(Rule rule) {
    if (table.isPersonal() || names().isEmpty()) {
      return Optional.empty();
    }
    if (rule instanceof Rule.EveryValue value) {
      return examples(value.ofRows());
    }
    if (rule instanceof Rule.Holds holds) {
      return first(rows.filter(not(holds.isMet())));
    }
    if (rule instanceof Rule.Unique) {
      return first(rows.groupBy(columns()).agg(count(lit(1)).as("n")).filter(col("n").gt(1)));
    }
    return Optional.empty();
  }

  private Optional<String> first(Dataset<Row> against) {
    List<Row> found =
        against.select(columns()).distinct().orderBy(columns()).limit(ENOUGH).collectAsList();
    return found.isEmpty()
        ? Optional.empty()
        : Optional.of(found.stream().map(this::describe).collect(Collectors.joining("; ")));
  }

  private String describe(Row row) {
    return IntStream.range(0, names().size())
        .mapToObj(i -> names().get(i) + "=" + row.get(i))
        .collect(Collectors.joining(", "));
  }

  private Column[] columns() {
    return names().stream().map(name -> col(name)).toArray(Column[]::new);
  }

  private List<String> names() {
    return table.key().isEmpty() ? whereRowsCameFrom() : table.key();
  }

  private List<String> whereRowsCameFrom() {
    Stream<String> provenance =
        table.columns().stream().filter(c -> c.provenance()).map(c -> c.name());
    return Stream.concat(table.partition().stream(), provenance).distinct().toList();
  }
}
