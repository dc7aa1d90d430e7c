package org.medsip.common.stats;

import java.util.function.DoubleUnaryOperator;

/**
 * Where a function that falls crosses zero, by bisection: slower than other searches, and never
 * astray.
 */
final class Root {

  private static final int HALVINGS = 200;
  private static final int DOUBLINGS = 200;

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
    double high = scale;
    for (int i = 0; i < DOUBLINGS && falling.applyAsDouble(high) > 0; i++) {
      high *= 2;
    }
    return between(falling, 0, high);
  }

  /** The point between two others where a falling function crosses zero. */
  static double between(DoubleUnaryOperator falling, double from, double to) {
    double low = from;
    double high = to;
    for (int i = 0; i < HALVINGS; i++) {
      double middle = low + (high - low) / 2;
      if (middle <= low || middle >= high) {
        break;
      }
      if (falling.applyAsDouble(middle) > 0) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low + (high - low) / 2;
  }
}
