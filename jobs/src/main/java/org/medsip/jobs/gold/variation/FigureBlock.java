package org.medsip.jobs.gold.variation;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.KeyValueGroupedDataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.medsip.common.stats.NearestDouble;

/**
 * Many figures packed for their way to where they are worked on together: each text once, numbers
 * side by side. There are tens of millions of figures of a few thousand organisations, and to send
 * each as a row of its own cost several times what the statistics do.
 *
 * <p>Rows to be packed have the columns: day (as days since 1970), measure, variant, length of the
 * period, definition, level, code, vintage, and then numbers.
 *
 * <p>Public because Spark writes and reads objects of public classes alone.
 */
public final class FigureBlock {

  private static final int DAY = 0;
  private static final int MEASURE_ID = 1;
  private static final int VARIANT = 2;
  private static final int WINDOW = 3;
  private static final int DEFINITION_ID = 4;
  private static final int LEVEL = 5;
  private static final int CODE = 6;
  private static final int VINTAGE = 7;
  private static final int FIRST_NUMBER = 8;

  private static final int MOST_FIGURES = 1 << 15;

  /** What is measured, and by which definition. */
  record Way(String measureId, String variant, long windowMonths, String definitionId) {}

  /** Where it is; the vintage is null where all figures are of the same. */
  record Site(String level, String code, @Nullable String vintage) {}

  private final Object key;
  private final String[] textsOfWays;
  private final long[] windowsOfWays;
  private final @Nullable String[] textsOfSites;
  private final int[] ways;
  private final int[] sites;
  private final int[] days;
  private final double[][] numbers;

  private FigureBlock(Packed packed) {
    key = packed.key;
    textsOfWays =
        packed.ways.keySet().stream()
            .flatMap(way -> List.of(way.measureId, way.variant, way.definitionId).stream())
            .toArray(String[]::new);
    windowsOfWays = packed.ways.keySet().stream().mapToLong(Way::windowMonths).toArray();
    textsOfSites =
        packed.sites.keySet().stream()
            .flatMap(site -> Arrays.asList(site.level, site.code, site.vintage).stream())
            .toArray(String[]::new);
    ways = Arrays.copyOf(packed.waysOf, packed.size);
    sites = Arrays.copyOf(packed.sitesOf, packed.size);
    days = Arrays.copyOf(packed.days, packed.size);
    numbers = new double[packed.numbers.length][];
    for (int k = 0; k < numbers.length; k++) {
      numbers[k] = Arrays.copyOf(packed.numbers[k], packed.size);
    }
  }

  /**
   * The figures in blocks, those of the same key together.
   *
   * @param rows the figures
   * @param key of a figure
   */
  static <K> KeyValueGroupedDataset<K, FigureBlock> grouped(
      Dataset<Row> rows, MapFunction<Row, K> key, Encoder<K> ofKey) {
    int numbers = rows.columns().length - FIRST_NUMBER;
    return rows.mapPartitions(
            (MapPartitionsFunction<Row, FigureBlock>) some -> new Packing(some, key::call, numbers),
            Encoders.kryo(FigureBlock.class))
        .groupByKey((MapFunction<FigureBlock, K>) FigureBlock::key, ofKey);
  }

  @SuppressWarnings("unchecked") // it is what the function gave that the block was made with
  private <K> K key() {
    return (K) key;
  }

  int size() {
    return ways.length;
  }

  /** The ways of measuring, in the order of {@link #way}. */
  List<Way> ways() {
    List<Way> all = new ArrayList<>();
    for (int i = 0; i < windowsOfWays.length; i++) {
      all.add(
          new Way(
              textsOfWays[3 * i],
              textsOfWays[3 * i + 1],
              windowsOfWays[i],
              textsOfWays[3 * i + 2]));
    }
    return all;
  }

