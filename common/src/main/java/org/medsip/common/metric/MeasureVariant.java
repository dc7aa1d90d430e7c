package org.medsip.common.metric;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.medsip.common.metric.Measure.Denominator;
import org.medsip.common.metric.Measure.IntervalMethod;

/**
 * What the arithmetic needs to know of one variant of a measure.
 *
 * @param measureId the measure
 * @param variant the variant
 * @param denominator what the numerator is divided by
 * @param scale what the ratio is multiplied by
 * @param interval the method of the 95 % interval
 */
public record MeasureVariant(
    String measureId,
    String variant,
    Denominator denominator,
    BigDecimal scale,
    IntervalMethod interval)
    implements Serializable {

  /** Every variant of every measure, in order. */
  public static List<MeasureVariant> all(MeasureCatalogue catalogue) {
    List<MeasureVariant> all = new ArrayList<>();
    for (Measure measure : catalogue.measures()) {
      for (String variant : measure.variants().keySet()) {
        all.add(
            new MeasureVariant(
                measure.id(), variant, measure.denominator(), measure.scale(), measure.interval()));
      }
    }
    return all;
  }

  /** Whether it is a share of items rather than a rate of people. */
  boolean isShareOfItems() {
    return denominator == Denominator.LONG_ACTING_OPIOID_ITEMS;
  }
}
