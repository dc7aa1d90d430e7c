package org.medsip.common.stats;

import java.util.List;
import java.util.Optional;
import org.hipparchus.exception.MathIllegalArgumentException;
import org.medsip.common.metric.Interval;

/**
 * Shrinks the estimates of many organisations towards what their covariates predict, each the more
 * the less is known of it.
 *
 * <pre>
 * y_i = b x_i + u_i + e_i,  u ~ (0, tau2),  e_i ~ (0, s_i^2) with s_i known
 * shrunk_i = w_i y_i + (1 - w_i) b x_i,  w_i = tau2 / (tau2 + s_i^2)
 * </pre>
 *
 * <p>tau2 is that of restricted maximum likelihood: where its score crosses zero, by Brent's
 * method, or 0. What is left uncertain of an organisation is the sum of
 *
 * <pre>
 * g1 = tau2 s_i^2 / (tau2 + s_i^2)                the organisation
 * g2 = (1 - w_i)^2 x_i (X'V^-1 X)^-1 x_i'         the coefficients
 * g3 = s_i^4 / (tau2 + s_i^2)^3 * 2 / sum V^-2    tau2 itself
 * </pre>
 *
 * and its mean squared error counts g3 twice (Prasad and Rao).
 *
 * <p>Units: those of y; variances squared.
 *
 * <p>Example: spending on milk in 43 small areas of four regions: tau2 = 0.01855, and 1.099
 * (standard error 0.163) in the first area is shrunk to 1.022.
 *
 * <p>Source: Fay and Herriot 1979, JASA 74: 269-277, doi 10.1080/01621459.1979.10482505; Prasad and
 * Rao 1990, JASA 85: 163-171, doi 10.1080/01621459.1990.10475320; the example: Molina and Marhuenda
 * 2015, The R Journal 7(1): 81-98, doi 10.32614/RJ-2015-007.
 */
public final class FayHerriot {

  private final double[] y;
  private final double[] variances;
  private final Design design;
  private final double tau2;
  private final AtVariance fit;

  private FayHerriot(double[] y, double[] variances, Design design) {
    this.y = y;
    this.variances = variances;
    this.design = design;
    double scale = Sums.mean(variances);
    this.tau2 = Root.from0(candidate -> new AtVariance(candidate).score(), scale);
    this.fit = new AtVariance(tau2);
  }

  /**
   * The model; none without more organisations than coefficients, or where covariates say the same.
   *
   * @param y the estimate of each organisation
   * @param variances its sampling variance, above 0
   * @param covariates one row for each; empty rows shrink to the mean
   */
  public static Optional<FayHerriot> of(double[] y, double[] variances, double[][] covariates) {
    Design design = Design.of(covariates);
    if (y.length <= design.width() + 1) {
      return Optional.empty();
    }
    try {
      return Optional.of(new FayHerriot(y.clone(), variances.clone(), design));
    } catch (MathIllegalArgumentException sameAgain) {
      return Optional.empty();
    }
  }

  /** The variance between organisations that covariates do not explain. */
  public double tau2() {
    return tau2;
  }

  /** The coefficients: of the mean, and of each covariate less its mean. */
  public List<Coefficient> coefficients() {
    Coefficient[] coefficients = new Coefficient[design.width()];
    for (int k = 0; k < coefficients.length; k++) {
      coefficients[k] = Coefficient.normal(fit.b[k], Math.sqrt(fit.inverse[k][k]));
    }
    return List.of(coefficients);
  }

  /** What is known of organisation i when all are taken together. */
  public Shrunk shrunk(int i) {
    double[] x = design.row(i);
    double total = tau2 + variances[i];
    double weight = tau2 / total;
    double predicted = Design.product(x, fit.b);
    double g1 = tau2 * variances[i] / total;
    double leverage = Design.product(x, Design.times(fit.inverse, x));
    double g2 = (1 - weight) * (1 - weight) * leverage;
    double g3 = (1 - weight) * (1 - weight) / total * 2 / fit.squaresOfWeights;
    return new Shrunk(predicted + weight * (y[i] - predicted), g1 + g2 + g3, g1 + g2 + 2 * g3);
  }

  /**
   * A shrunk estimate.
   *
   * @param estimate the estimate
   * @param variance what is left uncertain of it
   * @param meanSquaredError its mean squared error over repetitions
   */
  public record Shrunk(double estimate, double variance, double meanSquaredError) {

    /** The probability that the true value is above a threshold. */
    public double above(double threshold) {
      return Normal.above((threshold - estimate) / Math.sqrt(variance));
    }

    /** The limits that hold the true values of 95 % of organisations. */
    public Interval limits() {
      return Normal.interval(estimate, Math.sqrt(meanSquaredError));
    }
  }

  /** The solution for one variance between organisations. */
  private final class AtVariance {

    private final double candidate;
    private final double[][] inverse;
    private final double[] b;
    private double weights;
    private double squaresOfWeights;

    AtVariance(double candidate) {
      this.candidate = candidate;
      int p = design.width();
      double[][] squares = new double[p][p];
      double[] products = new double[p];
      for (int i = 0; i < y.length; i++) {
        double weight = 1 / (candidate + variances[i]);
        Design.addSquares(squares, design.row(i), weight);
        Design.add(products, design.row(i), weight * y[i]);
        weights += weight;
        squaresOfWeights += weight * weight;
      }
      inverse = Design.inverse(squares);
      b = Design.times(inverse, products);
    }

    /** The slope of the restricted likelihood, times two. */
    double score() {
      int p = design.width();
      double[][] squares = new double[p][p];
      double residuals = 0;
      for (int i = 0; i < y.length; i++) {
        double weight = 1 / (candidate + variances[i]);
        double residual = weight * (y[i] - Design.product(design.row(i), b));
        residuals += residual * residual;
        Design.addSquares(squares, design.row(i), weight * weight);
      }
      double trace = weights;
      for (int k = 0; k < p; k++) {
        trace -= Design.product(inverse[k], squares[k]);
      }
      return residuals - trace;
    }
  }
}
