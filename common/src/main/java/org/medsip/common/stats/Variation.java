package org.medsip.common.stats;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How much organisations differ, by every measure of it.
 *
 * @param organisations how many are compared
 * @param rate their rate together
 * @param coefficientOfVariation of their values, chance included
 * @param p90OverP10 of their values, chance included
 * @param systematicComponent what is not chance, in hundredths
 * @param between the variance between them, with the median odds ratio
 * @param phi how much more they deviate than chance explains
 * @param intraclassCorrelation the share of the variance between practices that lies between the
 *     organisations they belong to
 */
public record Variation(
    int organisations,
    double rate,
    OptionalDouble coefficientOfVariation,
    OptionalDouble p90OverP10,
    OptionalDouble systematicComponent,
    Optional<BetweenVariance> between,
    double phi,
    OptionalDouble intraclassCorrelation) {

  /**
   * The variation of a group; none of fewer than three, or if nothing was counted.
   *
   * @param group the organisations
   * @param practices their practices, where they are not practices themselves
   */
  public static Optional<Variation> of(PeerGroup group, Practices practices) {
    if (group.size() < 3 || !group.hasRate()) {
      return Optional.empty();
    }
    double[] values = group.values();
    List<Unit> units = group.units();
    return Optional.of(
        new Variation(
            group.size(),
            group.rate(),
            Spread.coefficientOfVariation(values),
            Spread.p90OverP10(values),
            SystematicComponent.of(units),
            BetweenVariance.of(units),
            group.overdispersion().phi(),
            practices.intraclassCorrelation()));
  }

  /** The values of practices and the organisation each belongs to. */
  public static final class Practices {

    private final List<Double> values = new ArrayList<>();
    private final List<Integer> clusters = new ArrayList<>();
    private final Map<String, Integer> numbers = new HashMap<>();

    /** Adds a practice; always in the same order, such as that of their codes. */
    public void add(String organisation, double value) {
      values.add(value);
      clusters.add(numbers.computeIfAbsent(organisation, next -> numbers.size()));
    }

    OptionalDouble intraclassCorrelation() {
      if (values.isEmpty()) {
        return OptionalDouble.empty();
      }
      Optional<RandomIntercept> fit =
          RandomIntercept.of(
              values.stream().mapToDouble(Double::doubleValue).toArray(),
              new double[values.size()][0],
              clusters.stream().mapToInt(Integer::intValue).toArray());
      return fit.isPresent()
          ? OptionalDouble.of(fit.get().intraclassCorrelation())
          : OptionalDouble.empty();
    }
  }
}
