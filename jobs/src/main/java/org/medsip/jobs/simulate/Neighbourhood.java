package org.medsip.jobs.simulate;

import java.util.List;

/**
 * The areas the people of a practice live in, nearest ones most.
 *
 * @param areas indices of areas
 * @param upTo shares of the people, added up to 1
 */
record Neighbourhood(int[] areas, double[] upTo) {

  private static final int REACH = 9;
  private static final double FADES_WITHIN = 3;

  /**
   * The areas about a point.
   *
   * @param first the first area of the place
   * @param count the areas of the place
   * @param point from 0 to 1, where in the place the practice is
   */
  static Neighbourhood about(int first, int count, double point) {
    int centre = (int) (point * count);
    int from = Math.max(0, centre - REACH);
    int to = Math.min(count - 1, centre + REACH);
    int[] areas = new int[to - from + 1];
    double[] upTo = new double[areas.length];
    double sum = 0;
    for (int i = 0; i < areas.length; i++) {
      areas[i] = first + from + i;
      sum += StrictMath.exp(-Math.abs(from + i - centre) / FADES_WITHIN);
      upTo[i] = sum;
    }
    for (int i = 0; i < upTo.length; i++) {
      upTo[i] /= sum;
    }
    return new Neighbourhood(areas, upTo);
  }

  double share(int place) {
    return place == 0 ? upTo[0] : upTo[place] - upTo[place - 1];
  }

  /** The mean IMD 2019 score of the people. */
  double score(List<Area> all) {
    double sum = 0;
    for (int i = 0; i < areas.length; i++) {
      sum += share(i) * all.get(areas[i]).score2019();
    }
    return sum;
  }
}
