package org.medsip.jobs.simulate;

import java.util.Comparator;
import java.util.stream.IntStream;

/** Parts of a whole number that add up to it. */
final class Shares {

  private Shares() {}

  /** Divides by weight; what rounding leaves goes to the largest remainders. */
  static long[] of(long whole, double[] weights) {
    double sum = 0;
    for (double weight : weights) {
      sum += weight;
    }
    long[] parts = new long[weights.length];
    double[] rest = new double[weights.length];
    long left = whole;
    for (int i = 0; i < parts.length; i++) {
      double exact = whole * weights[i] / sum;
      parts[i] = (long) exact;
      rest[i] = exact - parts[i];
      left -= parts[i];
    }
    int[] largestFirst =
        IntStream.range(0, parts.length)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> -rest[i]).thenComparingInt(i -> i))
            .mapToInt(Integer::intValue)
            .toArray();
    for (int i = 0; i < left; i++) {
      parts[largestFirst[i]]++;
    }
    return parts;
  }
}
