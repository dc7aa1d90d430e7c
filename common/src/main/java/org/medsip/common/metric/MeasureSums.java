package org.medsip.common.metric;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;

/** The sums of every variant of every measure over the prescribing rows of one site and month. */
public final class MeasureSums {

  private final List<MeasureVariant> variants;
  private final BigDecimal[] numerators;
  private final BigDecimal[] squares;
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

  public MeasureSums(List<MeasureVariant> variants) {
    this.variants = variants;
    numerators = zeros(variants.size());
    squares = zeros(variants.size());
    items = new long[variants.size()];
    itemsWithValue = new long[variants.size()];
    compared = new long[variants.size()];
  }

  /** Adds a row of a presentation with an effect. */
  void add(ProductEffect effect, PrescribedRow row) {
    for (int i = 0; i < effect.contributions().size(); i++) {
      Contribution contribution = effect.contributions().get(i);
      BigDecimal amount = contribution.amount(row);
      BigDecimal ofSquares = contribution.squares(row);
      for (int place : effect.selected().get(i)) {
        numerators[place] = numerators[place].add(amount);
        squares[place] = squares[place].add(ofSquares);
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
    return new Sums(
        variants.get(place),
        numerators[place],
        squares[place],
        items[place],
        itemsWithValue[place],
        compared[place]);
  }

  private static BigDecimal[] zeros(int number) {
    BigDecimal[] zeros = new BigDecimal[number];
    Arrays.fill(zeros, BigDecimal.ZERO);
    return zeros;
  }
}
