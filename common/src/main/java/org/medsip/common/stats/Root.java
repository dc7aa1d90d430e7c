package org.medsip.common.stats;

import java.util.function.DoubleUnaryOperator;
import org.hipparchus.analysis.solvers.BrentSolver;

/** Where a function that falls crosses zero, by Brent's method between two points about it. */
final class Root {

  private static final double RELATIVE = 1e-13;
  private static final double ABSOLUTE = 1e-300;
  private static final int MOST_STEPS = 1_000;
  private static final double MOST = 0x1p200;
  private static final double LEAST = 0x1p20;

  private Root() {}

  /**
   * The point from 0 on where a falling function crosses zero; 0 where it is not above zero there.
   *
   * @param scale a first guess at how far away that may be, above 0: the nearer, the faster
   */
  static double from0(DoubleUnaryOperator falling, double scale) {
    if (!(falling.applyAsDouble(0) > 0)) {
      return 0;
    }
    double low = scale;
    double high = scale;
    if (falling.applyAsDouble(scale) > 0) {
      do {
        low = high;
        high *= 2;
      } while (high < MOST * scale && falling.applyAsDouble(high) > 0);
    } else {
      do {
        high = low;
        low = low * LEAST > scale ? low / 2 : 0;
      } while (low > 0 && !(falling.applyAsDouble(low) > 0));
    }
    return new BrentSolver(RELATIVE, ABSOLUTE).solve(MOST_STEPS, falling::applyAsDouble, low, high);
  }
}
