package org.medsip.common.stats;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hipparchus.distribution.continuous.TDistribution;
import org.hipparchus.exception.MathIllegalArgumentException;

/**
 * Linear regression by weighted least squares.
 *
 * <pre>
 * b = (X'WX)^-1 X'Wy,  variance of b = s^2 (X'WX)^-1,  s^2 = sum of w e^2 / (n - p)
 * </pre>
 *
 * with limits from Student's t with n - p degrees of freedom. Covariates are taken less their
 * means, so the first coefficient is the value at the means.
 *
 * <p>Units: value per unit of the covariate.
 *
 * <p>Example: y = 1, 3, 2, 5 on x = 1, 2, 3, 4: 2.75 at the mean, 1.1 (standard error 0.5196) per
 * unit.
 *
 * <p>Source: Weisberg 2005, Applied Linear Regression, 3rd edition, chapter 5.
 *
 * @param coefficients of the mean and of each covariate
 * @param residualVariance the variance about the line of a row of weight 1
 */
public record WeightedRegression(List<Coefficient> coefficients, double residualVariance) {

  private static final double FAR = 0.975;

  public WeightedRegression {
    coefficients = List.copyOf(coefficients);
  }

  /**
   * The regression; none without more rows than coefficients or where covariates say the same.
   *
   * @param y the values
   * @param covariates one row for each value
   * @param weights one above 0 for each value
   */
  public static Optional<WeightedRegression> of(
      double[] y, double[][] covariates, double[] weights) {
    Design design = Design.of(covariates);
    int p = design.width();
    if (y.length <= p || p == 0) {
      return Optional.empty();
    }
    double[][] squares = new double[p][p];
    double[] products = new double[p];
    for (int i = 0; i < y.length; i++) {
      Design.addSquares(squares, design.row(i), weights[i]);
      Design.add(products, design.row(i), weights[i] * y[i]);
    }
    double[][] inverse;
    try {
      inverse = Design.inverse(squares);
    } catch (MathIllegalArgumentException sameAgain) {
      return Optional.empty();
    }
    double[] b = Design.times(inverse, products);
    double residuals = 0;
    for (int i = 0; i < y.length; i++) {
      double residual = y[i] - Design.product(design.row(i), b);
      residuals += weights[i] * residual * residual;
    }
    double variance = residuals / (y.length - p);
    double point = new TDistribution(y.length - p).inverseCumulativeProbability(FAR);
    List<Coefficient> coefficients = new ArrayList<>();
    for (int k = 0; k < p; k++) {
      coefficients.add(Coefficient.student(b[k], Math.sqrt(variance * inverse[k][k]), point));
    }
    return Optional.of(new WeightedRegression(coefficients, variance));
  }
}
