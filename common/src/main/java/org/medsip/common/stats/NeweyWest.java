package org.medsip.common.stats;

import java.util.Optional;
import org.hipparchus.distribution.continuous.TDistribution;
import org.hipparchus.exception.MathIllegalArgumentException;

/**
 * Linear regression of a series of months, with standard errors that allow for neighbouring months
 * to be alike.
 *
 * <pre>
 * variance of a b = sum over s, t of  a_s a_t w(|s - t|) e_s e_t,  w(l) = 1 - l/(L + 1) up to lag L
 * </pre>
 *
 * with e the residuals and a the weights of the months in the coefficient (Newey and West). In
 * series of a few years that variance comes out too small, since residuals are smaller than errors
 * and fewer lags are looked at than matter, and varies itself. So the limits use what it would be
 * on average and how much it would vary if errors were alike from month to month as far as those of
 * this series are: errors of correlation rho^l at lag l, with the rho at which residuals are
 * expected to be as alike as they are. The variance is scaled to be right on average, and the
 * limits are Student's t with Satterthwaite's degrees of freedom.
 *
 * <p>Units: value per unit of the covariate. Covariates are taken less their means.
 *
 * <p>Example: the series 1 to 12 plus 0, 1, 0, -1 in turn, on time, lag 2: 0.9580 a month,
 * published standard error 0.0398.
 *
 * <p>Source: Newey and West 1987, Econometrica 55: 703-708, doi 10.2307/1913610; small samples:
 * Bell and McCaffrey 2002, Survey Methodology 28: 169-181, applied to these weights.
 */
public final class NeweyWest {

  private static final double FAR = 0.975;
  private static final double MOST_ALIKE = 0.9;
  private static final double LEAST_ALIKE = -0.5;
  private static final int HALVINGS = 40;

  private final Design design;
  private final double[][] inverse;
  private final double[] b;
  private final double[] residuals;
  private final double[][] ofErrors;
  private final double[][] ofResiduals;
  private final int lag;

  private NeweyWest(double[] y, Design design, int lag) {
    int p = design.width();
    double[][] squares = new double[p][p];
    double[] products = new double[p];
    for (int i = 0; i < y.length; i++) {
      Design.addSquares(squares, design.row(i), 1);
      Design.add(products, design.row(i), y[i]);
    }
    this.design = design;
    this.lag = lag;
    inverse = Design.inverse(squares);
    b = Design.times(inverse, products);
    residuals = new double[y.length];
    for (int i = 0; i < y.length; i++) {
      residuals[i] = y[i] - Design.product(design.row(i), b);
    }
    double[][] leaves = leaves();
    ofErrors = ofErrors(lag == 0 ? 0 : alike(leaves));
    ofResiduals = times(times(leaves, ofErrors), leaves);
  }

