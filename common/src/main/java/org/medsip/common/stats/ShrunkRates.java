package org.medsip.common.stats;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.medsip.common.metric.Measure.IntervalMethod;

/**
 * What is known of the true rates of organisations when all are taken together.
 *
 * <p>Doses by {@link FayHerriot} on the logarithms of the rates and covariates, with the variance
 * that the squares of the items give, times the dispersion within organisations; an organisation
 * where nothing was counted has no logarithm and is left out. Counts and shares by {@link
 * GammaPoisson}, a count worth the less the greater the dispersion.
 *
 * <p>Units: numerator per unit of denominator.
 */
public final class ShrunkRates {

  private static final int FEWEST = 3;

  private final List<String> codes;
  private final List<Known> known;

  private ShrunkRates(List<String> codes, List<Known> known) {
    this.codes = codes;
    this.known = known;
  }

  /** What is known of one organisation. */
  private interface Known {

    double rate();

    double above(double rate);

    /** The rate so many standard deviations out, or what is in the order of rates. */
    double at(double z);
  }

  /**
   * The rates of a group; none of fewer than three organisations, or if nothing was counted.
   *
   * @param group the organisations
   * @param counts how the measure counts
   * @param within the dispersion within organisations, 1 or more
   * @param covariates by code what doses are shrunk towards, such as the share of older people;
   *     whoever is not in it counts as average, and nobody need be
   */
  public static Optional<ShrunkRates> of(
      PeerGroup group, IntervalMethod counts, double within, Map<String, double[]> covariates) {
    if (group.size() < FEWEST || !group.hasRate()) {
      return Optional.empty();
    }
    return counts == IntervalMethod.DOBSON
        ? ofDoses(group, within, covariates)
        : ofCounts(group, within);
  }

  private static Optional<ShrunkRates> ofDoses(
      PeerGroup group, double within, Map<String, double[]> covariates) {
    List<Counted> members =
        group.members().stream()
            .filter(member -> member.numerator() > 0 && member.squares() > 0)
            .toList();
    double[] logarithms = new double[members.size()];
    double[] variances = new double[members.size()];
    for (int i = 0; i < logarithms.length; i++) {
      Counted member = members.get(i);
      logarithms[i] = StrictMath.log(member.value());
      variances[i] = within * member.squares() / (member.numerator() * member.numerator());
    }
    return FayHerriot.of(logarithms, variances, rows(members, covariates))
        .or(() -> FayHerriot.of(logarithms, variances, new double[logarithms.length][0]))
        .map(
            model -> {
              List<Known> known = new ArrayList<>();
              for (int i = 0; i < logarithms.length; i++) {
                known.add(new KnownDoses(model.shrunk(i)));
              }
              return new ShrunkRates(members.stream().map(Counted::code).toList(), known);
            });
  }

  /** The covariates of each, and the mean of the others where nothing is known. */
  private static double[][] rows(List<Counted> members, Map<String, double[]> covariates) {
    List<double[]> known = new ArrayList<>();
    for (Counted member : members) {
      double[] own = covariates.get(member.code());
      if (own != null) {
        known.add(own);
      }
    }
    double[] mean = new double[known.isEmpty() ? 0 : known.get(0).length];
    for (double[] one : known) {
      for (int k = 0; k < mean.length; k++) {
        mean[k] += one[k] / known.size();
      }
    }
    return members.stream()
        .map(member -> covariates.getOrDefault(member.code(), mean))
        .toArray(double[][]::new);
  }

  private static Optional<ShrunkRates> ofCounts(PeerGroup group, double within) {
    List<Unit> units =
        group.units().stream()
            .map(unit -> new Unit(unit.observed(), unit.expected(), within * unit.dispersion()))
            .toList();
    return GammaPoisson.of(units)
        .map(
            model -> {
              List<Known> known = new ArrayList<>();
              units.forEach(unit -> known.add(new KnownCounts(model.shrunk(unit), group.rate())));
              return new ShrunkRates(group.members().stream().map(Counted::code).toList(), known);
            });
  }

  private record KnownDoses(FayHerriot.Shrunk logarithm, double standardDeviation)
      implements Known {

    KnownDoses(FayHerriot.Shrunk logarithm) {
      this(logarithm, Math.sqrt(logarithm.variance()));
    }

    @Override
    public double rate() {
      return StrictMath.exp(logarithm.estimate());
    }

    @Override
    public double above(double rate) {
      return logarithm.above(StrictMath.log(rate));
    }

    @Override
    public double at(double z) {
      return logarithm.estimate() + z * standardDeviation;
    }
  }

  private record KnownCounts(GammaPoisson.Shrunk ratio, double rateOfAll) implements Known {

    @Override
    public double rate() {
      return ratio.estimate() * rateOfAll;
    }

    @Override
    public double above(double rate) {
      return ratio.above(rate / rateOfAll);
    }

    @Override
    public double at(double z) {
      return ratio.at(z);
    }
  }

  /** The organisations whose rates are known, by code. */
  public List<String> codes() {
    return codes;
  }

  /** The shrunk rate of the organisation at a place of {@link #codes()}. */
  public double rate(int place) {
    return known.get(place).rate();
  }

  /** The probability that its true rate is above another. */
  public double above(int place, double rate) {
    return known.get(place).above(rate);
  }

  /**
   * The ranks of some of the organisations among each other.
   *
   * @param places their places in {@link #codes()}
   * @param draws what is drawn for each code
   * @param count how many draws there are
   */
  public Ranks ranks(int[] places, KeyedDraws draws, int count) {
    char[][] drawn = new char[places.length][];
    for (int unit = 0; unit < places.length; unit++) {
      drawn[unit] = draws.places(codes.get(places[unit]), count);
    }
    return Ranks.of(drawn, (unit, z) -> known.get(places[unit]).at(z));
  }
}
