package org.medsip.jobs.gold.variation;

import java.util.Comparator;
import java.util.Optional;
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

  /** In place of the number of an organisation. */
  static final int NOBODY = -1;

  /** By level and code. */
  static final Comparator<Peer> IN_ORDER =
      Comparator.comparing(Peer::level).thenComparing(Peer::code);

  /** A practice with fewer is too small for its value to say much. */
  private static final long SMALL_LIST = 1_000;

  String code() {
    return counted.code();
  }

  /** The organisation of a level that it belongs to; null where none is known. */
  @Nullable String parent(String ofLevel) {
    return parent(Memberships.LEVELS.indexOf(ofLevel));
  }

  /** The same, the level by its place among {@link Memberships#LEVELS}. */
  @Nullable String parent(int at) {
    return at < place.parents().size() ? place.parents().get(at) : null;
  }

  /** The number of that organisation in its period; below 0 where none is known. */
  int numberOfParent(int at) {
    int[] numbers = place.numbersOfParents();
    return at < numbers.length ? numbers[at] : NOBODY;
  }

  /** What a release says of its deprivation. */
  Optional<Deprivation> deprivation(long release) {
    for (Deprivation said : place.deprivation()) {
      if (said.release() == release) {
        return Optional.of(said);
      }
    }
    return Optional.empty();
  }

  /** Its people by age and sex; null where no extract says. */
  @Nullable AgeSex ageSex() {
    return place.ageSex();
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
