package org.medsip.jobs.gold.variation;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.udf;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.KeyValueGroupedDataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.jspecify.annotations.Nullable;
import org.medsip.common.stats.NearestDouble;

/**
 * Many figures packed for their way to where they are worked on together: each text once, numbers
 * side by side. There are tens of millions of figures of a few thousand organisations, and to send
 * each as a row of its own cost several times what the statistics do.
 *
 * <p>Public because Spark writes and reads objects of public classes alone.
 */
public final class FigureBlock {

  private static final int KEY = 0;
  private static final int DAY = 1;
  private static final int WAY = 2;
  private static final int SITE = 3;
  private static final int FIRST_NUMBER = 4;

  /** Stands between the texts that a way or a site is made of: to read one text is quicker. */
  private static final String BETWEEN = "\t";

  private static final int MOST_FIGURES = 1 << 15;

  /** Applied where the columns are read, so that exact numbers are made into objects once. */
  private static final UserDefinedFunction NEAREST_DOUBLE =
      udf(
          (UDF1<@Nullable BigDecimal, @Nullable Double>)
              exact -> exact == null ? null : NearestDouble.of(exact),
          DataTypes.DoubleType);

  /** What is measured, and by which definition. */
  record Way(String measureId, String variant, long windowMonths, String definitionId) {

    private static final List<String> COLUMNS =
        List.of("measure_id", "variant", "window_months", "definition_id");

    private static Way of(String text) {
      String[] texts = parts(text, COLUMNS.size());
      return new Way(texts[0], texts[1], Long.parseLong(texts[2]), texts[3]);
    }
  }

  /** Where it is. */
  record Site(String level, String code, String vintage) {

    /** The code is last: texts that differ at their end alone are spread best by their hashes. */
    private static final List<String> COLUMNS = List.of("org_level", "org_vintage", "org_code");

    private static Site of(String text) {
      String[] texts = parts(text, COLUMNS.size());
      return new Site(texts[0], texts[2], texts[1]);
    }
  }

  private final Object key;
  private final String[] textsOfWays;
  private final String[] textsOfSites;
  private final int[] ways;
  private final int[] sites;
  private final int[] days;
  private final double[][] numbers;

  private FigureBlock(Packed packed) {
    key = packed.key;
    textsOfWays = packed.ways.keySet().toArray(String[]::new);
    textsOfSites = packed.sites.keySet().toArray(String[]::new);
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
   * @param figures rows of {@code measure_org_period}
   * @param key of a figure
   * @param numbers the columns with the numbers that are wanted
   */
  static <K> KeyValueGroupedDataset<K, FigureBlock> grouped(
      Dataset<Row> figures, Column key, Encoder<K> ofKey, String... numbers) {
    List<Column> columns = new ArrayList<>();
    columns.add(key);
    columns.add(PlaceRows.period(col("period_end")));
    columns.add(text(Way.COLUMNS));
    columns.add(text(Site.COLUMNS));
    for (String number : numbers) {
      boolean isExact = figures.schema().apply(number).dataType() instanceof DecimalType;
      columns.add(isExact ? NEAREST_DOUBLE.apply(col(number)) : col(number));
    }
    int size = numbers.length;
    return figures
        .select(columns.toArray(Column[]::new))
        .mapPartitions(
            (MapPartitionsFunction<Row, FigureBlock>) rows -> new Packing(rows, size),
            Encoders.kryo(FigureBlock.class))
        .groupByKey((MapFunction<FigureBlock, K>) FigureBlock::key, ofKey);
  }

  private static Column text(List<String> columns) {
    return concat_ws(
        BETWEEN, columns.stream().map(name -> col(name).cast("string")).toArray(Column[]::new));
  }

  private static String[] parts(String text, int count) {
    String[] parts = text.split(BETWEEN, -1);
    if (parts.length != count) {
      throw new IllegalStateException(
          "A figure is not told by %d texts: %s".formatted(count, text));
    }
    return parts;
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
    return Arrays.stream(textsOfWays).map(Way::of).toList();
  }

  /** The organisations, in the order of {@link #site}. */
  List<Site> sites() {
    return Arrays.stream(textsOfSites).map(Site::of).toList();
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
    private final int numbers;
    private final Map<Object, Packed> open = new LinkedHashMap<>();

    Packing(Iterator<Row> rows, int numbers) {
      this.rows = rows;
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
        Packed packed = open.computeIfAbsent(row.get(KEY), key -> new Packed(key, numbers));
        packed.add(row);
        if (packed.size == MOST_FIGURES) {
          open.remove(packed.key);
          return new FigureBlock(packed);
        }
      }
      Packed last = open.remove(open.keySet().iterator().next());
      return new FigureBlock(last);
    }
  }

  /** A block that is being filled. */
  private static final class Packed {

    private final Object key;
    private final Map<String, Integer> ways = new LinkedHashMap<>();
    private final Map<String, Integer> sites = new LinkedHashMap<>();
    private final int[] waysOf = new int[MOST_FIGURES];
    private final int[] sitesOf = new int[MOST_FIGURES];
    private final int[] days = new int[MOST_FIGURES];
    private final double[][] numbers;
    private int size;

    /** Neighbours often have one of the two in common, and to find a text costs much. */
    private @Nullable String lastWay;

    private int numberOfLastWay;
    private @Nullable String lastSite;
    private int numberOfLastSite;

    Packed(Object key, int numbers) {
      this.key = key;
      this.numbers = new double[numbers][MOST_FIGURES];
    }

    void add(Row row) {
      String way = row.getString(WAY);
      String site = row.getString(SITE);
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
        numbers[k][size] =
            row.isNullAt(FIRST_NUMBER + k) ? Double.NaN : row.getDouble(FIRST_NUMBER + k);
      }
      size++;
    }
  }
}
