package org.medsip.jobs.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.medsip.common.contract.Definitions;
import org.medsip.common.disclosure.DisclosurePolicy;

/**
 * What a user may decide of a run.
 *
 * @param vintages the dates by whose boundaries every measure is worked out, beside each month's
 *     own and the newest
 * @param disclosure what of a count of people is published
 */
record Configuration(List<LocalDate> vintages, DisclosurePolicy disclosure) {

  private static final String DEFAULT = "default.yaml";
  private static final List<String> KEYS = List.of("disclosure", "vintages");
  private static final YAMLMapper YAML =
      YAMLMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  Configuration {
    vintages = List.copyOf(vintages);
  }

  /** The configuration that is packaged with the program. */
  static Configuration packaged() {
    String text = Definitions.texts("configuration", DEFAULT).get(DEFAULT);
    if (text == null) {
      throw new IllegalStateException("schemas/configuration is not packaged with the program");
    }
    return parse(DEFAULT, text);
  }

  /**
   * The packaged configuration with what a file says instead.
   *
   * @param file a YAML file; null for none
   * @throws UsageError if it cannot be read or says something unknown
   */
  static Configuration from(@Nullable Path file) {
    if (file == null) {
      return packaged();
    }
    try {
      return parse(file.toString(), Files.readString(file));
    } catch (NoSuchFileException e) {
      throw new UsageError("There is no configuration file " + file + "; name one that is there");
    } catch (IOException e) {
      throw new UsageError("The configuration file %s cannot be read: %s".formatted(file, e));
    }
  }

  private static Configuration parse(String name, String text) {
    JsonNode root = tree(name, text);
    for (Iterator<String> keys = root.fieldNames(); keys.hasNext(); ) {
      String key = keys.next();
      if (!KEYS.contains(key)) {
        throw new UsageError(
            "The configuration file %s has the key '%s', which is unknown; there may be %s"
                .formatted(name, key, String.join(", ", KEYS)));
      }
    }
    return new Configuration(
        root.has("vintages") ? dates(name, root.get("vintages")) : packaged().vintages(),
        root.has("disclosure") ? policy(name, root.get("disclosure")) : packaged().disclosure());
  }

  private static DisclosurePolicy policy(String name, JsonNode value) {
    try {
      return DisclosurePolicy.of(value.asText());
    } catch (IllegalArgumentException e) {
      throw new UsageError(
          "The configuration file %s is wrong: %s".formatted(name, e.getMessage()));
    }
  }

  private static JsonNode tree(String name, String text) {
    try {
      JsonNode root = YAML.readTree(text);
      if (root.isObject()) {
        return root;
      }
    } catch (JsonProcessingException e) {
      throw new UsageError(
          "The configuration file %s is no YAML: %s".formatted(name, e.getOriginalMessage()));
    }
    throw new UsageError("The configuration file %s has no keys".formatted(name));
  }

  private static List<LocalDate> dates(String name, JsonNode list) {
    List<LocalDate> dates = new ArrayList<>();
    for (JsonNode item : list) {
      try {
        dates.add(LocalDate.parse(item.asText()));
      } catch (DateTimeParseException e) {
        throw new UsageError(
            "The configuration file %s has the vintage '%s'; write a date such as 2026-04-01"
                .formatted(name, item.asText()));
      }
    }
    return dates;
  }
}
