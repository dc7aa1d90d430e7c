package org.medsip.common.metric;

import java.util.Optional;

/**
 * Limits of a share, k of n, by the Wilson score method.
 *
 * <pre>
 * (2 k + z^2 -+ z sqrt(z^2 + 4 k (1 - k/n))) / (2 (n + z^2))
 * </pre>
 *
 * <p>Units: a share from 0 to 1; {@link Interval#times} makes it a percentage.
 *
 * <p>Example: 65 of 100 is 0.65, from 0.5525 to 0.7364.
 *
 * <p>Source: Wilson 1927, Journal of the American Statistical Association 22: 209-212, doi
 * 10.1080/01621459.1927.10502953; Eayres 2008 (reprinted 2010), APHO Technical Briefing 3; Public
 * Health England 2018, Technical Guide: Confidence Intervals, appendix 3.
 */
public final class WilsonInterval {

  private WilsonInterval() {}

  /**
   * The limits of a share; none where n is not above zero or k is not one of 0 to n, as corrections
   * in the source may leave them.
   *
   * @param k how many have the property
   * @param n how many there are
   */
  public static Optional<Interval> ofShare(long k, long n) {
    if (n <= 0 || k < 0 || k > n) {
      return Optional.empty();
    }
    double share = (double) k / n;
    double z2 = Interval.Z * Interval.Z;
    double spread = Interval.Z * Math.sqrt(z2 + 4 * k * (1 - share));
    double lower = k == 0 ? 0 : (2 * k + z2 - spread) / (2 * (n + z2));
    double upper = k == n ? 1 : (2 * k + z2 + spread) / (2 * (n + z2));
    return Optional.of(new Interval(lower, upper).reaching(share));
  }
}
