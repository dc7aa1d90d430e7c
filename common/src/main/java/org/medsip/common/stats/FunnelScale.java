package org.medsip.common.stats;

import org.medsip.common.metric.Interval;

/**
 * The scale on which observed over expected, or a share, is near normal with a variance that
 * depends on size alone.
 *
 * <pre>
 * LOG_RATIO   y = ln(O/E)       s = sqrt(c/E)         target 0
 * ROOT_RATIO  y = sqrt(O/E)     s = sqrt(c/E) / 2     target 1
 * ARCSINE     y = asin sqrt(p)  s = 1 / (2 sqrt n)    target asin sqrt of the pooled share
 * </pre>
 *
 * with c the dispersion of {@link Unit}: 1 for counts. For a share, O counts and E = n times the
 * pooled share.
 *
 * <p>Example: O = 100, E = 108 deviates by -0.07696 with s = 0.09623 on the logarithmic scale.
 *
 * <p>Source: Spiegelhalter, Sherlaw-Johnson, Bardsley, Blunt, Wood and Grigg 2012, Journal of the
 * Royal Statistical Society A 175: 1-47, doi 10.1111/j.1467-985X.2011.01010.x; NHS Digital 2020,
 * SHMI methodology.
 */
public enum FunnelScale {
  /** Of the Summary Hospital-level Mortality Indicator; without a value where O = 0. */
  LOG_RATIO {
    @Override
    public Deviation deviation(Unit unit, double pooledShare) {
      return new Deviation(StrictMath.log(unit.ratio()), Math.sqrt(unit.chance()));
    }

    @Override
    public Interval limits(Unit unit, double pooledShare, double reach) {
      return new Interval(StrictMath.exp(-reach), StrictMath.exp(reach));
    }
  },

  /** Of the Care Quality Commission; has a value where O = 0. */
  ROOT_RATIO {
    @Override
    public Deviation deviation(Unit unit, double pooledShare) {
      return new Deviation(Math.sqrt(unit.ratio()) - 1, Math.sqrt(unit.chance()) / 2);
    }

    @Override
    public Interval limits(Unit unit, double pooledShare, double reach) {
      double below = Math.max(0, 1 - reach);
      return new Interval(below * below, (1 + reach) * (1 + reach));
    }
  },

  /** Of shares. */
  ARCSINE {
    @Override
    public Deviation deviation(Unit unit, double pooledShare) {
      double size = unit.expected() / pooledShare;
      double share = Math.min(1, unit.observed() / size);
      return new Deviation(arcsine(share) - arcsine(pooledShare), 1 / (2 * Math.sqrt(size)));
    }

    @Override
    public Interval limits(Unit unit, double pooledShare, double reach) {
      double below = Math.max(0, arcsine(pooledShare) - reach);
      double above = Math.min(Math.PI / 2, arcsine(pooledShare) + reach);
      return new Interval(share(below) / pooledShare, share(above) / pooledShare);
    }
  };

  /** How far a unit lies from the target, which is a ratio of 1. */
  abstract Deviation deviation(Unit unit, double pooledShare);

  /** The ratios that lie so far from the target on this scale. */
  abstract Interval limits(Unit unit, double pooledShare, double reach);

  private static double arcsine(double share) {
    return StrictMath.asin(Math.sqrt(share));
  }

  private static double share(double arcsine) {
    double root = StrictMath.sin(arcsine);
    return root * root;
  }
}
