package org.medsip.common.metric;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.medsip.common.contract.Definitions;
import org.medsip.common.run.Fingerprint;

/**
 * Every measure there is, read from {@code schemas/measures}.
 *
 * @param measures the measures by id
 * @param fingerprint changes whenever any definition does
 */
public record MeasureCatalogue(List<Measure> measures, String fingerprint) {

  public MeasureCatalogue {
    measures = measures.stream().sorted(Comparator.comparing(Measure::id)).toList();
  }

  /** Reads the definitions that are packaged with the program. */
  public static MeasureCatalogue load() {
    return parse(Definitions.texts("measures", ".yaml"));
  }

  /**
   * Parses definitions.
   *
   * @param texts file name to content
   * @throws IllegalArgumentException if one is wrong: the message says which file and what
   */
  static MeasureCatalogue parse(Map<String, String> texts) {
    SortedMap<String, Measure> measures = new TreeMap<>();
    texts.forEach((file, text) -> measures.put(file, new MeasureFile(file, text).parse()));
    return new MeasureCatalogue(
        List.copyOf(measures.values()), Fingerprint.of(new TreeMap<>(texts).values()));
  }
}
