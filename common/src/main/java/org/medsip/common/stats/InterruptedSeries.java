package org.medsip.common.stats;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What changed with a programme: an interrupted time series by segmented regression.
 *
 * <pre>
 * y_t = a + b t + step [t >= break] + slope (t - break) [t >= break] + month of the year
 * </pre>
 *
 * with the standard errors of {@link NeweyWest} at lag 2. Months of the year are in only where the
 * series has at least three years; in a shorter one they would be told from the step by a few
 * months alone. A controlled series is the series less the mean of others without the programme,
 * which takes away what all share, season and national events included.
 *
 * <p>Units: those of y; a series of logarithms gives ratios. The slope is per month. {@code atEnd}
 * is what the programme has come to in the last month, step and slope together; {@code
 * counterfactual} what that month would have been without.
 *
 * <p>Example: 10, 11, ... 19 and then, ten months, 16, 15, ... 7: step -4, slope -2, at the end -22
 * from 29.
 *
 * <p>Source: Wagner, Soumerai, Zhang and Ross-Degnan 2002, Journal of Clinical Pharmacy and
 * Therapeutics 27: 299-309, doi 10.1046/j.1365-2710.2002.00430.x; controls: Lopez Bernal, Cummins
 * and Gasparrini 2018, International Journal of Epidemiology 47: 2082-2093, doi 10.1093/ije/dyy135.
 *
 * @param step the change of level
 * @param slope the change of trend, a month
 * @param atEnd the change in the last month
 * @param counterfactual the last month had nothing changed
 * @param leftOver whether residuals are alike from month to month, at three lags
 */
public record InterruptedSeries(
    Coefficient step,
    Coefficient slope,
    Coefficient atEnd,
    double counterfactual,
    Optional<LjungBox> leftOver) {

  private static final int LAG = 2;
  private static final int LAGS_TESTED = 3;
  private static final int MONTHS_FOR_SEASONS = 36;
  private static final int FEWEST_EACH_SIDE = 6;
  private static final int STEP = 2;
  private static final int SLOPE = 3;
  private static final int MONTHS = 12;

  /**
   * The effect; none with fewer than six months before the break or from it on.
   *
   * @param y the series, month by month without a gap
   * @param firstMonth the month of the year it begins with, 1 to 12
   * @param breakAt how many months lie before the change
   */
  public static Optional<InterruptedSeries> of(double[] y, int firstMonth, int breakAt) {
    int after = y.length - breakAt;
    if (breakAt < FEWEST_EACH_SIDE || after < FEWEST_EACH_SIDE) {
      return Optional.empty();
    }
    return NeweyWest.of(y, covariates(y.length, firstMonth, breakAt), LAG)
        .map(regression -> effect(y, regression, after));
  }

  /** A series less the mean of its controls, month by month; itself where there is none. */
  public static double[] controlled(double[] y, List<double[]> controls) {
    double[] difference = y.clone();
    for (double[] control : controls) {
      for (int t = 0; t < difference.length; t++) {
        difference[t] -= control[t] / controls.size();
      }
    }
    return difference;
  }

  private static InterruptedSeries effect(double[] y, NeweyWest regression, int after) {
    int last = y.length - 1;
    double[] residuals = regression.residuals();
    Coefficient slope = regression.coefficient(SLOPE);
    double[] together = new double[regression.width()];
    together[STEP] = 1;
    together[SLOPE] = after - 1.0;
    Coefficient atEnd = regression.combination(together);
    double fitted = y[last] - residuals[last];
    return new InterruptedSeries(
        regression.coefficient(STEP),
        slope,
        atEnd,
        fitted - atEnd.estimate(),
        LjungBox.of(residuals, LAGS_TESTED));
  }

  private static double[][] covariates(int months, int firstMonth, int breakAt) {
    List<double[]> rows = new ArrayList<>();
    for (int t = 0; t < months; t++) {
      double[] row = new double[months < MONTHS_FOR_SEASONS ? SLOPE : SLOPE + MONTHS - 1];
      row[0] = t;
      row[1] = t >= breakAt ? 1 : 0;
      row[2] = t >= breakAt ? t - breakAt : 0;
      int monthOfYear = (firstMonth - 1 + t) % MONTHS;
      if (months >= MONTHS_FOR_SEASONS && monthOfYear > 0) {
        row[SLOPE + monthOfYear - 1] = 1;
      }
      rows.add(row);
    }
    return rows.toArray(double[][]::new);
  }
}
