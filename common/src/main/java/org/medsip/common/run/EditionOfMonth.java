package org.medsip.common.run;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.datediff;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Which edition of a reference, or quarter of what is published quarterly, speaks for a month: the
 * newest that is not later, else the oldest there is.
 */
public final class EditionOfMonth {

  /**
   * The edition that speaks for a month, as texts such as {@code 2026-04-01}.
   *
   * @return empty where there is no edition
   */
  static Optional<String> of(SortedSet<String> editions, String month) {
    if (editions.isEmpty()) {
      return Optional.empty();
    }
    SortedSet<String> notLater = editions.headSet(month + "\0");
    return Optional.of(notLater.isEmpty() ? editions.first() : notLater.last());
  }

  /**
   * The edition that speaks for each of some months: one row a month, for each value of {@code
   * each}; none where there is no edition.
   *
   * @param rows rows of the editions; those that speak for the months must be among them
   * @param edition the column of the edition, a date
   * @param months the months
   * @param month the name of the column that says for which month an edition speaks
   * @param each columns, such as a publisher, that have editions of their own
   */
  public static Dataset<Row> forMonths(
      Dataset<Row> rows, String edition, SortedSet<String> months, String month, String... each) {
    List<Column> named = new ArrayList<>(List.of(col(edition)));
    List<Column> group = new ArrayList<>(List.of(col(month)));
    for (String name : each) {
      named.add(col(name));
      group.add(col(name));
    }
    Column wanted = lit(months.stream().map(LocalDate::parse).toArray(LocalDate[]::new));
    Column notLater = col(edition).leq(col(month));
    Column sinceTheEdition = datediff(lit(LocalDate.EPOCH), col(edition));
    Column preference = struct(notLater, when(notLater, col(edition)), sinceTheEdition);
    return rows.select(named.toArray(Column[]::new))
        .distinct()
        .withColumn(month, explode(wanted))
        .groupBy(group.toArray(Column[]::new))
        .agg(max_by(col(edition), preference).as(edition));
  }

  private EditionOfMonth() {}
}
