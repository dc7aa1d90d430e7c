package org.medsip.common.stats;

/**
 * The pooled rate of a group of practices with a standard error that allows for practices to
 * differ, which they do by far more than chance.
 *
 * <pre>
 * r = sum y / sum x,  standard error = sqrt(n/(n-1) * sum (y - r x)^2) / sum x
 * </pre>
 *
 * <p>Units: numerator per unit of denominator, times whatever scale the caller applies to both.
 *
 * <p>Example: y = 10, 24, 26 and x = 10, 20, 30: r = 1, standard error = sqrt(1.5 * 32) / 60 =
 * 0.1155.
 *
 * <p>Source: Cochran 1977, Sampling Techniques, 3rd edition, chapter 6: the ratio estimator.
 */
public final class RateOfGroup {

  private double numerator;
  private double denominator;
  private double squaresOfNumerator;
  private double products;
  private double squaresOfDenominator;
  private int practices;

  /** Adds a practice. */
  public void add(double itsNumerator, double itsDenominator) {
    numerator += itsNumerator;
    denominator += itsDenominator;
    squaresOfNumerator += itsNumerator * itsNumerator;
    products += itsNumerator * itsDenominator;
    squaresOfDenominator += itsDenominator * itsDenominator;
    practices++;
  }

  /** How many practices were added. */
  public int practices() {
    return practices;
  }

  /**
   * The group; its standard error is that of two practices and more.
   *
   * @param scale what the rate is multiplied by
   * @throws IllegalStateException with fewer than two practices or no denominator
   */
  public RankedGroup group(double scale) {
    if (practices < 2 || !(denominator > 0)) {
      throw new IllegalStateException("A rate of " + practices + " practices has no spread");
    }
    double rate = numerator / denominator;
    double squares = squaresOfNumerator - 2 * rate * products + rate * rate * squaresOfDenominator;
    double standardError =
        Math.sqrt(Math.max(0, squares) * practices / (practices - 1.0)) / denominator;
    return new RankedGroup(denominator, rate * scale, standardError * scale);
  }
}
