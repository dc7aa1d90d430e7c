package org.medsip.jobs.gold.variation;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.medsip.jobs.gold.variation.FigureBlock.Site;
import org.medsip.jobs.gold.variation.FigureBlock.Way;

/** A block that is being filled. */
final class PackedFigures {

  /**
   * Many, since their few thousand organisations go with each block; but not so many that the
   * collector calls an array of them huge and marks the heap for each.
   */
  private static final int MOST = 1 << 16;

  private static final int FIRST = 1 << 12;

  private final Object key;
  private final Some ways = new Some();
  private final Some sites = new Some();
  private int[] wayOf = new int[FIRST];
  private int[] siteOf = new int[FIRST];
  private int[] days = new int[FIRST];
  private double[] values = new double[FIRST];
  private final double[][] numbers;
  private int size;

  /**
   * @param key of all its figures
   * @param numbers how many numbers each has beside its value
   */
  PackedFigures(Object key, int numbers) {
    this.key = key;
    this.numbers = new double[numbers][FIRST];
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
    if (size == days.length) {
      resize(2 * size);
    }
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
    resize(size);
    FigureBlock block =
        new FigureBlock(
            key,
            ways.inOrder().mapToObj(way -> allWays.get(way).toRow()).toArray(InternalRow[]::new),
            sites.inOrder().mapToObj(at -> allSites.get(at).toRow()).toArray(InternalRow[]::new),
            wayOf,
            siteOf,
            days,
            values,
            numbers.clone());
    size = 0;
    resize(FIRST);
    ways.clear();
    sites.clear();
    return block;
  }

  private void resize(int length) {
    wayOf = Arrays.copyOf(wayOf, length);
    siteOf = Arrays.copyOf(siteOf, length);
    days = Arrays.copyOf(days, length);
    values = Arrays.copyOf(values, length);
    for (int k = 0; k < numbers.length; k++) {
      numbers[k] = Arrays.copyOf(numbers[k], length);
    }
  }
}
