package org.medsip.common.stats;

import java.util.List;
import java.util.Optional;

/**
 * How a rate differs between the more and the less deprived, by every measure of it.
 *
 * @param fifths the rates from the most to the least deprived
 * @param slope slope and relative index of inequality
 * @param concentration the concentration index of the fifths
 * @param gap difference and ratio of the first and the last
 */
public record Gradient(
    List<RankedGroup> fifths,
    SlopeIndex slope,
    Optional<ConcentrationIndex> concentration,
    Gap gap) {

  public Gradient {
    fifths = List.copyOf(fifths);
  }

  /**
   * The gradient; none where a fifth has fewer than two practices.
   *
   * @param rates the practices by fifth, the most deprived first
   */
  public static Optional<Gradient> of(GroupRates rates) {
    if (!rates.isComplete()) {
      return Optional.empty();
    }
    double[][] together = rates.covariance();
    List<RankedGroup> fifths = rates.groups(together);
    return SlopeIndex.of(fifths, together)
        .map(
            slope ->
                new Gradient(
                    fifths,
                    slope,
                    ConcentrationIndex.of(fifths, together),
                    Gap.of(fifths, together)));
  }
}
