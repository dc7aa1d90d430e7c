package org.medsip.common.metric;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A rate as it would be if the organisation's people had the ages and sexes of England.
 *
 * <pre>
 * E      = W (England's O / England's W)
 * ratio  = O / E
 * value  = ratio times England's crude value
 * limits = limits of O / E, times England's crude value
 * </pre>
 *
 * where O is what was observed and W the registrants weighted by age and sex ({@link
 * AgeSexWeights}), both added up over the same sites and months. E is what would be observed if the
 * organisation's people were given as much as people of their age and sex in England; the expected
 * of all organisations add up to England's O, and England's own ratio is 1.
 *
 * <p>Units: O, E and the limits of O in that of the numerator (items, DDD, mg); the ratio in none;
 * the value in that of the rate. Any unit of W will do, for it cancels out.
 *
 * <p>The limits treat E as known, as is usual where the standard is much larger than the
 * organisation: of England as a whole they are those of the crude value.
 *
 * <p>Example: England has 1,000,000 items, W = 500,000 and 20 items per 1,000 registrants. A
 * practice with O = 90 items (Byar: 72.37 to 110.63) and W = 60 has E = 60 x 2 = 120, a ratio of
 * 0.75 and a standardised value of 15 per 1,000, from 12.06 to 18.44.
 *
 * <p>Source: Breslow and Day 1987, Statistical Methods in Cancer Research II, chapter 2; Eayres
 * 2008 (reprinted 2010), APHO Technical Briefing 3; Public Health England 2018, Technical Guide:
 * Confidence Intervals, on indirectly standardised ratios.
 */
public final class IndirectStandardisation {

  /**
   * What standardisation gives.
   *
   * @param ratio observed over expected
   * @param value the standardised rate, in the unit of the crude one
   * @param limits its 95 % interval; absent where that of the observed is
   */
  public record Standardised(double ratio, double value, Optional<Interval> limits) {}

  /**
   * The standardised value; none where the organisation or England has no weighted registrants, or
   * nothing is expected because England has nothing.
   *
   * @param observed the numerator of the organisation
   * @param weighted its weighted registrants; null where they are not known
   * @param englandObserved the numerator of England
   * @param englandWeighted England's weighted registrants; null where they are not known
   * @param englandValue the crude rate of England
   * @param limitsOfObserved the limits of the organisation's numerator: those of its crude rate
   *     times its denominator over the scale
   */
  public static Optional<Standardised> of(
      double observed,
      @Nullable Double weighted,
      double englandObserved,
      @Nullable Double englandWeighted,
      double englandValue,
      Optional<Interval> limitsOfObserved) {
    if (weighted == null || englandWeighted == null || !(weighted > 0) || !(englandWeighted > 0)) {
      return Optional.empty();
    }
    double expected = weighted * (englandObserved / englandWeighted);
    if (!(expected > 0)) {
      return Optional.empty();
    }
    double value = observed / expected * englandValue;
    Optional<Interval> limits =
        limitsOfObserved.map(of -> of.times(englandValue / expected).reaching(value));
    return Optional.of(new Standardised(observed / expected, value, limits));
  }

  private IndirectStandardisation() {}
}
