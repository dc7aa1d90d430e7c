package org.medsip.jobs.gold.variation;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.medsip.jobs.gold.variation.FigureBlock.Site;
import org.medsip.jobs.gold.variation.FigureBlock.Way;

/** A block that is being filled. */
final class PackedFigures {

  private static final int MOST = 1 << 15;

  private final Object key;
  private final Some ways = new Some();
  private final Some sites = new Some();
  private final int[] wayOf = new int[MOST];
  private final int[] siteOf = new int[MOST];
  private final int[] days = new int[MOST];
  private final double[] values = new double[MOST];
  private final double[][] numbers;
  private int size;

  /**
   * @param key of all its figures
   * @param numbers how many numbers each has beside its value
   */
  PackedFigures(Object key, int numbers) {
    this.key = key;
    this.numbers = new double[numbers][MOST];
  }

  boolean isEmpty() {
    return size == 0;
  }

  boolean isFull() {
    return size == MOST;
  }

  /**
   * Adds the figure of a row.
   *
   * @param way the number of how it is measured
   * @param site the number of its organisation
   */
  void add(int way, int site, FigureColumns figures, int row) {
    wayOf[size] = ways.numberOf(way);
    siteOf[size] = sites.numberOf(site);
    days[size] = figures.day(row);
    values[size] = figures.value(row);
    for (int k = 0; k < numbers.length; k++) {
      numbers[k][size] = figures.number(k, row);
    }
    size++;
  }

  /** The block, after which another is begun. */
  FigureBlock taken(List<Way> allWays, List<Site> allSites) {
    FigureBlock block =
        new FigureBlock(
            key,
            ways.inOrder().mapToObj(way -> allWays.get(way).toRow()).toArray(InternalRow[]::new),
            sites.inOrder().mapToObj(at -> allSites.get(at).toRow()).toArray(InternalRow[]::new),
            Arrays.copyOf(wayOf, size),
            Arrays.copyOf(siteOf, size),
            Arrays.copyOf(days, size),
            Arrays.copyOf(values, size),
            Arrays.stream(numbers)
                .map(column -> Arrays.copyOf(column, size))
                .toArray(double[][]::new));
    size = 0;
    ways.clear();
    sites.clear();
    return block;
  }
}
