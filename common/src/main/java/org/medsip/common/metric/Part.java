package org.medsip.common.metric;

import java.math.BigDecimal;

/**
 * What a site adds to a measure in a month.
 *
 * @param numerator in the unit of the measure
 * @param squares the sum over items of the square of what one item adds to the numerator
 * @param items items the measure selects
 * @param itemsWithValue of these, items whose presentation has a value in the variant
 * @param compared what the denominator adds up of presentations, where it does, as for a share of
 *     items
 */
public record Part(
    BigDecimal numerator,
    BigDecimal squares,
    long items,
    long itemsWithValue,
    BigDecimal compared) {

  /** Of a site that prescribed nothing the measure selects. */
  public static final Part NOTHING = 
      new Part(BigDecimal.ZERO, BigDecimal.ZERO, 0, 0, BigDecimal.ZERO);
}
