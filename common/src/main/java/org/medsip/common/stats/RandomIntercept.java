package org.medsip.common.stats;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hipparchus.exception.MathIllegalArgumentException;

/**
 * Multilevel linear regression: the value of a practice on its covariates, with a level of its own
 * for each organisation that practices belong to.
 *
 * <pre>
 * y_ij = b x_ij + u_j + e_ij,  u ~ (0, between),  e ~ (0, within)
 * </pre>
 *
 * <p>The variances are those of restricted maximum likelihood: with r = between/within, the r from
 * 0 on at which the score crosses zero, found by Brent's method; b is the weighted least squares
 * solution there, and its limits are normal. Covariates are taken less their means, so the first
 * coefficient is the value at the means.
 *
 * <p>Units: coefficients are value per unit of the covariate, variances squared values.
 *
 * <p>Example: yield of five samples of each of six batches of dye (Davies): mean 1527.5 (19.38),
 * between batches 1764.05, within 2451.25, so 41.85 % of the variance lies between batches.
 *
 * <p>Source: Patterson and Thompson 1971, Biometrika 58: 545-554, doi 10.1093/biomet/58.3.545; the
 * example: Bates, Mächler, Bolker and Walker 2015, Journal of Statistical Software 67(1), doi
 * 10.18637/jss.v067.i01, and the R package lme4.
 *
 * @param coefficients of the mean and of each covariate
 * @param between the variance between organisations
 * @param within the variance between practices of one organisation
 * @param clusters how many organisations there are
 */
public record RandomIntercept(
    List<Coefficient> coefficients, double between, double within, int clusters) {

  private static final int FEWEST_CLUSTERS = 3;

  public RandomIntercept {
    coefficients = List.copyOf(coefficients);
  }

  /** The share of the variance that lies between organisations. */
  public double intraclassCorrelation() {
    return between / (between + within);
  }

  /**
   * The regression; none with fewer than three clusters, without more rows than clusters and
   * coefficients together, where covariates say the same, or where nothing is left unexplained.
   *
   * @param y the values
   * @param covariates one row for each value
   * @param cluster the organisation of each value, numbered from 0
   */
  public static Optional<RandomIntercept> of(double[] y, double[][] covariates, int[] cluster) {
    Design design = Design.of(covariates);
    Fit fit = new Fit(y, design, cluster);
    int p = design.width();
    if (fit.clusters() < FEWEST_CLUSTERS || y.length <= p + fit.clusters()) {
      return Optional.empty();
    }
    try {
      return fit.atMaximum();
    } catch (MathIllegalArgumentException sameAgain) {
      return Optional.empty();
    }
  }

  /** All that the likelihood needs of the data: sums over all rows, and sums by organisation. */
  private static final class Fit {

    private final int n;
    private final int p;
    private final double[][] squares;
    private final double[] products;
    private double squaresOfY;
    private final int[] sizes;
    private final double[][] sums;
    private final double[] sumsOfY;

    Fit(double[] y, Design design, int[] cluster) {
      n = y.length;
      p = design.width();
      squares = new double[p][p];
      products = new double[p];
      int clusters = 0;
      for (int c : cluster) {
        clusters = Math.max(clusters, c + 1);
      }
      sizes = new int[clusters];
      sums = new double[clusters][p];
      sumsOfY = new double[clusters];
      double middle = Sums.mean(y);
      for (int i = 0; i < n; i++) {
        double value = y[i] - middle;
        Design.addSquares(squares, design.row(i), 1);
        Design.add(products, design.row(i), value);
        squaresOfY += value * value;
        sizes[cluster[i]]++;
        Design.add(sums[cluster[i]], design.row(i), 1);
        sumsOfY[cluster[i]] += value;
      }
      this.middle = middle;
    }

    private final double middle;

    int clusters() {
      int some = 0;
      for (int size : sizes) {
        some += size > 0 ? 1 : 0;
      }
      return some;
    }

    Optional<RandomIntercept> atMaximum() {
      if (!(new AtRatio(0).within > 0)) {
        return Optional.empty();
      }
      double ratio = Root.from0(r -> new AtRatio(r).score(), 1);
      AtRatio best = new AtRatio(ratio);
      List<Coefficient> coefficients = new ArrayList<>();
      for (int k = 0; k < p; k++) {
        double estimate = best.b[k] + (k == 0 ? middle : 0);
        coefficients.add(Coefficient.normal(estimate, Math.sqrt(best.within * best.inverse[k][k])));
      }
      return Optional.of(
          new RandomIntercept(coefficients, ratio * best.within, best.within, clusters()));
    }

    /** The solution for one ratio of the variance between to that within. */
    private final class AtRatio {

      private final double ratio;
      private final double[][] inverse;
      private final double[] b;
      private final double within;

      AtRatio(double ratio) {
        this.ratio = ratio;
        double[][] weighted = new double[p][p];
        double[] weightedProducts = products.clone();
        double weightedY = squaresOfY;
        for (int k = 0; k < p; k++) {
          weighted[k] = squares[k].clone();
        }
        for (int j = 0; j < sizes.length; j++) {
          double shared = ratio / (1 + sizes[j] * ratio);
          Design.addSquares(weighted, sums[j], -shared);
          Design.add(weightedProducts, sums[j], -shared * sumsOfY[j]);
          weightedY -= shared * sumsOfY[j] * sumsOfY[j];
        }
        inverse = Design.inverse(weighted);
        b = Design.times(inverse, weightedProducts);
        within = (weightedY - Design.product(b, weightedProducts)) / (n - p);
      }

      /** The slope of the restricted likelihood in the ratio, times two. */
      double score() {
        double explained = 0;
        double trace = 0;
        double[][] corrections = new double[p][p];
        for (int j = 0; j < sizes.length; j++) {
          double shrink = 1 / (1 + sizes[j] * ratio);
          double residual = (sumsOfY[j] - Design.product(sums[j], b)) * shrink;
          explained += residual * residual;
          trace += sizes[j] * shrink;
          Design.addSquares(corrections, sums[j], shrink * shrink);
        }
        for (int k = 0; k < p; k++) {
          trace -= Design.product(inverse[k], corrections[k]);
        }
        return explained / within - trace;
      }
    }
  }
}
