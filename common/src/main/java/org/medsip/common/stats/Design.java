package org.medsip.common.stats;

import org.hipparchus.exception.MathIllegalArgumentException;
import org.hipparchus.linear.CholeskyDecomposition;
import org.hipparchus.linear.MatrixUtils;

/**
 * What a regression explains with: a column of ones and the covariates less their means, so that
 * the intercept is the value at the means and the equations are well conditioned.
 */
final class Design {

  private static final double NEARLY_SINGULAR = 1e-10;
  private static final double SYMMETRIC_BY_CONSTRUCTION = 1;

  private final double[][] rows;

  private Design(double[][] rows) {
    this.rows = rows;
  }

  /**
   * The design of some rows of covariates, which may be empty for a regression on the mean alone.
   *
   * @throws IllegalArgumentException if a row has more covariates than another
   */
  static Design of(double[][] covariates) {
    int n = covariates.length;
    int width = n == 0 ? 0 : covariates[0].length;
    double[] means = new double[width];
    for (double[] row : covariates) {
      if (row.length != width) {
        throw new IllegalArgumentException("Rows of " + width + " and " + row.length);
      }
      for (int k = 0; k < width; k++) {
        means[k] += row[k] / n;
      }
    }
    double[][] rows = new double[n][width + 1];
    for (int i = 0; i < n; i++) {
      rows[i][0] = 1;
      for (int k = 0; k < width; k++) {
        rows[i][k + 1] = covariates[i][k] - means[k];
      }
    }
    return new Design(rows);
  }

  int size() {
    return rows.length;
  }

  int width() {
    return rows.length == 0 ? 0 : rows[0].length;
  }

  double[] row(int i) {
    return rows[i];
  }

  static double product(double[] row, double[] coefficients) {
    double sum = 0;
    for (int k = 0; k < row.length; k++) {
      sum += row[k] * coefficients[k];
    }
    return sum;
  }

  /**
   * The inverse of a symmetric positive definite matrix; it is brought to ones on the diagonal
   * first, so that units of the covariates do not matter.
   *
   * @throws MathIllegalArgumentException if covariates say the same
   */
  static double[][] inverse(double[][] matrix) {
    int p = matrix.length;
    double[] scale = new double[p];
    for (int k = 0; k < p; k++) {
      scale[k] = matrix[k][k] > 0 ? 1 / Math.sqrt(matrix[k][k]) : 1;
    }
    double[][] scaled = new double[p][p];
    for (int k = 0; k < p; k++) {
      for (int l = 0; l <= k; l++) {
        scaled[k][l] = matrix[k][l] * scale[k] * scale[l];
        scaled[l][k] = scaled[k][l];
      }
    }
    double[][] inverse =
        new CholeskyDecomposition(
                MatrixUtils.createRealMatrix(scaled), SYMMETRIC_BY_CONSTRUCTION, NEARLY_SINGULAR)
            .getSolver()
            .getInverse()
            .getData();
    for (int k = 0; k < p; k++) {
      for (int l = 0; l < p; l++) {
        inverse[k][l] *= scale[k] * scale[l];
      }
    }
    return inverse;
  }

  static double[] times(double[][] matrix, double[] vector) {
    double[] result = new double[matrix.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = product(matrix[i], vector);
    }
    return result;
  }

  /** Adds a weight times the products of a row with itself. */
  static void addSquares(double[][] to, double[] row, double weight) {
    for (int k = 0; k < row.length; k++) {
      double weighted = weight * row[k];
      if (weighted != 0) {
        double[] into = to[k];
        for (int l = 0; l < row.length; l++) {
          into[l] += weighted * row[l];
        }
      }
    }
  }

  /** Adds a weight times a row. */
  static void add(double[] to, double[] row, double weight) {
    for (int k = 0; k < row.length; k++) {
      to[k] += weight * row[k];
    }
  }
}
