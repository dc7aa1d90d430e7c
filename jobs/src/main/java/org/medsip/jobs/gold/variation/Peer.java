package org.medsip.jobs.gold.variation;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.medsip.common.stats.Counted;
import org.medsip.jobs.gold.Memberships;

/**
 * An organisation of a period: what was counted there and to whom it belongs.
 *
 * @param level its level
 * @param name its name
 * @param observed its exact numerator
 * @param counted what was counted, for the statistics
 * @param value the value of the measure; null where it has none
 * @param registrants its list size in the last month; null where none is known
 * @param parents the organisations it belongs to in the last month, in the order of {@link
 *     Memberships#LEVELS}
 * @param deprivation what each release of the index says of it
 * @param definitionId the definitions its figures were computed with
 */
record Peer(
    String level,
    @Nullable String name,
    BigDecimal observed,
    Counted counted,
    @Nullable Double value,
    @Nullable Long registrants,
    List<@Nullable String> parents,
    List<Deprivation> deprivation,
    String definitionId) {

  static final String PRACTICE = "practice";

  /** A practice with fewer is too small for its value to say much. */
  static final long SMALL_LIST = 1_000;

  /** The organisations of some rows, by level and code. */
  static List<Peer> all(Iterator<Row> rows) {
    List<Peer> peers = new ArrayList<>();
    rows.forEachRemaining(row -> peers.add(of(row)));
    peers.sort(Comparator.comparing(Peer::level).thenComparing(Peer::code));
    return peers;
  }

  private static Peer of(Row row) {
    BigDecimal observed = row.getAs("numerator");
    BigDecimal squares = row.getAs("numerator_squares");
    BigDecimal denominator = row.getAs("denominator");
    int parents = row.fieldIndex("parents");
    return new Peer(
        row.getAs("org_level"),
        row.getAs("org_name"),
        observed,
        new Counted(
            row.getAs("org_code"),
            observed.doubleValue(),
            squares.doubleValue(),
            denominator == null ? 0 : denominator.doubleValue()),
        row.getAs("value"),
        row.getAs("registrants"),
        row.isNullAt(parents) ? List.of() : row.getList(parents),
        Deprivation.all(row),
        row.getAs("definition_id"));
  }

  String code() {
    return counted.code();
  }

  /** The organisation of a level that it belongs to; null where none is known. */
  @Nullable String parent(String ofLevel) {
    int place = Memberships.LEVELS.indexOf(ofLevel);
    return place < parents.size() ? parents.get(place) : null;
  }

  /** What a release says of its deprivation. */
  Optional<Deprivation> deprivation(long release) {
    return deprivation.stream().filter(said -> said.release() == release).findFirst();
  }

  /** Whether general practices belong to it, or it is one, in the last month of the period. */
  boolean isThereInLastMonth() {
    return !parents.isEmpty();
  }

  /** Whether it can stand in a comparison: it has a value and is no tiny practice. */
  boolean isComparable() {
    return value != null && !isSmallPractice();
  }

  /** Whether it is a practice whose list is small or unknown. */
  boolean isSmallPractice() {
    return level.equals(PRACTICE) && (registrants == null || registrants < SMALL_LIST);
  }
}
