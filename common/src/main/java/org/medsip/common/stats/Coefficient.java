package org.medsip.common.stats;

import org.medsip.common.metric.Interval;

/**
 * A coefficient of a regression.
 *
 * @param estimate how much the value changes with one more of the covariate
 * @param standardError its standard error
 * @param limits its 95 % limits
 */
public record Coefficient(double estimate, double standardError, Interval limits) {

  static Coefficient normal(double estimate, double standardError) {
    return new Coefficient(estimate, standardError, Normal.interval(estimate, standardError));
  }

  /** A coefficient whose limits allow for a variance that was itself estimated. */
  static Coefficient student(double estimate, double standardError, double point) {
    double reach = point * standardError;
    return new Coefficient(
        estimate, standardError, new Interval(estimate - reach, estimate + reach));
  }
}
