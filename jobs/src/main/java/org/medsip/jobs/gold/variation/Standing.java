package org.medsip.jobs.gold.variation;

import org.medsip.common.stats.Ranks;

/**
 * Where an organisation stands among those of its frame.
 *
 * @param shrunkRate its shrunk rate
 * @param threshold the shrunk rate that the highest fifth lies above
 * @param high the probability that its true rate is above the threshold
 * @param rank its rank over all draws
 * @param ranked how many are ranked
 */
record Standing(double shrunkRate, double threshold, double high, Ranks.Rank rank, int ranked) {}
