package org.medsip.jobs.gold.variation;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.KeyValueGroupedDataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.medsip.common.columnar.ColumnsInPlace;

/**
 * Many figures packed for their way to where they are worked on together: each text once, numbers
 * side by side. There are tens of millions of figures of a few thousand organisations, and to send
 * each as a row of its own cost several times what the statistics do.
 *
 * <p>Public because Spark writes and reads objects of public classes alone.
 */
public final class FigureBlock {

  /** What is measured, and by which definition. */
  record Way(String measureId, String variant, long windowMonths, String definitionId) {

    private static Way of(InternalRow row) {
      return new Way(row.getString(0), row.getString(1), row.getLong(2), row.getString(3));
    }

    InternalRow toRow() {
      return rowOf(text(measureId), text(variant), windowMonths, text(definitionId));
    }
  }

  /** Where it is. */
  record Site(String level, String code, String vintage) {

    private static Site of(InternalRow row) {
      return new Site(row.getString(0), row.getString(1), row.getString(2));
    }

    InternalRow toRow() {
      return rowOf(text(level), text(code), text(vintage));
    }
  }

  private final Object key;
  private final InternalRow[] ways;
  private final InternalRow[] sites;
  private final int[] wayOf;
  private final int[] siteOf;
  private final int[] days;
  private final double[] values;
  private final double[][] numbers;

  FigureBlock(
      Object key,
      InternalRow[] ways,
      InternalRow[] sites,
      int[] wayOf,
      int[] siteOf,
      int[] days,
      double[] values,
      double[][] numbers) {
    this.key = key;
    this.ways = ways;
    this.sites = sites;
    this.wayOf = wayOf;
    this.siteOf = siteOf;
    this.days = days;
    this.values = values;
    this.numbers = numbers;
  }

  /** By what figures are brought together. */
  interface KeyOf<K> extends Serializable {
    K of(Way way, int day);
  }

  /**
   * The figures in blocks, those of the same key together.
   *
   * @param figures rows of {@code measure_org_period}
   * @param wanted which of them
   * @param key of a figure
   * @param numbers the columns with the numbers that are wanted beside the value
   */
  static <K> KeyValueGroupedDataset<K, FigureBlock> grouped(
      Dataset<Row> figures,
      WantedFigures wanted,
      KeyOf<K> key,
      Encoder<K> ofKey,
      String... numbers) {
    Dataset<Row> columns =
        figures
            .filter(wanted.condition())
            .select(
                Stream.concat(FigureColumns.NAMES.stream(), Stream.of(numbers))
                    .map(functions::col)
                    .toArray(Column[]::new));
    StructType types = columns.schema();
    return ColumnsInPlace.mapPartitions(
            columns,
            batches -> new FigurePacking<>(batches, types, wanted, key),
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

  /** The value of figure i. */
  double value(int i) {
    return values[i];
  }

  /** A number of figure i, not a number where it has none. */
  double number(int which, int i) {
    return numbers[which][i];
  }

  private static InternalRow rowOf(Object... values) {
    return new GenericInternalRow(values);
  }

  private static UTF8String text(String text) {
    return UTF8String.fromString(text);
  }
}
