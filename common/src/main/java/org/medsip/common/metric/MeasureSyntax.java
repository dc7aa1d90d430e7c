package org.medsip.common.metric;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.medsip.common.contract.Definitions;

/** The syntax of a definition, as {@code schemas/measures/measure.schema.json} has it. */
final class MeasureSyntax {

  private static final String UNKNOWN_KEY = "additionalProperties";

  private static final JsonNode TEXT = text();
  private static final Schema SCHEMA =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(TEXT);

  /**
   * Refuses a tree that the schema does not allow.
   *
   * @throws MistakeInMeasure if there is one; an unknown key is named before what it may stand for
   */
  static void require(JsonNode tree) throws MistakeInMeasure {
    List<Error> errors =
        SCHEMA.validate(
            tree,
            context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)));
    Optional<Error> first =
        errors.stream()
            .min(Comparator.comparing(error -> error.getKeyword().equals(UNKNOWN_KEY) ? 0 : 1));
    if (first.isPresent()) {
      throw new MistakeInMeasure(sentence(first.get()));
    }
  }

  private static String sentence(Error error) {
    String place = place(error);
    JsonNode rule = rule(error);
    return switch (error.getKeyword()) {
      case "required" ->
          "the key '%s' is missing%s"
              .formatted(error.getProperty(), place.isEmpty() ? "" : " in " + place);
      case UNKNOWN_KEY ->
          "'%s' is not a key%s; the keys are %s"
              .formatted(
                  error.getProperty(),
                  place.isEmpty() ? " here" : " of " + place,
                  String.join(", ", keys(rule)));
      case "propertyNames" ->
          "'%s' is not a key of %s; write %s"
              .formatted(error.getProperty(), place, described(rule.path("propertyNames")));
      case "enum" ->
          "%s is not a value of %s; write one of %s"
              .formatted(value(error), place, values(rule.path("enum")));
      default ->
          "%s is not a value of %s; write %s".formatted(value(error), place, described(rule));
    };
  }

  /** The place in the definition, as {@code numerator.selection}. */
  private static String place(Error error) {
    String pointer = error.getInstanceLocation().toString();
    return pointer.isEmpty() ? "" : pointer.substring(1).replace('/', '.');
  }

  /** The part of the schema that holds the rule that is broken. */
  private static JsonNode rule(Error error) {
    String pointer = error.getSchemaLocation().getFragment().toString();
    return TEXT.at(pointer.substring(0, pointer.lastIndexOf('/')));
  }

  private static String value(Error error) {
    JsonNode value = error.getInstanceNode();
    return value.isContainerNode() ? "this" : "'" + value.asText() + "'";
  }

  private static String described(JsonNode rule) {
    return rule.path("description").asText();
  }

  private static SortedSet<String> keys(JsonNode rule) {
    SortedSet<String> keys = new TreeSet<>();
    rule.path("properties").fieldNames().forEachRemaining(keys::add);
    return keys;
  }

  private static String values(JsonNode allowed) {
    SortedSet<String> values = new TreeSet<>();
    allowed.forEach(value -> values.add(value.asText()));
    return String.join(", ", values);
  }

  private static JsonNode text() {
    try {
      return new ObjectMapper()
          .readTree(Definitions.texts("measures", ".json").get("measure.schema.json"));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("measure.schema.json is not JSON", e);
    }
  }

  private MeasureSyntax() {}
}
