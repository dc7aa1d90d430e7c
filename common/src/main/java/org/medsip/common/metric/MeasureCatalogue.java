package org.medsip.common.metric;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.medsip.common.contract.Definitions;
import org.medsip.common.product.ProductReference;
import org.medsip.common.run.Fingerprint;

/**
 * Every measure there is, read from {@code schemas/measures}.
 *
 * @param measures the measures by id
 * @param fingerprint changes whenever any definition does
 */
public record MeasureCatalogue(List<Measure> measures, String fingerprint) {

  /** The references of patients by age and sex that a user may supply, by their ids. */
  private static final Set<String> SUPPLIED = Set.of("opioid_patients");

  public MeasureCatalogue {
    measures = measures.stream().sorted(Comparator.comparing(Measure::id)).toList();
  }

  /** Reads the definitions that are packaged with the program. */
  public static MeasureCatalogue load() {
    return parse(packaged());
  }

  /** The texts of the packaged definitions, by file name. */
  static SortedMap<String, String> packaged() {
    return Definitions.texts("measures", ".yaml");
  }

  /**
   * Parses definitions.
   *
   * @param texts file name to content
   * @throws IllegalArgumentException if one is wrong: the message says which file and what
   */
  public static MeasureCatalogue parse(Map<String, String> texts) {
    return parse(texts, KnownToMeasures.of(ProductReference.load(), weightSets()));
  }

  /** The sets of age and sex weights that a definition can name. */
  private static Set<String> weightSets() {
    Set<String> sets = new TreeSet<>(SUPPLIED);
    StarPuWeights.load().weights().forEach(weight -> sets.add(weight.weightSet()));
    return sets;
  }

  /**
   * The measure of an id.
   *
   * @throws IllegalArgumentException if there is none
   */
  public Measure measure(String id) {
    return measures.stream()
        .filter(measure -> measure.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("There is no measure " + id));
  }

  /**
   * A catalogue of one of its measures alone.
   *
   * @throws IllegalArgumentException if there is no such measure
   */
  public MeasureCatalogue only(String id) {
    return new MeasureCatalogue(
        List.of(measure(id)), Fingerprint.of(List.of(fingerprint, "only", id)));
  }

  static MeasureCatalogue parse(Map<String, String> texts, KnownToMeasures known) {
    SortedMap<String, Measure> measures = new TreeMap<>();
    texts.forEach((file, text) -> measures.put(file, new MeasureFile(file, text).parse(known)));
    return new MeasureCatalogue(
        List.copyOf(measures.values()), Fingerprint.of(new TreeMap<>(texts).values()));
  }

  /** Every variant of every measure, by the id of the measure and then of the variant. */
  public List<MeasureVariant> variants() {
    List<MeasureVariant> variants = new ArrayList<>();
    for (Measure measure : measures) {
      measure.variants().keySet().forEach(id -> variants.add(new MeasureVariant(measure, id)));
    }
    return List.copyOf(variants);
  }
}
