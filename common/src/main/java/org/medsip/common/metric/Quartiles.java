package org.medsip.common.metric;

/**
 * Quartiles of values, interpolated between the two nearest (type 7 of Hyndman and Fan 1996, The
 * American Statistician 50:361-365; the default of R and of Spark's {@code percentile}).
 */
public record Quartiles(double lower, double median, double upper) {

  /**
   * Of the first {@code count} values of an array that is sorted upwards.
   *
   * @throws IllegalArgumentException if there are none
   */
  static Quartiles of(double[] sorted, int count) {
    if (count == 0) {
      throw new IllegalArgumentException("No values have no quartiles");
    }
    return new Quartiles(at(sorted, count, 0.25), at(sorted, count, 0.5), at(sorted, count, 0.75));
  }

  private static double at(double[] sorted, int count, double share) {
    double place = share * (count - 1);
    int below = (int) Math.floor(place);
    int above = (int) Math.ceil(place);
    return above == below
        ? sorted[below]
        : (above - place) * sorted[below] + (place - below) * sorted[above];
  }
}
