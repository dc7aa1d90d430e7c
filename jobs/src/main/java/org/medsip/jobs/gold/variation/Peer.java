package org.medsip.jobs.gold.variation;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.medsip.common.stats.Counted;
import org.medsip.jobs.gold.Memberships;

/**
 * An organisation of a period: what was counted there, and where it stands.
 *
 * @param level its level
 * @param name its name
 * @param counted what was counted
 * @param value the value of the measure; null where it has none
 * @param place where it stands in the last month
 * @param definitionId the definitions its figures were computed with
 */
record Peer(
    String level,
    @Nullable String name,
    Counted counted,
    @Nullable Double value,
    Place place,
    String definitionId) {

  static final String PRACTICE = "practice";

  /** A practice with fewer is too small for its value to say much. */
  private static final long SMALL_LIST = 1_000;

  /** The organisations of some rows of one measure and period, by level and code. */
  static List<Peer> all(List<Row> rows, Map<String, Place> places) {
    return rows.stream()
        .map(row -> of(row, places.getOrDefault(Place.key(row), Place.UNKNOWN)))
        .sorted(Comparator.comparing(Peer::level).thenComparing(Peer::code))
        .toList();
  }

  private static Peer of(Row row, Place place) {
    return new Peer(
        row.getAs("org_level"),
        row.getAs("org_name"),
        counted(row),
        row.getAs("value"),
        place,
        row.getAs("definition_id"));
  }

  /** What a row says was counted. */
  static Counted counted(Row row) {
    Double denominator = row.getAs("denominator");
    return new Counted(
        row.getAs("org_code"),
        row.<Double>getAs("numerator"),
        row.<Double>getAs("numerator_squares"),
        denominator == null ? 0 : denominator);
  }

  String code() {
    return counted.code();
  }

  /** The organisation of a level that it belongs to; null where none is known. */
  @Nullable String parent(String ofLevel) {
    int at = Memberships.LEVELS.indexOf(ofLevel);
    return at < place.parents().size() ? place.parents().get(at) : null;
  }

  /** What a release says of its deprivation. */
  Optional<Deprivation> deprivation(long release) {
    return place.deprivation().stream().filter(said -> said.release() == release).findFirst();
  }

  @Nullable Long registrants() {
    return place.registrants();
  }

  /** Whether general practices belong to it, or it is one, in the last month of the period. */
  boolean isThereInLastMonth() {
    return !place.parents().isEmpty();
  }

  /** Whether it can stand in a comparison: it has a value not below 0 and is no tiny practice. */
  boolean isComparable() {
    return value != null && counted.numerator() >= 0 && !isSmallPractice();
  }

  /** Whether it is a practice whose list is small or unknown. */
  boolean isSmallPractice() {
    Long registrants = registrants();
    return level.equals(PRACTICE) && (registrants == null || registrants < SMALL_LIST);
  }
}
