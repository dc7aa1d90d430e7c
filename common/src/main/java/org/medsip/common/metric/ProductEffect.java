package org.medsip.common.metric;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What prescribing one presentation does to every variant of every measure. It is found once for a
 * presentation and month, so that a prescribing row is only multiplied and added.
 *
 * @param nicPerDose the cost of one dose, where units are found by cost
 * @param added the different things it adds
 * @param withoutValue the places of the variants that select it and have no value for it
 * @param compared the places of the variants whose denominator counts its items
 */
record ProductEffect(
    @Nullable BigDecimal nicPerDose, List<Added> added, int[] withoutValue, int[] compared) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * One thing that is added.
   *
   * @param contribution what is added
   * @param places the places of the variants it is added to
   */
  record Added(Contribution contribution, int[] places) {}

  /** The effect of a presentation on variants in their order; none if it has none. */
  static Optional<ProductEffect> of(ProductFacts product, List<MeasureVariant> variants) {
    Map<Contribution, List<Integer>> added = new LinkedHashMap<>();
    List<Integer> withoutValue = new ArrayList<>();
    List<Integer> compared = new ArrayList<>();
    for (int place = 0; place < variants.size(); place++) {
      MeasureVariant variant = variants.get(place);
      if (variant.selects(product)) {
        variant
            .contribution(product)
            .map(contribution -> added.computeIfAbsent(contribution, c -> new ArrayList<>()))
            .orElse(withoutValue)
            .add(place);
      }
      if (variant.compares(product)) {
        compared.add(place);
      }
    }
    if (added.isEmpty() && withoutValue.isEmpty() && compared.isEmpty()) {
      return Optional.empty();
    }
    List<Added> all = new ArrayList<>();
    added.forEach((contribution, places) -> all.add(new Added(contribution, array(places))));
    return Optional.of(
        new ProductEffect(product.nicPerDose(), all, array(withoutValue), array(compared)));
  }

  /** The effect as bytes, to travel beside the rows of the presentation. */
  byte[] bytes() {
    try {
      return JSON.writeValueAsBytes(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  static ProductEffect of(byte[] bytes) {
    try {
      return JSON.readValue(bytes, ProductEffect.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int[] array(List<Integer> places) {
    return places.stream().mapToInt(Integer::intValue).toArray();
  }
}
