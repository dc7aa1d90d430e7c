package org.medsip.jobs.gold.variation;

import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.sql.catalyst.CatalystTypeConverters;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataType;
import org.medsip.common.columnar.Numbered;

/**
 * Gives each figure to the block of its key, and blocks when they are full. Figures are taken as
 * Spark has read them: to make objects of their texts cost more than all the rest.
 */
final class FigurePacking implements Iterator<FigureBlock> {

  private static final int KEY = 0;
  private static final int DAY = 1;
  private static final int WAY = 2;
  private static final int SITE = 3;
  private static final int FIRST_NUMBER = 4;

  private static final int TEXTS_OF_WAY = 4;
  private static final int TEXTS_OF_SITE = 3;

  private static final int MOST_FIGURES = 1 << 15;

  private final Iterator<InternalRow> rows;
  private final DataType typeOfKey;
  private final int numbers;
  private final Map<Object, Packed> open = new LinkedHashMap<>();

  /**
   * @param rows of a key, a day, a way of measuring, a site, and then numbers
   * @param numbers how many numbers
   */
  FigurePacking(Iterator<InternalRow> rows, DataType typeOfKey, int numbers) {
    this.rows = rows;
    this.typeOfKey = typeOfKey;
    this.numbers = numbers;
  }

  @Override
  public boolean hasNext() {
    return rows.hasNext() || !open.isEmpty();
  }

  @Override
  public FigureBlock next() {
    while (rows.hasNext()) {
      InternalRow row = rows.next();
      Object key = row.get(KEY, typeOfKey);
      Packed packed = open.get(key);
      if (packed == null) {
        packed = new Packed(numbers);
        open.put(InternalRow.copyValue(key), packed);
      }
      packed.add(row);
      if (packed.size == MOST_FIGURES) {
        open.remove(key);
        return packed.block(CatalystTypeConverters.convertToScala(key, typeOfKey));
      }
    }
    Object key = open.keySet().iterator().next();
    Packed last = open.remove(key);
    return last.block(CatalystTypeConverters.convertToScala(key, typeOfKey));
  }

  /** A block that is being filled. */
  private static final class Packed {

    private final Numbered<InternalRow> ways = new Numbered<>(InternalRow::copy);
    private final Numbered<InternalRow> sites = new Numbered<>(InternalRow::copy);
    private final int[] wayOf = new int[MOST_FIGURES];
    private final int[] siteOf = new int[MOST_FIGURES];
    private final int[] days = new int[MOST_FIGURES];
    private final double[][] numbers;
    private int size;

    Packed(int numbers) {
      this.numbers = new double[numbers][MOST_FIGURES];
    }

    void add(InternalRow row) {
      wayOf[size] = ways.numberOf(row.getStruct(WAY, TEXTS_OF_WAY));
      siteOf[size] = sites.numberOf(row.getStruct(SITE, TEXTS_OF_SITE));
      days[size] = row.getInt(DAY);
      for (int k = 0; k < numbers.length; k++) {
        numbers[k][size] =
            row.isNullAt(FIRST_NUMBER + k) ? Double.NaN : row.getDouble(FIRST_NUMBER + k);
      }
      size++;
    }

    FigureBlock block(Object key) {
      return new FigureBlock(
          key,
          ways.inOrder().toArray(InternalRow[]::new),
          sites.inOrder().toArray(InternalRow[]::new),
          Arrays.copyOf(wayOf, size),
          Arrays.copyOf(siteOf, size),
          Arrays.copyOf(days, size),
          Arrays.stream(numbers)
              .map(column -> Arrays.copyOf(column, size))
              .toArray(double[][]::new));
    }
  }
}
