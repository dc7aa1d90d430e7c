package org.medsip.common.metric;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
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

  private static final ObjectMapper YAML =
      YAMLMapper.builder()
          .enable(YAMLParser.Feature.PARSE_BOOLEAN_LIKE_WORDS_AS_STRINGS)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(com.fasterxml.jackson.core.JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .build();

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
    texts.forEach((file, text) -> measures.put(file, parse(file, text)));
    return new MeasureCatalogue(
        List.copyOf(measures.values()), Fingerprint.of(new TreeMap<>(texts).values()));
  }

  private static Measure parse(String file, String text) {
    try {
      Measure measure = YAML.readValue(text, Measure.class);
      if (!file.equals(measure.id() + ".yaml")) {
        throw new IllegalArgumentException(
            "Measure file %s defines %s; name the file after the measure"
                .formatted(file, measure.id()));
      }
      return measure;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "Measure file %s is wrong: %s".formatted(file, e.getOriginalMessage()), e);
    }
  }
}
