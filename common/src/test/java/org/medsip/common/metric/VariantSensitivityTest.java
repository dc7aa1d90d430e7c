package org.medsip.common.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.medsip.common.metric.VariantSensitivity.Changed;

class VariantSensitivityTest {

  @Test
  void variantsThatRankAlikeChangeNothing() {
    assertThat(
            VariantSensitivity.of(
                variants(Map.of("A", 1.0, "B", 2.0, "C", 3.0, "D", 4.0, "E", 5.0), 10)))
        .isEqualTo(new VariantSensitivity(5, Optional.of(new Changed(0, 0, 0.0))));
  }

  @Test
  void whoIsLowestInOneVariantAndHighestInAnotherMovesFourQuintiles() {
    SortedMap<String, SortedMap<String, Double>> values =
        variants(Map.of("A", 1.0, "B", 2.0, "C", 3.0, "D", 4.0, "E", 5.0), 1);
    values.put("z", new TreeMap<>(Map.of("A", 6.0, "B", 2.0, "C", 3.0, "D", 4.0, "E", 5.0)));

    assertThat(VariantSensitivity.of(values))
        .as("A moves from the first to the last; each of the others moves down one")
        .isEqualTo(new VariantSensitivity(5, Optional.of(new Changed(5, 4, 100.0))));
  }

  @Test
  void whoHasNoValueInOneVariantIsNotCompared() {
    SortedMap<String, SortedMap<String, Double>> values =
        variants(Map.of("A", 1.0, "B", 2.0, "C", 3.0, "D", 4.0, "E", 5.0), 1);
    values.put("z", new TreeMap<>(Map.of("A", 1.0, "B", 2.0, "C", 3.0, "D", 4.0, "F", 5.0)));

    assertThat(VariantSensitivity.of(values))
        .as("fewer than five have no quintiles")
        .isEqualTo(new VariantSensitivity(4, Optional.empty()));
  }

  @Test
  void itIsWhatCountingEveryPairGives() {
    Random random = new Random(5);
    for (int world = 0; world < 300; world++) {
      SortedMap<String, SortedMap<String, Double>> values = randomVariants(random);

      assertThat(VariantSensitivity.of(values)).isEqualTo(counted(values));
    }
  }

  private static VariantSensitivity counted(SortedMap<String, SortedMap<String, Double>> values) {
    List<String> common = new ArrayList<>();
    for (String code : Objects.requireNonNull(values.get("a")).keySet()) {
      if (values.values().stream().allMatch(variant -> variant.containsKey(code))) {
        common.add(code);
      }
    }
    if (common.size() < 5) {
      return new VariantSensitivity(common.size(), Optional.empty());
    }
    int changed = 0;
    int most = 0;
    double percentile = 0;
    for (String code : common) {
      for (SortedMap<String, Double> one : values.values()) {
        for (SortedMap<String, Double> other : values.values()) {
          long lower = lower(one, common, code);
          long higher = lower(other, common, code);
          most = (int) Math.max(most, 5 * higher / common.size() - 5 * lower / common.size());
          percentile = Math.max(percentile, 100.0 * (higher - lower) / (common.size() - 1));
        }
      }
      changed +=
          values.values().stream()
                      .map(variant -> 5 * lower(variant, common, code) / common.size())
                      .distinct()
                      .count()
                  > 1
              ? 1
              : 0;
    }
    return new VariantSensitivity(
        common.size(), Optional.of(new Changed(changed, most, percentile)));
  }

  private static long lower(SortedMap<String, Double> values, List<String> among, String code) {
    double own = values.getOrDefault(code, Double.NaN);
    return among.stream().filter(other -> values.getOrDefault(other, Double.NaN) < own).count();
  }

  private static SortedMap<String, SortedMap<String, Double>> randomVariants(Random random) {
    SortedMap<String, SortedMap<String, Double>> values = new TreeMap<>();
    int organisations = random.nextInt(30);
    for (String variant : List.of("a", "b", "c")) {
      SortedMap<String, Double> ofVariant = new TreeMap<>();
      for (int i = 0; i < organisations; i++) {
        if (random.nextInt(10) > 0) {
          ofVariant.put("O" + i, (double) random.nextInt(12));
        }
      }
      values.put(variant, ofVariant);
    }
    return values;
  }

  private static SortedMap<String, SortedMap<String, Double>> variants(
      Map<String, Double> values, double factor) {
    SortedMap<String, Double> others = new TreeMap<>(values);
    others.replaceAll((code, value) -> value * factor);
    return new TreeMap<>(Map.of("x", new TreeMap<>(values), "y", others));
  }
}
