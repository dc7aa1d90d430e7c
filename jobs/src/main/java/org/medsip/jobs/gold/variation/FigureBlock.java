package org.medsip.jobs.gold.variation;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.udf;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.KeyValueGroupedDataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.jspecify.annotations.Nullable;
import org.medsip.common.columnar.RowsInPlace;
import org.medsip.common.stats.NearestDouble;

/**
 * Many figures packed for their way to where they are worked on together: each text once, numbers
 * side by side. There are tens of millions of figures of a few thousand organisations, and to send
 * each as a row of its own cost several times what the statistics do.
 *
 * <p>Public because Spark writes and reads objects of public classes alone.
 */
public final class FigureBlock {

  /** Applied where the columns are read, so that exact numbers are made into objects once. */
  private static final UserDefinedFunction NEAREST_DOUBLE =
      udf(
          (UDF1<@Nullable BigDecimal, @Nullable Double>)
              exact -> exact == null ? null : NearestDouble.of(exact),
          DataTypes.DoubleType);

  /** What is measured, and by which definition. */
  record Way(String measureId, String variant, long windowMonths, String definitionId) {

    private static Column column() {
      return struct("measure_id", "variant", "window_months", "definition_id");
    }

    private static Way of(InternalRow row) {
      return new Way(row.getString(0), row.getString(1), row.getLong(2), row.getString(3));
    }
  }

  /** Where it is. */
  record Site(String level, String code, String vintage) {

    private static Column column() {
      return struct("org_level", "org_code", "org_vintage");
    }

    private static Site of(InternalRow row) {
      return new Site(row.getString(0), row.getString(1), row.getString(2));
    }
  }

  private final Object key;
  private final InternalRow[] ways;
  private final InternalRow[] sites;
  private final int[] wayOf;
  private final int[] siteOf;
  private final int[] days;
  private final double[][] numbers;

  FigureBlock(
      Object key,
      InternalRow[] ways,
      InternalRow[] sites,
      int[] wayOf,
      int[] siteOf,
      int[] days,
      double[][] numbers) {
    this.key = key;
    this.ways = ways;
    this.sites = sites;
    this.wayOf = wayOf;
    this.siteOf = siteOf;
    this.days = days;
    this.numbers = numbers;
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
    columns.add(Way.column());
    columns.add(Site.column());
    for (String number : numbers) {
      boolean isExact = figures.schema().apply(number).dataType() instanceof DecimalType;
      columns.add(isExact ? NEAREST_DOUBLE.apply(col(number)) : col(number));
    }
    Dataset<Row> wanted = figures.select(columns.toArray(Column[]::new));
    DataType typeOfKey = wanted.schema().apply(0).dataType();
    return RowsInPlace.mapPartitions(
            wanted,
            rows -> new FigurePacking(rows, typeOfKey, numbers.length),
            Encoders.kryo(FigureBlock.class))
        .groupByKey((MapFunction<FigureBlock, K>) FigureBlock::key, ofKey);
  }

  @SuppressWarnings("unchecked") // it is what the column gave that the block was made with
  private <K> K key() {
    return (K) key;
  }

  int size() {
    return wayOf.length;
  }

  /** The ways of measuring, in the order of {@link #way}. */
  List<Way> ways() {
    return Arrays.stream(ways).map(Way::of).toList();
  }

  /** The organisations, in the order of {@link #site}. */
  List<Site> sites() {
    return Arrays.stream(sites).map(Site::of).toList();
  }

  /** Which of the ways of measuring figure i is of. */
  int way(int i) {
    return wayOf[i];
  }

  /** Which of the organisations figure i is of. */
  int site(int i) {
    return siteOf[i];
  }

  int day(int i) {
    return days[i];
  }

  /** A number of figure i, not a number where it has none. */
  double number(int which, int i) {
    return numbers[which][i];
  }
}
