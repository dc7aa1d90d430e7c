package org.medsip.common.stats;

import java.util.ArrayList;
import java.util.List;

/**
 * The pooled rates of groups that practices belong to, wholly or in shares, with standard errors
 * that allow for practices to differ, which they do by far more than chance.
 *
 * <p>With a_ig the share of practice i that belongs to group g:
 *
 * <pre>
 * rate_g = sum of a_ig y_i / sum of a_ig x_i
 * covariance of g and h = f_g f_h sum of e_ig e_ih,  e_ig = a_ig (y_i - rate_g x_i) / sum a_ig x_i
 * </pre>
 *
 * with f_g^2 = n/(n - 1), n the number of practices in the group, (sum a)^2 / sum a^2 where it has
 * shares of them. Groups that share practices are not independent, and the covariance says how far.
 *
 * <p>Units: numerator per unit of denominator.
 *
 * <p>Example: one group of y = 10, 24, 26 and x = 10, 20, 30: rate 1, standard error sqrt(1.5 * 32)
 * / 60 = 0.1155.
 *
 * <p>Source: Cochran 1977, Sampling Techniques, 3rd edition, chapter 6: the ratio estimator.
 */
public final class GroupRates {

  private final int count;
  private final double[] shares;
  private final double[] numerators;
  private final double[] denominators;

  /** Of each pair of groups the sums of the products of their shares with what stands beside it. */
  private final double[] together;

  private final double[] squaredNumerators;
  private final double[] products;
  private final double[] squaredDenominators;

  /** No practice yet, of so many groups. */
  public GroupRates(int count) {
    this.count = count;
    shares = new double[count];
    numerators = new double[count];
    denominators = new double[count];
    together = new double[pair(count, 0)];
    squaredNumerators = new double[pair(count, 0)];
    products = new double[pair(count, 0)];
    squaredDenominators = new double[pair(count, 0)];
  }

  /** Adds a practice that belongs to one group, counted from 0. */
  public void add(double numerator, double denominator, int group) {
    add(numerator, denominator, group, 1);
    addPair(numerator, denominator, pair(group, group), 1);
  }

  /** Adds a practice that belongs to groups in shares. */
  public void add(double numerator, double denominator, Shares shares) {
    double[] ofGroups = shares.ofGroups;
    for (int group = 0; group < ofGroups.length; group++) {
      add(numerator, denominator, group, ofGroups[group]);
    }
    double[] ofPairs = shares.ofPairs;
    for (int pair = 0; pair < ofPairs.length; pair++) {
      addPair(numerator, denominator, pair, ofPairs[pair]);
    }
  }

  private void add(double numerator, double denominator, int group, double share) {
    shares[group] += share;
    numerators[group] += share * numerator;
    denominators[group] += share * denominator;
  }

  private void addPair(double numerator, double denominator, int pair, double share) {
    double ofNumerator = share * numerator;
    double ofDenominator = share * denominator;
    together[pair] += share;
    squaredNumerators[pair] += ofNumerator * numerator;
    products[pair] += ofNumerator * denominator;
    squaredDenominators[pair] += ofDenominator * denominator;
  }

  /**
   * The share of a practice that belongs to each group, with the product of each pair, which is the
   * same whatever is counted there.
   */
  public static final class Shares {

    private final double[] ofGroups;
    private final double[] ofPairs;

    /** The shares by group. */
    public Shares(double... ofGroups) {
      this.ofGroups = ofGroups.clone();
      ofPairs = new double[pair(ofGroups.length, 0)];
      for (int one = 0; one < ofGroups.length; one++) {
        for (int other = 0; other <= one; other++) {
          ofPairs[pair(one, other)] = ofGroups[one] * ofGroups[other];
        }
      }
    }
  }

  /** Where a pair of groups stands among all; the second is not behind the first. */
  private static int pair(int one, int other) {
    return one * (one + 1) / 2 + other;
  }

  /** The number of practices in a group, allowing for shares. */
  public double practices(int group) {
    double squares = together[pair(group, group)];
    return squares > 0 ? shares[group] * shares[group] / squares : 0;
  }

  /** Whether every group has a rate with a spread: two practices and something to divide by. */
  public boolean isComplete() {
    for (int group = 0; group < count; group++) {
      if (practices(group) < 2 || !(denominators[group] > 0)) {
        return false;
      }
    }
    return true;
  }

  /** The rates of the groups, in order; only where {@link #isComplete()}. */
  public List<RankedGroup> groups() {
    return groups(covariance());
  }

  /** The same with what {@link #covariance()} gave. */
  List<RankedGroup> groups(double[][] covariance) {
    List<RankedGroup> groups = new ArrayList<>();
    for (int group = 0; group < count; group++) {
      groups.add(
          new RankedGroup(denominators[group], rate(group), Math.sqrt(covariance[group][group])));
    }
    return groups;
  }

  /**
   * How the rates of the groups vary together; only where {@link #isComplete()}. Sums over
   * practices of (n - r d)(n - s d) are taken as those of n n - (r + s) n d + r s d d, which asks
   * for no second look at the practices.
   */
  public double[][] covariance() {
    double[][] covariance = new double[count][count];
    for (int one = 0; one < count; one++) {
      for (int other = 0; other <= one; other++) {
        double r = rate(one);
        double s = rate(other);
        double apart =
            squaredNumerators[pair(one, other)]
                - (r + s) * products[pair(one, other)]
                + r * s * squaredDenominators[pair(one, other)];
        double scale = perResidual(one) * perResidual(other);
        covariance[one][other] = scale * (one == other ? Math.max(0, apart) : apart);
        covariance[other][one] = covariance[one][other];
      }
    }
    return covariance;
  }

  /** What a residual changes the rate of a group by, corrected for few practices. */
  private double perResidual(int group) {
    double n = practices(group);
    return Math.sqrt(n / (n - 1)) / denominators[group];
  }

  private double rate(int group) {
    return numerators[group] / denominators[group];
  }
}
