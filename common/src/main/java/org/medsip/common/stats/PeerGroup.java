package org.medsip.common.stats;

import java.util.Comparator;
import java.util.List;
import org.medsip.common.metric.Measure.IntervalMethod;

/**
 * Organisations of one level that are compared with each other, in the order of their codes: what
 * was counted at each, and what would be expected if all had the rate that they have together.
 *
 * <p>Those without anything to divide by, or whose numerator corrections leave below zero, are left
 * out; {@link #size()} is of the others.
 */
public final class PeerGroup {

  private static final Comparator<Counted> BY_CODE = Comparator.comparing(Counted::code);

  private final List<Counted> members;
  private final IntervalMethod counts;
  private final double numerator;
  private final double squares;
  private final double denominator;
  private final double dispersion;

  /**
   * @param counts how the measure counts: {@code BYAR} events, {@code DOBSON} doses, {@code WILSON}
   *     a share
   */
  public PeerGroup(List<Counted> all, IntervalMethod counts) {
    this(counts, all.stream().filter(Counted::isComparable).sorted(BY_CODE).toList());
  }

  /**
   * The same of organisations that come in the order of their codes.
   *
   * @param all by code
   */
  public static PeerGroup ofOrdered(List<Counted> all, IntervalMethod counts) {
    return new PeerGroup(counts, all.stream().filter(Counted::isComparable).toList());
  }

  private PeerGroup(IntervalMethod counts, List<Counted> members) {
    this.members = members;
    this.counts = counts;
    numerator = members.stream().mapToDouble(Counted::numerator).sum();
    squares = members.stream().mapToDouble(Counted::squares).sum();
    denominator = members.stream().mapToDouble(Counted::denominator).sum();
    dispersion = dispersion();
  }

  /** How many can be compared. */
  public int size() {
    return members.size();
  }

  /** Those that can be compared, by code. */
  public List<Counted> members() {
    return members;
  }

  /** Whether anything was counted at all, so that there is an expectation. */
  public boolean hasRate() {
    return numerator > 0;
  }

  /** The rate of all together. */
  public double rate() {
    return numerator / denominator;
  }

  /** The value of each, by code. */
  public double[] values() {
    return members.stream().mapToDouble(Counted::value).toArray();
  }

  /** Each with its expectation, by code; only where {@link #hasRate()}. */
  public List<Unit> units() {
    return members.stream().map(this::unit).toList();
  }

  /** One with its expectation. */
  public Unit unit(Counted member) {
    return new Unit(member.numerator(), member.denominator() * rate(), dispersion);
  }

  /** Variance over expectation if all were alike: of all together, which hides no one's size. */
  private double dispersion() {
    return switch (counts) {
      case BYAR -> 1;
      case DOBSON -> squares > 0 ? squares / numerator : 1;
      case WILSON -> Math.max(1 - rate(), Double.MIN_NORMAL);
    };
  }

  /** The funnel they lie in; only where {@link #hasRate()}. */
  public Funnel funnel() {
    return counts == IntervalMethod.WILSON
        ? Funnel.ofShares(units(), rate(), Trimming.WINSORISED)
        : Funnel.ofRatios(units(), FunnelScale.ROOT_RATIO, Trimming.WINSORISED);
  }

  /** The over-dispersion of all of them, the extreme ones as they are; only with a rate. */
  public Overdispersion overdispersion() {
    FunnelScale scale =
        counts == IntervalMethod.WILSON ? FunnelScale.ARCSINE : FunnelScale.ROOT_RATIO;
    return Overdispersion.of(
        units().stream().map(unit -> scale.deviation(unit, rate())).toList(), Trimming.NONE);
  }
}
