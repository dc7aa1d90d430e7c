package org.medsip.common.stats;

import java.util.function.DoubleUnaryOperator;
import org.hipparchus.analysis.solvers.BrentSolver;

/** Where a function that falls crosses zero, by Brent's method between two points about it. */
final class Root {

  private static final double RELATIVE = 1e-15;
  private static final double ABSOLUTE = 1e-300;
  private static final int MOST_STEPS = 1_000;
  private static final int MOST_DOUBLINGS = 200;

  private Root() {}

  /**
   * The point from 0 on where a falling function crosses zero; 0 where it is not above zero there.
   *
   * @param scale a first guess at how far away that may be
   */
  static double from0(DoubleUnaryOperator falling, double scale) {
    if (!(falling.applyAsDouble(0) > 0)) {
      return 0;
    }
    double low = 0;
    double high = scale;
    for (int i = 0; i < MOST_DOUBLINGS && falling.applyAsDouble(high) > 0; i++) {
      low = high;
      high *= 2;
    }
    return new BrentSolver(RELATIVE, ABSOLUTE).solve(MOST_STEPS, falling::applyAsDouble, low, high);
  }
}
