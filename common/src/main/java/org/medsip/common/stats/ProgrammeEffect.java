package org.medsip.common.stats;

import java.util.List;
import java.util.Optional;
import org.medsip.common.metric.Interval;

/**
 * What a programme changed where it began, as ratios: an {@link InterruptedSeries} of the
 * logarithms of monthly values less their mean over others without a programme.
 *
 * <pre>
 * ratio = exp(change of the logarithm)
 * counterfactual = exp(that of the difference + mean logarithm of the controls), in the last month
 * </pre>
 *
 * <p>Units: ratios, 1 where nothing changed; the slope a month; the counterfactual that of the
 * values.
 *
 * <p>Example: values of 100 before and 90 from the break on, against controls of 50 throughout:
 * step 0.9, slope 1, and 100 in the last month had nothing changed.
 *
 * <p>Source: as {@link InterruptedSeries}.
 *
 * @param step the level in the first month over what it would have been
 * @param slope what that is multiplied by each further month
 * @param atEnd the level in the last month over what it would have been
 * @param counterfactual what the last month would have been
 * @param leftOver whether residuals are alike from month to month
 */
public record ProgrammeEffect(
    Ratio step, Ratio slope, Ratio atEnd, double counterfactual, Optional<LjungBox> leftOver) {

  /**
   * A ratio.
   *
   * @param estimate the ratio
   * @param limits its 95 % limits
   */
  public record Ratio(double estimate, Interval limits) {

    static Ratio of(Coefficient ofLogarithm) {
      return new Ratio(
          StrictMath.exp(ofLogarithm.estimate()),
          new Interval(
              StrictMath.exp(ofLogarithm.limits().lower()),
              StrictMath.exp(ofLogarithm.limits().upper())));
    }
  }

  /**
   * The effect; none with fewer than six months before the break or from it on.
   *
   * @param values the values, above 0, month by month without a gap
   * @param controls those of others in the same months, above 0
   * @param firstMonth the month of the year the series begins with, 1 to 12
   * @param breakAt how many months lie before the programme
   */
  public static Optional<ProgrammeEffect> of(
      double[] values, List<double[]> controls, int firstMonth, int breakAt) {
    double[] logarithms = logarithms(values);
    double[] controlled =
        InterruptedSeries.controlled(
            logarithms, controls.stream().map(ProgrammeEffect::logarithms).toList());
    int last = values.length - 1;
    return InterruptedSeries.of(controlled, firstMonth, breakAt)
        .map(
            effect ->
                new ProgrammeEffect(
                    Ratio.of(effect.step()),
                    Ratio.of(effect.slope()),
                    Ratio.of(effect.atEnd()),
                    StrictMath.exp(effect.counterfactual() + logarithms[last] - controlled[last]),
                    effect.leftOver()));
  }

  private static double[] logarithms(double[] values) {
    double[] logarithms = new double[values.length];
    for (int t = 0; t < values.length; t++) {
      logarithms[t] = StrictMath.log(values[t]);
    }
    return logarithms;
  }
}
