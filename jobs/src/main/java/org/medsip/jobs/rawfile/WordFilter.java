package org.medsip.jobs.rawfile;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.spark.sql.sources.EqualTo;
import org.apache.spark.sql.sources.Filter;
import org.apache.spark.sql.sources.In;
import org.apache.spark.sql.sources.IsNotNull;
import org.apache.spark.sql.sources.Or;
import org.apache.spark.sql.sources.StringStartsWith;
import org.apache.spark.sql.types.StringType;
import org.jspecify.annotations.Nullable;
import org.medsip.common.contract.Table;
import org.medsip.jobs.landing.Wanted;

/**
 * A filter of a query that is decided by the word that a row has in one column.
 *
 * @param filter the filter as Spark gave it
 * @param column the column
 * @param words which of its words pass
 */
record WordFilter(Filter filter, String column, Wanted.Words words) {

  /** What is present and right. */
  private interface Right extends Predicate<String>, Serializable {}

  /** The filter in words, where it is one about the texts of one column. */
  static Optional<WordFilter> of(Filter filter, Table table) {
    String[] columns = filter.references();
    boolean isOfOne = columns.length > 0 && Arrays.stream(columns).distinct().count() == 1;
    if (!isOfOne
        || !table.columnNames().contains(columns[0])
        || !(table.column(columns[0]).type() instanceof StringType)) {
      return Optional.empty();
    }
    return words(filter).map(words -> new WordFilter(filter, columns[0], words));
  }

  private static Optional<Wanted.Words> words(Filter filter) {
    if (filter instanceof StringStartsWith beginning) {
      return present(word -> word.startsWith(beginning.value()));
    }
    if (filter instanceof EqualTo equal && equal.value() instanceof String value) {
      return present(value::equals);
    }
    if (filter instanceof In in && Arrays.stream(in.values()).allMatch(String.class::isInstance)) {
      Set<String> values =
          Arrays.stream(in.values()).map(String.class::cast).collect(Collectors.toSet());
      return present(values::contains);
    }
    if (filter instanceof IsNotNull) {
      return present(word -> true);
    }
    if (filter instanceof Or either) {
      return words(either.left())
          .flatMap(left -> words(either.right()).map(right -> either(left, right)));
    }
    return Optional.empty();
  }

  private static Optional<Wanted.Words> present(Right right) {
    return Optional.of(word -> word != null && right.test(word));
  }

  private static Wanted.Words either(Wanted.Words left, Wanted.Words right) {
    return word -> left.pass(word) || right.pass(word);
  }

  /** Both of two demands on one column. */
  static Wanted.Words both(Wanted.Words one, Wanted.Words other) {
    return (@Nullable String word) -> one.pass(word) && other.pass(word);
  }
}
