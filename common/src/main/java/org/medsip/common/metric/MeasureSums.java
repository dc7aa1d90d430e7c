package org.medsip.common.metric;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.List;
import org.medsip.common.metric.Contribution.Basis;

/** The sums of every variant of every measure over prescribing rows, such as those of one site. */
public final class MeasureSums {

  /** Squares are rounded row by row, so that their sum does not depend on the order. */
  private static final int DECIMALS_OF_SQUARES = 6;

  private static final double ONE_OF_SQUARES = 1e6;
  private static final double MOST_IN_A_LONG = 9e18;

  /** Two sums of 16 bytes and three counts of 8. */
  private static final int BYTES_OF_A_VARIANT = 56;

  private final List<MeasureVariant> variants;
  private final ExactSums numerators;
  private final ExactSums squares;
  private final long[] items;
  private final long[] itemsWithValue;
  private final long[] compared;

  /**
   * The sums of one variant.
   *
   * @param variant the variant
   * @param numerator what is added up
   * @param squares the sum over items of the square of what one item adds
   * @param items the items selected
   * @param itemsWithValue of these, those of presentations that have a value
   * @param compared the items of the denominator, for a share of items
   */
  public record Sums(
      MeasureVariant variant,
      BigDecimal numerator,
      BigDecimal squares,
      long items,
      long itemsWithValue,
      long compared) {}

  /** Sums of nothing yet, of variants in their order. */
  public MeasureSums(List<MeasureVariant> variants) {
    this.variants = variants;
    numerators = new ExactSums(variants.size());
    squares = new ExactSums(variants.size());
    items = new long[variants.size()];
    itemsWithValue = new long[variants.size()];
    compared = new long[variants.size()];
  }

  /** Adds a row of a presentation with an effect. */
  void add(ProductEffect effect, PrescribedRow row) {
    for (ProductEffect.Added added : effect.added()) {
      Contribution contribution = added.contribution();
      long basis = contribution.wholeBasis(row);
      long each = contribution.wholeEach();
      double ofSquares = contribution.squares(row) * ONE_OF_SQUARES;
      for (int place : added.places()) {
        numerators.addProduct(place, basis, each);
        addSquares(place, ofSquares);
        items[place] += row.items();
        itemsWithValue[place] += row.items();
      }
    }
    for (int place : effect.withoutValue()) {
      items[place] += row.items();
    }
    for (int place : effect.compared()) {
      compared[place] += row.items();
    }
  }

  /** Adds a row of a presentation. */
  public void add(ProductFacts product, PrescribedRow row) {
    ProductEffect.of(product, variants).ifPresent(effect -> add(effect, row));
  }

  /** The sums of a variant, by its place. */
  public Sums of(int place) {
    MeasureVariant variant = variants.get(place);
    return new Sums(
        variant,
        numerators.total(place, Basis.of(variant.measure().numerator().quantity()).decimals()),
        squares.total(place, DECIMALS_OF_SQUARES),
        items[place],
        itemsWithValue[place],
        compared[place]);
  }

  /** The sums as bytes, to be added to others. */
  byte[] bytes() {
    ByteBuffer buffer = ByteBuffer.allocate(variants.size() * BYTES_OF_A_VARIANT);
    numerators.writeTo(buffer);
    squares.writeTo(buffer);
    for (long[] counts : List.of(items, itemsWithValue, compared)) {
      for (long count : counts) {
        buffer.putLong(count);
      }
    }
    return buffer.array();
  }

  /** Adds the sums of other rows. */
  void add(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    numerators.addFrom(buffer);
    squares.addFrom(buffer);
    for (long[] counts : List.of(items, itemsWithValue, compared)) {
      for (int place = 0; place < counts.length; place++) {
        counts[place] += buffer.getLong();
      }
    }
  }

  private void addSquares(int place, double ofSquares) {
    if (ofSquares < MOST_IN_A_LONG) {
      squares.add(place, Math.round(ofSquares));
    } else {
      squares.add(place, new BigDecimal(ofSquares).toBigInteger());
    }
  }
}
