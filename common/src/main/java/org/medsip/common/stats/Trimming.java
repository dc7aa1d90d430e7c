package org.medsip.common.stats;

import java.util.Arrays;
import java.util.List;

/**
 * Keeps a few extreme organisations from hiding themselves: before over-dispersion is estimated,
 * the tenth at each end is drawn in or left out.
 *
 * <p>Both make over-dispersion look smaller than it is, so that more organisations lie outside the
 * limits; that is how the methods are published.
 *
 * <p>Example: of 1 to 20, winsorised are 2.9, 2.9, 3 to 18, 18.1, 18.1; truncated are 3 to 18.
 *
 * <p>Source: Spiegelhalter 2005, Statistics in Medicine 24: 1185-1202, doi 10.1002/sim.1970; NHS
 * Digital 2020, SHMI methodology; ranks as in the R package FunnelPlotR.
 */
public enum Trimming {
  /** Nothing is trimmed. */
  NONE {
    @Override
    List<Deviation> of(List<Deviation> deviations) {
      return deviations;
    }
  },

  /** What lies beyond the 10th and 90th percentile of z counts as lying there. */
  WINSORISED {
    @Override
    List<Deviation> of(List<Deviation> deviations) {
      Quantiles z = Quantiles.of(deviations.stream().mapToDouble(Deviation::z).toArray());
      double low = z.at(AT_EACH_END);
      double high = z.at(1 - AT_EACH_END);
      return deviations.stream()
          .map(
              deviation -> {
                double drawnIn = Math.max(low, Math.min(high, deviation.z()));
                return new Deviation(
                    drawnIn * deviation.standardError(), deviation.standardError());
              })
          .toList();
    }
  },

  /** The lowest and the highest tenth are left out. */
  TRUNCATED {
    @Override
    List<Deviation> of(List<Deviation> deviations) {
      double[] sorted = deviations.stream().mapToDouble(Deviation::z).sorted().toArray();
      return deviations.stream()
          .filter(
              deviation -> {
                double tenth = Math.floor(rank(sorted, deviation.z()) * 10 / (sorted.length + 1));
                return tenth > 0 && tenth < 9;
              })
          .toList();
    }
  };

  private static final double AT_EACH_END = 0.1;

  abstract List<Deviation> of(List<Deviation> deviations);

  /** The rank of a value, the mean rank where several are the same. */
  private static double rank(double[] sorted, double value) {
    int first = Arrays.binarySearch(sorted, value);
    int last = first;
    while (first > 0 && sorted[first - 1] == value) {
      first--;
    }
    while (last < sorted.length - 1 && sorted[last + 1] == value) {
      last++;
    }
    return (first + last) / 2.0 + 1;
  }
}
