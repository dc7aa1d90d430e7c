package org.medsip.common.contract;

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
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads a hand-written definition: every key is known, stands once and has a value of its kind, and
 * what is wrong is one sentence.
 */
public final class StrictYaml {

  private static final ObjectMapper YAML =
      YAMLMapper.builder()
          .enable(YAMLParser.Feature.PARSE_BOOLEAN_LIKE_WORDS_AS_STRINGS)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private static final Pattern ABSENT = Pattern.compile("creator property '([^']+)'");

  private StrictYaml() {}

  /**
   * The definition in a text.
   *
   * @throws IllegalArgumentException with what is wrong in words that complete "the file is wrong:"
   */
  public static <T> T read(String text, Class<T> type) {
    try {
      @Nullable T read = YAML.readValue(text, type);
      if (read == null) {
        throw new IllegalArgumentException("it defines nothing");
      }
      return read;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(inWords(e), e);
    }
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
    return absent.find()
        ? "the key '" + absent.group(1) + "' is missing"
        : said.lines().findFirst().orElse("it is not YAML");
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
    return "; write one of "
        + inOrder(
            Arrays.stream(type.getEnumConstants())
                .map(constant -> YAML.convertValue(constant, String.class))
                .toList());
  }

  private static String inOrder(Collection<?> names) {
    return names.stream().map(String::valueOf).sorted().collect(Collectors.joining(", "));
  }
}
