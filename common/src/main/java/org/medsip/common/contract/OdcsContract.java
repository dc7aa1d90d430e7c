package org.medsip.common.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DecimalType;

/**
 * A table's contract for people and tools elsewhere: Open Data Contract Standard v3.1, in YAML.
 *
 * <p>Every text is quoted, so that no reader takes a code such as {@code 0407} or {@code N} for a
 * number or a truth value.
 */
public final class OdcsContract {

  /** Raised when a name, key, type or meaning that users rely on changes. */
  static final String VERSION = "0.1.0";

  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
          .disable(YAMLGenerator.Feature.SPLIT_LINES)
          .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
          .build();

  private OdcsContract() {}

  /**
   * The contract of one table, the same bytes for the same declaration.
   *
   * @throws IllegalArgumentException if a column has a type that the standard has no word for
   */
  public static String of(Table table) {
    try {
      return YAML.writeValueAsString(contract(table));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The contract of " + table.name() + " is not YAML", e);
    }
  }

  private static Map<String, Object> contract(Table table) {
    Map<String, Object> contract = new LinkedHashMap<>();
    contract.put("apiVersion", "v3.1.0");
    contract.put("kind", "DataContract");
    contract.put("id", "medsip-" + table.layer().label() + "-" + table.name());
    contract.put("name", table.name());
    contract.put("version", VERSION);
    contract.put("status", "active");
    contract.put("domain", "prescribing");
    contract.put("dataProduct", "medsip");
    contract.put("tags", List.of(table.layer().label()));
    contract.put("description", Map.of("purpose", table.meaning()));
    contract.put("schema", List.of(object(table)));
    return contract;
  }

  private static Map<String, Object> object(Table table) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("name", table.name());
    object.put("physicalName", table.name());
    object.put("logicalType", "object");
    object.put("physicalType", "table");
    object.put("description", table.meaning());
    if (!table.key().isEmpty()) {
      object.put("dataGranularityDescription", "One row for each " + oneRowFor(table));
    }
    object.put("properties", table.columns().stream().map(c -> property(table, c)).toList());
    if (!table.key().isEmpty()) {
      object.put("quality", List.of(uniqueKey(table)));
    }
    return object;
  }

  private static String oneRowFor(Table table) {
    return String.join(", ", table.key());
  }

  private static Map<String, Object> uniqueKey(Table table) {
    Map<String, Object> check = new LinkedHashMap<>();
    check.put("type", "library");
    check.put("metric", "duplicateValues");
    check.put("description", "No two rows have the same " + oneRowFor(table) + ".");
    check.put("arguments", Map.of("properties", table.key()));
    check.put("mustBe", 0);
    return check;
  }

  private static Map<String, Object> property(Table table, Column column) {
    Map<String, Object> property = new LinkedHashMap<>();
    property.put("name", column.name());
    property.put("logicalType", logicalType(column.type()));
    property.put("physicalType", column.type().sql().toLowerCase(Locale.ROOT));
    property.put("description", column.meaning());
    property.put("required", !column.nullable());
    putPlaceInKey(property, table, column);
    putPlaceInPartition(property, table, column);
    property.put("classification", column.disclosure().name().toLowerCase(Locale.ROOT));
    putIfAny(property, "logicalTypeOptions", bounds(column));
    putIfAny(property, "items", items(column.type()));
    putIfAny(property, "quality", checks(column));
    putIfAny(property, "customProperties", customProperties(column));
    return property;
  }

  private static void putPlaceInKey(Map<String, Object> property, Table table, Column column) {
    int place = table.key().indexOf(column.name());
    if (place >= 0) {
      property.put("primaryKey", true);
      property.put("primaryKeyPosition", place + 1);
    }
  }

  private static void putPlaceInPartition(
      Map<String, Object> property, Table table, Column column) {
    if (table.partition().filter(column.name()::equals).isPresent()) {
      property.put("partitioned", true);
      property.put("partitionKeyPosition", 1);
    }
  }

  private static void putIfAny(Map<String, Object> property, String name, Map<String, ?> values) {
    if (!values.isEmpty()) {
      property.put(name, values);
    }
  }

  private static void putIfAny(Map<String, Object> property, String name, List<?> values) {
    if (!values.isEmpty()) {
      property.put(name, values);
    }
  }

  private static String logicalType(DataType type) {
    if (type instanceof DecimalType) {
      return "number";
    }
    return switch (type.typeName()) {
      case "string" -> "string";
      case "date" -> "date";
      case "timestamp", "timestamp_ntz" -> "timestamp";
      case "boolean" -> "boolean";
      case "byte", "short", "integer", "long" -> "integer";
      case "float", "double" -> "number";
      case "array" -> "array";
      case "map", "struct" -> "object";
      default ->
          throw new IllegalArgumentException(
              "The data contract standard has no word for the type " + type.sql());
    };
  }

  private static Map<String, Object> items(DataType type) {
    if (!(type instanceof ArrayType array)) {
      return Map.of();
    }
    Map<String, Object> items = new LinkedHashMap<>();
    items.put("logicalType", logicalType(array.elementType()));
    items.put("physicalType", array.elementType().sql().toLowerCase(Locale.ROOT));
    return items;
  }

  private static Map<String, BigDecimal> bounds(Column column) {
    Map<String, BigDecimal> bounds = new LinkedHashMap<>();
    for (Constraint constraint : column.constraints()) {
      if (constraint instanceof Constraint.AtLeast least) {
        bounds.merge("minimum", least.bound(), BigDecimal::max);
      } else if (constraint instanceof Constraint.AtMost most) {
        bounds.merge("maximum", most.bound(), BigDecimal::min);
      }
    }
    return bounds;
  }

  private static List<Map<String, Object>> checks(Column column) {
    List<Map<String, Object>> checks = new ArrayList<>();
    for (Constraint constraint : column.constraints()) {
      if (constraint instanceof Constraint.OneOf oneOf) {
        checks.add(noInvalidValue(Map.of("validValues", oneOf.values())));
      } else if (constraint instanceof Constraint.Matches matches) {
        checks.add(noInvalidValue(Map.of("pattern", "^(?:" + matches.regex() + ")$")));
      } else if (constraint instanceof Constraint.FirstOfMonth rule) {
        checks.add(inWords(rule));
      }
    }
    return checks;
  }

  private static Map<String, Object> noInvalidValue(Map<String, Object> arguments) {
    Map<String, Object> check = new LinkedHashMap<>();
    check.put("type", "library");
    check.put("metric", "invalidValues");
    check.put("arguments", arguments);
    check.put("mustBe", 0);
    return check;
  }

  private static Map<String, Object> inWords(Constraint constraint) {
    Map<String, Object> check = new LinkedHashMap<>();
    check.put("type", "text");
    check.put("description", "Every value is the " + constraint.describe() + ".");
    return check;
  }

  private static List<Map<String, Object>> customProperties(Column column) {
    List<Map<String, Object>> properties = new ArrayList<>();
    if (!column.unit().isEmpty()) {
      properties.add(customProperty("unit", column.unit()));
    }
    if (column.provenance()) {
      properties.add(customProperty("provenance", true));
    }
    return properties;
  }

  private static Map<String, Object> customProperty(String name, Object value) {
    Map<String, Object> property = new LinkedHashMap<>();
    property.put("property", name);
    property.put("value", value);
    return property;
  }
}
