package org.medsip.common.metric;

import java.util.Optional;

/**
 * Limits of a weighted sum of Poisson counts, such as the milligrams or daily doses of so many
 * items, or a directly standardised rate.
 *
 * <pre>
 * lower = V + sqrt(var/O) (lower limit of O - O)
 * upper = V + sqrt(var/O) (upper limit of O - O)
 * </pre>
 *
 * where V is the sum of weight times count, var its variance (the sum of weight squared times
 * count), O the total count, and the limits of O are those of {@link ByarInterval}. With one weight
 * for all it is the weight times the limits of O.
 *
 * <p>Units: those of V; var in their square. The whole may be scaled afterwards by {@link
 * Interval#times}.
 *
 * <p>A weighted sum cannot be negative, and the formula can, where a few counts carry almost all
 * the weight: the lower limit is then 0. Public Health England gives no standardised rate below 10
 * events; we give the limits, from the exact ones of O, and leave hiding them to the disclosure
 * policy.
 *
 * <p>Example: V = 8592.10 per 100,000 from 804 deaths in 18 age bands, weighted to the European
 * standard population of 1976, is 7991.16 to 9225.25.
 *
 * <p>Source: Dobson, Kuulasmaa, Eberle and Scherer 1991, Statistics in Medicine 10: 457-462, doi
 * 10.1002/sim.4780100317; Public Health England 2018, Technical Guide: Confidence Intervals,
 * appendix 4.
 */
public final class DobsonInterval {

  private DobsonInterval() {}

  /**
   * The limits of a weighted sum; none without an event, or where corrections in the source leave
   * the sum below zero.
   *
   * @param value the weighted sum
   * @param variance the sum of weight squared times count
   * @param events the total count
   */
  public static Optional<Interval> ofSum(double value, double variance, long events) {
    if (events <= 0 || !(value >= 0) || !(variance >= 0)) {
      return Optional.empty();
    }
    Interval count = ByarInterval.ofCount(events);
    double scale = Math.sqrt(variance / events);
    double lower = Math.max(0, value + scale * (count.lower() - events));
    double upper = value + scale * (count.upper() - events);
    return Optional.of(new Interval(lower, upper).reaching(value));
  }
}
