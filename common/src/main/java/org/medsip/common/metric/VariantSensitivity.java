package org.medsip.common.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How far the choice of a variant decides which organisations look high.
 *
 * <p>Organisations that have a value in every variant are ranked in each of them: with n of them,
 * one with m lower ones is in quintile 1 + floor(5 m / n), lowest first, and at percentile 100 m /
 * (n - 1). Equal values share a rank.
 *
 * @param organisations how many have a value in every variant
 * @param changed what changes between variants; nothing for fewer than five organisations
 */
public record VariantSensitivity(int organisations, Optional<Changed> changed) {

  private static final int QUINTILES = 5;

  /**
   * What changes.
   *
   * @param organisations how many are not in the same quintile in all variants
   * @param quintiles the most quintiles one of them moves
   * @param percentiles the most percentage points the percentile of one moves
   */
  public record Changed(int organisations, int quintiles, double percentiles) {}

  /**
   * Compares variants.
   *
   * @param values for each variant, the value of each organisation that has one
   */
  public static VariantSensitivity of(SortedMap<String, SortedMap<String, Double>> values) {
    SortedSet<String> common = inEveryVariant(values.values());
    int number = common.size();
    if (number < QUINTILES) {
      return new VariantSensitivity(number, Optional.empty());
    }
    List<Map<String, Integer>> ranks = new ArrayList<>();
    values.values().forEach(variant -> ranks.add(lowerOnes(variant, common)));
    int changed = 0;
    int quintiles = 0;
    int places = 0;
    for (String organisation : common) {
      int[] lower = ranks.stream().mapToInt(rank -> rank.getOrDefault(organisation, 0)).toArray();
      int least = Arrays.stream(lower).min().orElse(0);
      int most = Arrays.stream(lower).max().orElse(0);
      int moves = quintile(most, number) - quintile(least, number);
      changed += moves > 0 ? 1 : 0;
      quintiles = Math.max(quintiles, moves);
      places = Math.max(places, most - least);
    }
    return new VariantSensitivity(
        number, Optional.of(new Changed(changed, quintiles, 100.0 * places / (number - 1))));
  }

  private static int quintile(int lower, int number) {
    return QUINTILES * lower / number;
  }

  private static SortedSet<String> inEveryVariant(Iterable<SortedMap<String, Double>> variants) {
    SortedSet<String> common = new TreeSet<>();
    variants.forEach(variant -> common.addAll(variant.keySet()));
    variants.forEach(variant -> common.retainAll(variant.keySet()));
    return common;
  }

  /** For each organisation, how many of them have a lower value. */
  private static Map<String, Integer> lowerOnes(
      SortedMap<String, Double> values, SortedSet<String> organisations) {
    double[] sorted =
        organisations.stream()
            .mapToDouble(code -> values.getOrDefault(code, 0.0))
            .sorted()
            .toArray();
    Map<Double, Integer> lower = new TreeMap<>();
    for (int i = 0; i < sorted.length; i++) {
      lower.putIfAbsent(sorted[i], i);
    }
    Map<String, Integer> ranks = new TreeMap<>();
    organisations.forEach(code -> ranks.put(code, lower.getOrDefault(values.get(code), 0)));
    return ranks;
  }
}
