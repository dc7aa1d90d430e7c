package org.medsip.jobs.simulate;

import java.util.List;

/**
 * The months in which one person is given opioids.
 *
 * @param people the practice whose people the person was one of at first
 * @param number which of those who start there in that month
 * @param last the last month
 * @param movesIn the month from which the person belongs to the neighbouring practice; far away
 *     where it stays
 * @param line what is prescribed
 * @param every 1 where there is an item each month, 2 each second month
 * @param second what is prescribed beside it each month: lines of a second opioid and of others
 * @param chance the person's own number from 0 to 1
 */
record Episode(
    int people,
    int start,
    int number,
    int last,
    Ending ending,
    int movesIn,
    int line,
    int every,
    List<Integer> second,
    double chance) {

  /** How it ends. */
  enum Ending {
    STOPPED,
    PROGRAMME,
    DIED,
    LEFT
  }
}
