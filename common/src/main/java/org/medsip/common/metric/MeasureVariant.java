package org.medsip.common.metric;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.Objects;
import java.util.Optional;
import org.medsip.common.metric.Contribution.Basis;
import org.medsip.common.metric.Measure.Quantity;
import org.medsip.common.metric.Measure.Variant;

/**
 * One variant of a measure: what it selects, and what it adds up of that.
 *
 * @param measure the measure
 * @param id the id of the variant
 */
public record MeasureVariant(Measure measure, String id) implements Serializable {

  /** What the variant is. */
  public Variant variant() {
    return Objects.requireNonNull(measure.variants().get(id));
  }

  /** Whether the numerator counts a presentation. */
  public boolean selects(ProductFacts product) {
    Variant variant = variant();
    Selection narrower = variant.where();
    return !isExcluded(product)
        && numerator().holds(product, variant.highDose())
        && (narrower == null || narrower.holds(product, variant.highDose()));
  }

  /** Whether the denominator counts a presentation, where the value is a share of items. */
  public boolean compares(ProductFacts product) {
    Selection compared = measure.denominator().selection();
    return compared != null
        && !isExcluded(product)
        && compared.holds(product, variant().highDose());
  }

  /** What a presentation that is selected adds; nothing where the variant has no value for it. */
  public Optional<Contribution> contribution(ProductFacts product) {
    Quantity quantity = measure.numerator().quantity();
    BigDecimal each =
        switch (quantity) {
          case DDD -> product.dddPerUnit().get(variant().ddd());
          case OME -> product.omePerUnit().get(variant().ome());
          case ITEMS, QUANTITY, NIC, ACTUAL_COST -> BigDecimal.ONE;
        };
    return Optional.ofNullable(each).map(one -> new Contribution(Basis.of(quantity), one));
  }

  /** The selection of the numerator, before it is narrowed. */
  Selection numerator() {
    Selection replaced = variant().selection();
    return replaced == null ? measure.numerator().selection() : replaced;
  }

  private boolean isExcluded(ProductFacts product) {
    return measure.exclusions().stream()
        .anyMatch(exclusion -> exclusion.selection().holds(product, variant().highDose()));
  }
}
