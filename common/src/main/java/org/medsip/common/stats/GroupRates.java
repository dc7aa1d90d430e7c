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

  private record Part(double numerator, double denominator, double[] shares) {}

  private final int count;
  private final List<Part> parts = new ArrayList<>();

  /** No practice yet, of so many groups. */
  public GroupRates(int count) {
    this.count = count;
  }

  /** Adds a practice that belongs to one group, counted from 0. */
  public void add(double numerator, double denominator, int group) {
    double[] shares = new double[count];
    shares[group] = 1;
    add(numerator, denominator, shares);
  }

  /** Adds a practice with the share of it that belongs to each group. */
  public void add(double numerator, double denominator, double[] shares) {
    parts.add(new Part(numerator, denominator, shares));
  }

  /** The number of practices in a group, allowing for shares. */
  public double practices(int group) {
    double sum = 0;
    double squares = 0;
    for (Part part : parts) {
      sum += part.shares[group];
      squares += part.shares[group] * part.shares[group];
    }
    return squares > 0 ? sum * sum / squares : 0;
  }

  /** Whether every group has a rate with a spread: two practices and something to divide by. */
  public boolean isComplete() {
    for (int group = 0; group < count; group++) {
      if (practices(group) < 2 || !(denominator(group) > 0)) {
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
          new RankedGroup(denominator(group), rate(group), Math.sqrt(covariance[group][group])));
    }
    return groups;
  }

  /** How the rates of the groups vary together; only where {@link #isComplete()}. */
  public double[][] covariance() {
    double[][] covariance = new double[count][count];
    double[] rates = new double[count];
    double[] denominators = new double[count];
    double[] corrections = new double[count];
    for (int group = 0; group < count; group++) {
      rates[group] = rate(group);
      denominators[group] = denominator(group);
      double n = practices(group);
      corrections[group] = Math.sqrt(n / (n - 1));
    }
    for (Part part : parts) {
      double[] residuals = new double[count];
      for (int group = 0; group < count; group++) {
        double apart = part.numerator - rates[group] * part.denominator;
        residuals[group] = corrections[group] * part.shares[group] * apart / denominators[group];
      }
      Design.addSquares(covariance, residuals, 1);
    }
    return covariance;
  }

  private double rate(int group) {
    double numerator = 0;
    for (Part part : parts) {
      numerator += part.shares[group] * part.numerator;
    }
    return numerator / denominator(group);
  }

  private double denominator(int group) {
    double sum = 0;
    for (Part part : parts) {
      sum += part.shares[group] * part.denominator;
    }
    return sum;
  }
}
