package org.medsip.common.stats;

import java.util.ArrayList;
import java.util.List;

/**
 * The rules of Making Data Count column by column, as the R package NHSRplotthedots lays them out.
 */
final class NaiveXmr {

  private NaiveXmr() {}

  static List<String> rules(double[] y) {
    int n = y.length;
    double mean = 0;
    for (double value : y) {
      mean += value;
    }
    mean /= n;
    double first = 0;
    for (int i = 1; i < n; i++) {
      first += Math.abs(y[i] - y[i - 1]) / (n - 1);
    }
    double sum = 0;
    double count = 0;
    for (int i = 1; i < n; i++) {
      if (Math.abs(y[i] - y[i - 1]) < 3.267 * first) {
        sum += Math.abs(y[i] - y[i - 1]);
        count++;
      }
    }
    double range = sum / count;
    boolean[] outside = new boolean[n];
    boolean[] close = new boolean[n];
    int[] side = new int[n];
    for (int i = 0; i < n; i++) {
      outside[i] = y[i] > mean + 2.66 * range || y[i] < mean - 2.66 * range;
      double near = 2 * (2.66 / 3);
      close[i] = !outside[i] && (y[i] < mean - near * range || y[i] > mean + near * range);
      side[i] = y[i] > mean ? 1 : y[i] < mean ? -1 : 0;
    }
    boolean[] trend = new boolean[n];
    boolean[] run = new boolean[n];
    for (int start = 0; start + 7 <= n; start++) {
      int ups = 0;
      int downs = 0;
      int sides = side[start];
      for (int i = start + 1; i < start + 7; i++) {
        ups += y[i] > y[i - 1] ? 1 : 0;
        downs += y[i] < y[i - 1] ? 1 : 0;
        sides += side[i];
      }
      for (int i = start; i < start + 7; i++) {
        trend[i] |= ups == 6 || downs == 6;
        run[i] |= sides == 7 || sides == -7;
      }
    }
    boolean[] two = new boolean[n];
    for (int start = 0; start + 3 <= n; start++) {
      int near = 0;
      int sides = 0;
      for (int i = start; i < start + 3; i++) {
        near += close[i] ? 1 : 0;
        sides += side[i];
      }
      for (int i = start; i < start + 3; i++) {
        two[i] |= near >= 2 && Math.abs(sides) == 3;
      }
    }
    List<String> rules = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      String way = side[i] > 0 ? "HIGH" : "LOW";
      if (outside[i]) {
        rules.add("OUTSIDE_LIMITS " + way);
      } else if (trend[i]) {
        boolean next = i + 1 < n && trend[i + 1];
        double step = next ? y[i + 1] - y[i] : y[i] - y[i - 1];
        rules.add("TREND " + (step > 0 ? "HIGH" : "LOW"));
      } else if (two[i] && close[i]) {
        rules.add("TWO_OF_THREE " + way);
      } else if (run[i]) {
        rules.add("ONE_SIDE " + way);
      } else {
        rules.add("NONE NONE");
      }
    }
    return rules;
  }
}
