package org.medsip.common.metric;

import java.util.Optional;

/**
 * Limits of a count of events, and of a rate of such a count, when the count is Poisson.
 *
 * <p>From 10 events on by Byar's approximation, which lies within 0.2 % of the exact limits there:
 *
 * <pre>
 * lower = O (1 - 1/(9 O) - z/(3 sqrt O))^3
 * upper = P (1 - 1/(9 P) + z/(3 sqrt P))^3     with P = O + 1
 * </pre>
 *
 * <p>Below 10 events by the exact limits, half the 2.5 % point of chi-square with 2 O degrees of
 * freedom and half its 97.5 % point with 2 O + 2 (Garwood 1936). The twenty of them are written
 * down here to full precision, because a numerical quantile may differ from machine to machine; a
 * test holds them against one.
 *
 * <p>Units: the limits are events; of a rate, events per whatever the rate is of.
 *
 * <p>Example: 65 events are 50.163 to 82.849; 5 events in 100 people are 1.623 to 11.668 %.
 *
 * <p>Source: Breslow and Day 1987, Statistical Methods in Cancer Research II, doi
 * 10.1002/sim.4780080614; Eayres 2008 (reprinted 2010), APHO Technical Briefing 3; the change at 10
 * events: Public Health England 2018, Technical Guide: Confidence Intervals, appendices 1 and 2.
 */
public final class ByarInterval {

  private static final double[] EXACT_LOWER = {
    0,
    0.0253178079842898754,
    0.242209278543964903,
    0.618672122895601287,
    1.08986537362632488,
    1.62348639011842054,
    2.20189425349085081,
    2.81436305151986608,
    3.45383217674850129,
    4.11537309737833243
  };

  private static final double[] EXACT_UPPER = {
    3.6888794541139363,
    5.5716433909388986,
    7.22468766772396082,
    8.76727306974232604,
    10.2415886754036983,
    11.6683320793226696,
    13.0594740225186854,
    14.4226753617023794,
    15.7631892201933152,
    17.0848034514191703
  };

  private ByarInterval() {}

  /**
   * The limits of a count.
   *
   * @throws IllegalArgumentException if the count is negative
   */
  public static Interval ofCount(long events) {
    if (events < 0) {
      throw new IllegalArgumentException("A count of events is not negative: " + events);
    }
    if (events < EXACT_LOWER.length) {
      return new Interval(EXACT_LOWER[(int) events], EXACT_UPPER[(int) events]);
    }
    return new Interval(byar(events, -Interval.Z), byar(events + 1.0, Interval.Z));
  }

  /**
   * The limits of {@code per * events / denominator}; none where the denominator is not above zero,
   * or where corrections in the source leave the count below zero.
   *
   * @param per what the rate is of, such as 1000 registrants
   */
  public static Optional<Interval> ofRate(long events, double denominator, double per) {
    if (events < 0 || !(denominator > 0)) {
      return Optional.empty();
    }
    double value = per * events / denominator;
    return Optional.of(ofCount(events).times(per / denominator).reaching(value));
  }

  private static double byar(double events, double z) {
    double root = 1 - 1 / (9 * events) + z / (3 * Math.sqrt(events));
    return events * root * root * root;
  }
}
