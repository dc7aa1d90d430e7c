package org.medsip.jobs.gold.variation;

import org.jspecify.annotations.Nullable;

/**
 * The people of an organisation by age and sex, as far as the extracts say.
 *
 * @param people those whose age and sex are known
 * @param over65 of them those of 65 years or more
 * @param female of them the women and girls
 */
record AgeSex(long people, long over65, long female) {

  /** Two together; what is known of one where nothing is known of the other. */
  static @Nullable AgeSex plus(@Nullable AgeSex one, @Nullable AgeSex other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return new AgeSex(
        one.people + other.people, one.over65 + other.over65, one.female + other.female);
  }

  /** The shares of the older and of the female, as regressions take them. */
  double[] shares() {
    return new double[] {(double) over65 / people, (double) female / people};
  }
}
