package org.medsip.common.metric;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.medsip.common.metric.Measure.Denominator;
import org.medsip.common.metric.Measure.IntervalMethod;
import org.medsip.common.metric.Measure.Quantity;
import org.medsip.common.metric.Measure.Selection;
import org.medsip.common.product.DddVariant;
import org.medsip.common.product.HighDoseThreshold;
import org.medsip.common.product.OmeSet;

/**
 * One hand-written definition, and in one sentence what is wrong with it.
 *
 * @param name name of the file
 * @param text its content
 */
record MeasureFile(String name, String text) {

  private static final ObjectMapper YAML =
      YAMLMapper.builder()
          .enable(YAMLParser.Feature.PARSE_BOOLEAN_LIKE_WORDS_AS_STRINGS)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private static final List<String> THRESHOLDS =
      Arrays.stream(HighDoseThreshold.values()).map(HighDoseThreshold::id).toList();

  private static final Pattern ABSENT = Pattern.compile("creator property '([^']+)'");

  /**
   * The measure it defines.
   *
   * @throws IllegalArgumentException if it is wrong: the message says which file and what
   */
  Measure parse() {
    Measure measure = read();
    if (!name.equals(measure.id() + ".yaml")) {
      throw new IllegalArgumentException(
          "Measure file %s defines %s; name the file after the measure"
              .formatted(name, measure.id()));
    }
    mistake(measure)
        .ifPresent(
            sentence -> {
              throw wrong(sentence, null);
            });
    return measure;
  }

  private Measure read() {
    try {
      @Nullable Measure measure = YAML.readValue(text, Measure.class);
      if (measure == null) {
        throw wrong("it defines no measure", null);
      }
      return measure;
    } catch (JsonProcessingException e) {
      throw wrong(inWords(e), e);
    }
  }

  private IllegalArgumentException wrong(String sentence, @Nullable Exception cause) {
    return new IllegalArgumentException(
        "Measure file %s is wrong: %s".formatted(name, sentence), cause);
  }

  private static String inWords(JsonProcessingException e) {
    String said = Objects.requireNonNullElse(e.getOriginalMessage(), "it is not YAML");
    Matcher absent = ABSENT.matcher(said);
    if (e instanceof UnrecognizedPropertyException unknown) {
      return "'%s' is not a key here; the keys are %s"
          .formatted(unknown.getPropertyName(), inOrder(unknown.getKnownPropertyIds()));
    }
    if (e instanceof InvalidFormatException format) {
      return "'%s' is not a value of %s%s"
          .formatted(format.getValue(), place(format), choices(format.getTargetType()));
    }
    return absent.find() ? "the key '" + absent.group(1) + "' is missing" : firstLine(said);
  }

  private static String place(JsonMappingException e) {
    return e.getPath().stream()
        .map(step -> String.valueOf(step.getFieldName()))
        .collect(Collectors.joining("."));
  }

  private static String choices(@Nullable Class<?> type) {
    if (type == null || !type.isEnum()) {
      return "";
    }
    List<String> names =
        Arrays.stream(type.getEnumConstants())
            .map(constant -> YAML.convertValue(constant, String.class))
            .toList();
    return "; write one of " + inOrder(names);
  }

  private static String inOrder(Collection<?> names) {
    return names.stream().map(String::valueOf).sorted().collect(Collectors.joining(", "));
  }

  private static String firstLine(String said) {
    return said.lines().findFirst().orElse("it is not YAML");
  }

  /** What the program could not compute, or would compute wrongly. */
  private static Optional<String> mistake(Measure measure) {
    Quantity quantity = measure.numerator().quantity();
    boolean highDose = measure.numerator().selection() == Selection.HIGH_DOSE_OPIOIDS;
    boolean share = measure.denominator() == Denominator.LONG_ACTING_OPIOID_ITEMS;
    if (measure.title().isBlank() || measure.unit().isBlank() || measure.whyItMatters().isBlank()) {
      return Optional.of("the title, the unit or why it matters has no text");
    }
    if (measure.references().isEmpty()) {
      return Optional.of("it names no reference");
    }
    if (measure.scale().signum() <= 0) {
      return Optional.of("the scale is %s; it must be above zero".formatted(measure.scale()));
    }
    if (highDose && quantity != Quantity.ITEMS) {
      return Optional.of("high_dose_opioids are counted in items alone");
    }
    if (measure.interval() == IntervalMethod.BYAR && quantity != Quantity.ITEMS) {
      return Optional.of("byar is the interval of a count; write dobson for a sum of doses");
    }
    if (measure.interval() == IntervalMethod.WILSON && !share) {
      return Optional.of("wilson is the interval of a share of items; write byar or dobson");
    }
    return mistakenVariant(measure, highDose ? THRESHOLDS : variantsOf(quantity));
  }

  private static List<String> variantsOf(Quantity quantity) {
    return switch (quantity) {
      case ITEMS -> List.of("standard");
      case DDD -> Arrays.stream(DddVariant.values()).map(DddVariant::id).toList();
      case OME -> Arrays.stream(OmeSet.values()).map(OmeSet::id).toList();
    };
  }

  private static Optional<String> mistakenVariant(Measure measure, List<String> known) {
    if (measure.variants().isEmpty()) {
      return Optional.of("it has no variant; there may be " + inOrder(known));
    }
    return measure.variants().keySet().stream()
        .filter(variant -> !known.contains(variant))
        .map(variant -> "the variant '%s' is none of %s".formatted(variant, inOrder(known)))
        .findFirst();
  }
}
