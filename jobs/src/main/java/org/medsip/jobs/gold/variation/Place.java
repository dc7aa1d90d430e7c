package org.medsip.jobs.gold.variation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where an organisation stands in the last month of a period.
 *
 * @param registrants its list size; null where none is known
 * @param parents the organisations it belongs to, in the order of {@link
 *     org.medsip.jobs.gold.Memberships#LEVELS}; empty where no general practice belongs to it
 * @param numbersOfParents the same as numbers, which are quicker to tell apart; below 0 where there
 *     is none
 * @param deprivation what each release of the index says of it, the oldest first
 * @param ageSex its people by age and sex; null where no extract says
 */
record Place(
    @Nullable Long registrants,
    List<@Nullable String> parents,
    int[] numbersOfParents,
    List<Deprivation> deprivation,
    @Nullable AgeSex ageSex) {

  /** That of an organisation nothing is known of. */
  static final Place UNKNOWN = new Place(null, List.of(), new int[0], List.of(), null);
}
