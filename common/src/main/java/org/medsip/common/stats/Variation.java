package org.medsip.common.stats;

import java.util.Arrays;
import java.util.List;
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

    private static final int FIRST_ROOM = 64;

    private double[] values = new double[FIRST_ROOM];
    private int[] clusters = new int[FIRST_ROOM];
    private final Clusters organisations = new Clusters();
    private int size;

    /**
     * Adds a practice; always in the same order, such as that of their codes.
     *
     * @param organisation the number of its organisation, from 0
     */
    public void add(int organisation, double value) {
      if (size == values.length) {
        values = Arrays.copyOf(values, 2 * size);
        clusters = Arrays.copyOf(clusters, 2 * size);
      }
      values[size] = value;
      clusters[size] = organisations.of(organisation);
      size++;
    }

    OptionalDouble intraclassCorrelation() {
      if (size == 0) {
        return OptionalDouble.empty();
      }
      Optional<RandomIntercept> fit =
          RandomIntercept.of(
              Arrays.copyOf(values, size), new double[size][0], Arrays.copyOf(clusters, size));
      return fit.isPresent()
          ? OptionalDouble.of(fit.get().intraclassCorrelation())
          : OptionalDouble.empty();
    }
  }
}
