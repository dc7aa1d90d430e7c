package org.medsip.common.stats;

/** Sums over arrays, always from first to last. */
final class Sums {

  private Sums() {}

  static double of(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }

  static double mean(double[] values) {
    return of(values) / values.length;
  }
}
