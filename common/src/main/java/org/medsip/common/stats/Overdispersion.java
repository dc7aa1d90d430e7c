package org.medsip.common.stats;

import java.util.List;

/**
 * How much more organisations deviate from a common target than chance explains.
 *
 * <pre>
 * phi  = mean of z^2 over the n that are left after trimming
 * tau2 = max(0, (n phi - (n - 1)) / (sum w - sum w^2 / sum w)),  w = 1/s^2
 * </pre>
 *
 * <p>Units: phi is a ratio of variances, 1 where there is chance alone and nothing is trimmed; tau2
 * is a variance on the scale of the deviations.
 *
 * <p>Example: the six of observed 100, 150, 180, 80, 120, 225 and expected 108, 112, 165, 95, 100,
 * 220 have, on the logarithmic scale and truncated, phi = 2.9480 and tau2 = 0.019478.
 *
 * <p>Source: Spiegelhalter 2005, Statistics in Medicine 24: 1185-1202, doi 10.1002/sim.1970;
 * DerSimonian and Laird 1986, Controlled Clinical Trials 7: 177-188, doi
 * 10.1016/0197-2456(86)90046-2.
 *
 * @param phi the multiplicative over-dispersion
 * @param tau2 the additive over-dispersion
 */
public record Overdispersion(double phi, double tau2) {

  /** Of a target that nothing deviates from. */
  static final Overdispersion NONE = new Overdispersion(1, 0);

  /** The over-dispersion of some deviations; none of nothing. */
  public static Overdispersion of(List<Deviation> deviations, Trimming trimming) {
    List<Deviation> kept = deviations.isEmpty() ? deviations : trimming.of(deviations);
    if (kept.isEmpty()) {
      return NONE;
    }
    double squares = 0;
    double weights = 0;
    double weightsSquared = 0;
    for (Deviation deviation : kept) {
      double weight = 1 / (deviation.standardError() * deviation.standardError());
      squares += deviation.z() * deviation.z();
      weights += weight;
      weightsSquared += weight * weight;
    }
    int n = kept.size();
    double beyondChance = squares - (n - 1);
    double room = weights - weightsSquared / weights;
    double tau2 = beyondChance > 0 && room > 0 ? beyondChance / room : 0;
    return new Overdispersion(squares / n, tau2);
  }
}
