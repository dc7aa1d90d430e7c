package org.medsip.common.metric;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What prescribing one presentation does to every variant of every measure. It is found once for a
 * presentation and month, so that a prescribing row is only multiplied and added.
 *
 * @param nicPerDose the cost of one dose, where units are found by cost
 * @param contributions the different things it adds
 * @param selected for each of these, the places of the variants it is added to
 * @param withoutValue the places of the variants that select it and have no value for it
 * @param compared the places of the variants whose denominator counts its items
 */
record ProductEffect(
    @Nullable BigDecimal nicPerDose,
    List<Contribution> contributions,
    List<int[]> selected,
    int[] withoutValue,
    int[] compared) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** The effect of a presentation on variants in their order; none if it has none. */
  static Optional<ProductEffect> of(ProductFacts product, List<MeasureVariant> variants) {
    List<Contribution> contributions = new ArrayList<>();
    List<List<Integer>> selected = new ArrayList<>();
    List<Integer> withoutValue = new ArrayList<>();
    List<Integer> compared = new ArrayList<>();
    for (int place = 0; place < variants.size(); place++) {
      MeasureVariant variant = variants.get(place);
      if (variant.selects(product)) {
        Optional<Contribution> contribution = variant.contribution(product);
        if (contribution.isPresent()) {
          int known = contributions.indexOf(contribution.get());
          if (known < 0) {
            known = contributions.size();
            contributions.add(contribution.get());
            selected.add(new ArrayList<>());
          }
          selected.get(known).add(place);
        } else {
          withoutValue.add(place);
        }
      }
      if (variant.compares(product)) {
        compared.add(place);
      }
    }
    return contributions.isEmpty() && withoutValue.isEmpty() && compared.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new ProductEffect(
                product.nicPerDose(),
                contributions,
                selected.stream().map(ProductEffect::places).toList(),
                places(withoutValue),
                places(compared)));
  }

  /** The effect as text, to travel beside a presentation. */
  String text() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  static ProductEffect of(String text) {
    try {
      return JSON.readValue(text, ProductEffect.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Not the effect of a presentation: " + text, e);
    }
  }

  private static int[] places(List<Integer> places) {
    return places.stream().mapToInt(Integer::intValue).toArray();
  }
}
