package org.medsip.common.stats;

import java.util.ArrayList;
import java.util.List;
import org.medsip.common.metric.Interval;

/**
 * A funnel plot in numbers: which organisations lie outside what chance, and the ordinary
 * over-dispersion between organisations, leave open for their size.
 *
 * <pre>
 * multiplicative: limits at +- z s sqrt(max(1, phi))
 * additive:       limits at +- z sqrt(s^2 + tau2)
 * </pre>
 *
 * on the {@link FunnelScale}, about a ratio of 1, with phi and tau2 of {@link Overdispersion} after
 * {@link Trimming}; z is 1.96 for the 95 % limits and 3.09 for the 99.8 %.
 *
 * <p>Units: limits are ratios of observed over expected; times the pooled rate they are rates.
 *
 * <p>Example: with tau2 = 0 and E = 100 the 95 % limits are 0.822 and 1.217 on the logarithmic
 * scale.
 *
 * <p>Source: as {@link FunnelScale} and {@link Overdispersion}.
 */
public final class Funnel {

  /** How over-dispersion widens the limits. */
  public enum Method {
    /** As if everything varied phi times as much as chance, the largest as well. */
    MULTIPLICATIVE {
      @Override
      double spread(double standardError, Overdispersion overdispersion) {
        return standardError * Math.sqrt(Math.max(1, overdispersion.phi()));
      }
    },
    /** As if each organisation had a true place of its own, tau2 its variance. */
    ADDITIVE {
      @Override
      double spread(double standardError, Overdispersion overdispersion) {
        return Math.sqrt(standardError * standardError + overdispersion.tau2());
      }
    };

    abstract double spread(double standardError, Overdispersion overdispersion);
  }

  /** Where an organisation lies in the funnel. */
  public enum Flag {
    ABOVE_998,
    ABOVE_95,
    WITHIN,
    BELOW_95,
    BELOW_998;

    static Flag of(double z) {
      if (Math.abs(z) <= Normal.Z95) {
        return WITHIN;
      }
      boolean far = Math.abs(z) > Normal.Z998;
      if (z > 0) {
        return far ? ABOVE_998 : ABOVE_95;
      }
      return far ? BELOW_998 : BELOW_95;
    }
  }

  /**
   * One organisation in the funnel.
   *
   * @param z how many standard errors it lies from the target, were there chance alone
   * @param zAdjusted the same, over-dispersion allowed for
   * @param limits95 the ratios that 95 % of organisations of its size lie between
   * @param limits998 the ratios that 99.8 % of them lie between
   * @param flag where it lies
   */
  public record Point(
      double z, double zAdjusted, Interval limits95, Interval limits998, Flag flag) {}

  private final FunnelScale scale;
  private final double pooledShare;
  private final Overdispersion overdispersion;

  private Funnel(FunnelScale scale, double pooledShare, Overdispersion overdispersion) {
    this.scale = scale;
    this.pooledShare = pooledShare;
    this.overdispersion = overdispersion;
  }

  /** The funnel of ratios of observed over expected. */
  public static Funnel ofRatios(List<Unit> units, FunnelScale scale, Trimming trimming) {
    return of(units, scale, 1, trimming);
  }

  /**
   * The funnel of shares.
   *
   * @param pooledShare the share of all together, by which the expectations were computed
   */
  public static Funnel ofShares(List<Unit> units, double pooledShare, Trimming trimming) {
    return of(units, FunnelScale.ARCSINE, pooledShare, trimming);
  }

  private static Funnel of(
      List<Unit> units, FunnelScale scale, double pooledShare, Trimming trimming) {
    List<Deviation> deviations = new ArrayList<>();
    for (Unit unit : units) {
      deviations.add(scale.deviation(unit, pooledShare));
    }
    return new Funnel(scale, pooledShare, Overdispersion.of(deviations, trimming));
  }

  /** The over-dispersion that widens the limits. */
  public Overdispersion overdispersion() {
    return overdispersion;
  }

  /** Where a unit lies. */
  public Point point(Unit unit, Method method) {
    Deviation deviation = scale.deviation(unit, pooledShare);
    double spread = method.spread(deviation.standardError(), overdispersion);
    double adjusted = deviation.place() / spread;
    return new Point(
        deviation.z(),
        adjusted,
        scale.limits(unit, pooledShare, Normal.Z95 * spread),
        scale.limits(unit, pooledShare, Normal.Z998 * spread),
        Flag.of(adjusted));
  }
}
