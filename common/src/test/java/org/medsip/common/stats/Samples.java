package org.medsip.common.stats;

import java.util.Random;

/** Draws for simulations, written apart from the code they test. */
final class Samples {

  private Samples() {}

  /** A Poisson count: by arrivals up to 30, halves added up above. */
  static long poisson(Random random, double mean) {
    if (mean > 30) {
      return poisson(random, mean / 2) + poisson(random, mean / 2);
    }
    long arrivals = -1;
    for (double time = 0; time <= mean; time -= StrictMath.log(1 - random.nextDouble())) {
      arrivals++;
    }
    return arrivals;
  }

  /** A gamma value of mean 1 with the given variance (Marsaglia and Tsang; shapes above 1). */
  static double gamma(Random random, double variance) {
    double shape = 1 / variance;
    double d = shape - 1.0 / 3;
    double c = 1 / Math.sqrt(9 * d);
    while (true) {
      double z = random.nextGaussian();
      double cube = 1 + c * z;
      double v = cube * cube * cube;
      if (v > 0
          && StrictMath.log(1 - random.nextDouble())
              < z * z / 2 + d - d * v + d * StrictMath.log(v)) {
        return d * v / shape;
      }
    }
  }
}