  /**
   * The regression; none without more months than coefficients or where covariates say the same.
   *
   * @param y the values, month by month
   * @param covariates one row for each month
   * @param lag over how many months values may be alike; 0 where they are known not to be
   */
  public static Optional<NeweyWest> of(double[] y, double[][] covariates, int lag) {
    Design design = Design.of(covariates);
    if (y.length <= design.width()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new NeweyWest(y, design, lag));
    } catch (MathIllegalArgumentException sameAgain) {
      return Optional.empty();
    }
  }

  /** What the regression leaves of each month. */
  public double[] residuals() {
    return residuals.clone();
  }

  /** How many coefficients there are. */
  int width() {
    return design.width();
  }

  /** The coefficient of a covariate; 0 is the mean, 1 the first covariate. */
  public Coefficient coefficient(int k) {
    double[] unit = new double[design.width()];
    unit[k] = 1;
    return combination(unit);
  }

  /** A sum of the coefficients with the given weights. */
  public Coefficient combination(double[] weights) {
    double estimate = Design.product(weights, b);
    double[] ofMonths = ofMonths(weights);
    double published = published(ofMonths);
    double exact = Design.product(Design.times(ofErrors, ofMonths), ofMonths);
    double[][] left = leftOfMonths(ofMonths);
    double onAverage = 0;
    double squares = 0;
    for (int i = 0; i < left.length; i++) {
      onAverage += left[i][i];
      for (int j = 0; j < left.length; j++) {
        squares += left[i][j] * left[j][i];
      }
    }
    double variance = Math.max(0, published) * exact / onAverage;
    double freedom = onAverage * onAverage / squares;
    double point = new TDistribution(freedom).inverseCumulativeProbability(FAR);
    return Coefficient.student(estimate, Math.sqrt(variance), point);
  }

  /**
   * The standard error of a coefficient as published, without regard to the length of the series.
   */
  double publishedStandardError(int k) {
    double[] unit = new double[design.width()];
    unit[k] = 1;
    return Math.sqrt(Math.max(0, published(ofMonths(unit))));
  }

  private double published(double[] ofMonths) {
    double variance = 0;
    for (int s = 0; s < residuals.length; s++) {
      int last = Math.min(residuals.length - 1, s + lag);
      for (int t = Math.max(0, s - lag); t <= last; t++) {
        variance += ofMonths[s] * ofMonths[t] * weight(s, t) * residuals[s] * residuals[t];
      }
    }
    return variance;
  }

  /** The weight of each month in a sum of coefficients. */
  private double[] ofMonths(double[] weights) {
    double[] inSum = Design.times(inverse, weights);
    double[] ofMonths = new double[residuals.length];
    for (int i = 0; i < ofMonths.length; i++) {
      ofMonths[i] = Design.product(design.row(i), inSum);
    }
    return ofMonths;
  }

  /**
   * The weights of pairs of months times how residuals vary together: its trace is what the
   * published variance is on average were errors of a variance of one, and the trace of its square
   * half the variance of that.
   */
  private double[][] leftOfMonths(double[] ofMonths) {
    int n = residuals.length;
    double[][] left = new double[n][n];
    for (int s = 0; s < n; s++) {
      for (int near = Math.max(0, s - lag); near <= Math.min(n - 1, s + lag); near++) {
        double weight = ofMonths[s] * ofMonths[near] * weight(s, near);
        Design.add(left[s], ofResiduals[near], weight);
      }
    }
    return left;
  }

  /** How alike errors of neighbouring months are, from how alike residuals are. */
  private double alike(double[][] leaves) {
    double neighbours = 0;
    for (int t = 1; t < residuals.length; t++) {
      neighbours += residuals[t] * residuals[t - 1];
    }
    double found = neighbours / Design.product(residuals, residuals);
    double[] ofSquares = diagonals(leaves);
    double[] ofNeighbours = diagonals(ofNeighbours(leaves));
    double low = LEAST_ALIKE;
    double high = MOST_ALIKE;
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (low + high) / 2;
      if (at(middle, ofNeighbours) < found * at(middle, ofSquares)) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return Double.isNaN(found) ? 0 : (low + high) / 2;
  }

  /** Each row the half of those beside it: residuals times this are products of neighbours. */
  private static double[][] ofNeighbours(double[][] leaves) {
    int n = leaves.length;
    double[][] beside = new double[n][n];
    for (int s = 0; s < n; s++) {
      for (int near = Math.max(0, s - 1); near <= Math.min(n - 1, s + 1); near += 2) {
        Design.add(beside[s], leaves[near], 0.5);
      }
    }
    return times(leaves, beside);
  }

  /** The sums of a symmetric matrix along its diagonals, those beside the middle one twice. */
  private static double[] diagonals(double[][] matrix) {
    double[] sums = new double[matrix.length];
    for (int s = 0; s < matrix.length; s++) {
      for (int t = 0; t < matrix.length; t++) {
        sums[Math.abs(s - t)] += matrix[s][t];
      }
    }
    return sums;
  }

  /** The trace of a matrix times how errors vary together. */
  private static double at(double alike, double[] diagonals) {
    double sum = 0;
    for (int lag = diagonals.length - 1; lag >= 0; lag--) {
      sum = sum * alike + diagonals[lag];
    }
    return sum;
  }

  /** How errors of a variance of one vary together. */
  private double[][] ofErrors(double alike) {
    int n = residuals.length;
    double[] powers = new double[n];
    powers[0] = 1;
    for (int l = 1; l < n; l++) {
      powers[l] = powers[l - 1] * alike;
    }
    double[][] together = new double[n][n];
    for (int s = 0; s < n; s++) {
      for (int t = 0; t < n; t++) {
        together[s][t] = powers[Math.abs(s - t)];
      }
    }
    return together;
  }

  private static double[][] times(double[][] one, double[][] other) {
    double[][] product = new double[one.length][other.length];
    for (int s = 0; s < one.length; s++) {
      for (int k = 0; k < other.length; k++) {
        Design.add(product[s], other[k], one[s][k]);
      }
    }
    return product;
  }

  /** The matrix that takes errors to residuals. */
  private double[][] leaves() {
    int n = residuals.length;
    double[][] leaves = new double[n][n];
    for (int s = 0; s < n; s++) {
      double[] image = Design.times(inverse, design.row(s));
      for (int t = 0; t < n; t++) {
        leaves[s][t] = (s == t ? 1 : 0) - Design.product(design.row(t), image);
      }
    }
    return leaves;
  }

  private double weight(int s, int t) {
    return Math.max(0, 1 - Math.abs(s - t) / (lag + 1.0));
  }
}
