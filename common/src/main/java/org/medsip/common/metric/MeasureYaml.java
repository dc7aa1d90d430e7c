package org.medsip.common.metric;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the YAML of a definition: plain maps, lists and values. Anchors, aliases and tags, by which
 * a few lines can stand for gigabytes or for a Java object, are refused, and so is a key that
 * stands twice.
 */
final class MeasureYaml {

  private static final int MOST_CHARACTERS = 100_000;

  private static final Pattern DUPLICATE = Pattern.compile("Duplicate field '([^']+)'");

  private static final YAMLMapper MAPPER =
      YAMLMapper.builder()
          .enable(YAMLParser.Feature.PARSE_BOOLEAN_LIKE_WORDS_AS_STRINGS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .addModule(new SimpleModule().addDeserializer(LocalDate.class, new DayDeserializer()))
          .build();

  /**
   * The values of a text.
   *
   * @throws MistakeInMeasure if it is no YAML, or YAML that is not plain
   */
  static JsonNode tree(String text) throws MistakeInMeasure {
    if (text.length() > MOST_CHARACTERS) {
      throw new MistakeInMeasure(
          "it has more than %d characters; a definition is shorter".formatted(MOST_CHARACTERS));
    }
    try {
      requirePlain(text);
      @Nullable JsonNode tree = MAPPER.readTree(text);
      if (tree == null || !tree.isObject()) {
        throw new MistakeInMeasure("it defines no measure; write its keys, such as id and title");
      }
      return tree;
    } catch (IOException e) {
      throw new MistakeInMeasure(inWords(e), e);
    }
  }

  /** The measure of a tree whose syntax is right. */
  static Measure measure(JsonNode tree) throws MistakeInMeasure {
    try {
      return MAPPER.treeToValue(tree, Measure.class);
    } catch (JsonProcessingException e) {
      throw new MistakeInMeasure(inWords(e), e);
    }
  }

  private static void requirePlain(String text) throws IOException, MistakeInMeasure {
    try (YAMLParser parser = MAPPER.getFactory().createParser(text)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        String line = " in line " + parser.currentTokenLocation().getLineNr();
        if (parser.isCurrentAlias() || parser.getObjectId() != null) {
          throw new MistakeInMeasure(
              "an anchor or alias stands%s; write the value out".formatted(line));
        }
        if (parser.getTypeId() != null) {
          throw new MistakeInMeasure("a tag stands%s; leave it out".formatted(line));
        }
      }
    }
  }

  private static String inWords(IOException e) {
    Matcher duplicate = DUPLICATE.matcher(Objects.requireNonNullElse(e.getMessage(), ""));
    if (duplicate.find()) {
      return "the key '%s' stands twice in one place; keep one".formatted(duplicate.group(1));
    }
    return e instanceof JsonProcessingException json && json.getLocation() != null
        ? "it is not YAML, as line %d shows".formatted(json.getLocation().getLineNr())
        : "it is not YAML";
  }

  /** A day, written as 2026-11-23. */
  private static final class DayDeserializer extends FromStringDeserializer<LocalDate> {

    private static final long serialVersionUID = 1L;

    DayDeserializer() {
      super(LocalDate.class);
    }

    @Override
    protected LocalDate _deserialize(String text, DeserializationContext context) {
      return LocalDate.parse(text);
    }
  }

  private MeasureYaml() {}
}