  /** The organisations, in the order of {@link #site}. */
  List<Site> sites() {
    List<Site> all = new ArrayList<>();
    for (int i = 0; i < textsOfSites.length; i += 3) {
      all.add(
          new Site(
              String.valueOf(textsOfSites[i]),
              String.valueOf(textsOfSites[i + 1]),
              textsOfSites[i + 2]));
    }
    return all;
  }

  /** Which of the ways of measuring figure i is of. */
  int way(int i) {
    return ways[i];
  }

  /** Which of the organisations figure i is of. */
  int site(int i) {
    return sites[i];
  }

  int day(int i) {
    return days[i];
  }

  /** A number of figure i, not a number where it has none. */
  double number(int which, int i) {
    return numbers[which][i];
  }

  /** Gives each figure to the block of its key, and blocks when they are full. */
  private static final class Packing implements Iterator<FigureBlock> {

    private final Iterator<Row> rows;
    private final KeyOf keyOf;
    private final int numbers;
    private final Map<Object, Packed> open = new LinkedHashMap<>();

    interface KeyOf {
      Object of(Row row) throws Exception;
    }

    Packing(Iterator<Row> rows, KeyOf keyOf, int numbers) {
      this.rows = rows;
      this.keyOf = keyOf;
      this.numbers = numbers;
    }

    @Override
    public boolean hasNext() {
      return rows.hasNext() || !open.isEmpty();
    }

    @Override
    public FigureBlock next() {
      while (rows.hasNext()) {
        Row row = rows.next();
        Packed packed = open.computeIfAbsent(key(row), key -> new Packed(key, numbers));
        packed.add(row);
        if (packed.size == MOST_FIGURES) {
          open.remove(packed.key);
          return new FigureBlock(packed);
        }
      }
      Packed last = open.remove(open.keySet().iterator().next());
      return new FigureBlock(last);
    }

    private Object key(Row row) {
      try {
        return keyOf.of(row);
      } catch (Exception e) {
        throw new IllegalStateException("A figure has no key", e);
      }
    }
  }

  /** A block that is being filled. */
  private static final class Packed {

    private final Object key;
    private final Map<Way, Integer> ways = new LinkedHashMap<>();
    private final Map<Site, Integer> sites = new LinkedHashMap<>();
    private final int[] waysOf = new int[MOST_FIGURES];
    private final int[] sitesOf = new int[MOST_FIGURES];
    private final int[] days = new int[MOST_FIGURES];
    private final double[][] numbers;
    private int size;

    /** Neighbours often have one of the two in common, and to find a text costs much. */
    private @Nullable Way lastWay;

    private int numberOfLastWay;
    private @Nullable Site lastSite;
    private int numberOfLastSite;

    Packed(Object key, int numbers) {
      this.key = key;
      this.numbers = new double[numbers][MOST_FIGURES];
    }

    void add(Row row) {
      Way way =
          new Way(
              row.getString(MEASURE_ID),
              row.getString(VARIANT),
              row.getLong(WINDOW),
              row.getString(DEFINITION_ID));
      Site site = new Site(row.getString(LEVEL), row.getString(CODE), row.getString(VINTAGE));
      if (!way.equals(lastWay)) {
        lastWay = way;
        numberOfLastWay = ways.computeIfAbsent(way, next -> ways.size());
      }
      if (!site.equals(lastSite)) {
        lastSite = site;
        numberOfLastSite = sites.computeIfAbsent(site, next -> sites.size());
      }
      waysOf[size] = numberOfLastWay;
      sitesOf[size] = numberOfLastSite;
      days[size] = row.getInt(DAY);
      for (int k = 0; k < numbers.length; k++) {
        numbers[k][size] = number(row.get(FIRST_NUMBER + k));
      }
      size++;
    }

    private static double number(@Nullable Object number) {
      if (number == null) {
        return Double.NaN;
      }
      return number instanceof BigDecimal exact ? NearestDouble.of(exact) : (double) number;
    }
  }
}
