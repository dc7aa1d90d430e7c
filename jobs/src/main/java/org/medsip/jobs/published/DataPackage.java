package org.medsip.jobs.published;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.medsip.common.contract.Column;
import org.medsip.common.contract.Constraint;
import org.medsip.common.contract.Table;

/** The CSV files as a Frictionless Data Package: {@code datapackage.json}. */
final class DataPackage {

  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  /**
   * The package as JSON.
   *
   * @param paths for each table the paths of its CSV files, in order
   */
  static String of(String version, Map<Table, List<String>> paths) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("$schema", "https://datapackage.org/profiles/2.0/datapackage.json");
    all.put("name", "medsip");
    all.put("title", "Opioid prescribing and deprivation in England");
    all.put("version", version);
    all.put(
        "licenses",
        List.of(
            Map.of(
                "name",
                "OGL-UK-3.0",
                "path",
                "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/")));
    List<Map<String, Object>> resources = new ArrayList<>();
    paths.forEach((table, files) -> resources.add(resource(table, files)));
    all.put("resources", resources);
    try {
      return JSON.writeValueAsString(all).replace("\r\n", "\n") + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, Object> resource(Table table, List<String> files) {
    Map<String, Object> resource = new LinkedHashMap<>();
    resource.put("name", table.name());
    resource.put("type", "table");
    resource.put("path", files.size() == 1 ? files.get(0) : files);
    resource.put("description", table.meaning());
    resource.put("format", "csv");
    resource.put("mediatype", "text/csv");
    resource.put("encoding", "utf-8");
    resource.put("schema", schema(table));
    return resource;
  }

  private static Map<String, Object> schema(Table table) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("$schema", "https://datapackage.org/profiles/2.0/tableschema.json");
    schema.put(
        "fields", table.contentColumns().stream().map(name -> field(table.column(name))).toList());
    if (!table.key().isEmpty()) {
      schema.put("primaryKey", table.key());
    }
    schema.put("missingValues", List.of(""));
    return schema;
  }

  /** A text that is always there may be empty, which is no missing value. */
  private static Map<String, Object> field(Column column) {
    Map<String, Object> field = new LinkedHashMap<>();
    field.put("name", column.name());
    field.put("type", type(column.type()));
    field.put("description", column.meaning());
    if (!column.unit().isEmpty()) {
      field.put("unit", column.unit());
    }
    if (!column.nullable() && column.type().equals(DataTypes.StringType)) {
      field.put("missingValues", List.of());
    }
    Map<String, Object> constraints = constraints(column);
    if (!constraints.isEmpty()) {
      field.put("constraints", constraints);
    }
    return field;
  }

  private static Map<String, Object> constraints(Column column) {
    Map<String, Object> constraints = new LinkedHashMap<>();
    if (!column.nullable()) {
      constraints.put("required", true);
    }
    for (Constraint constraint : column.constraints()) {
      if (constraint instanceof Constraint.OneOf oneOf) {
        constraints.put("enum", oneOf.values());
      } else if (constraint instanceof Constraint.AtLeast least) {
        constraints.put("minimum", least.bound());
      } else if (constraint instanceof Constraint.AtMost most) {
        constraints.put("maximum", most.bound());
      }
    }
    return constraints;
  }

  private static String type(DataType type) {
    if (type instanceof DecimalType) {
      return "number";
    }
    return switch (type.typeName()) {
      case "date" -> "date";
      case "timestamp" -> "datetime";
      case "boolean" -> "boolean";
      case "byte", "short", "integer", "long" -> "integer";
      case "float", "double" -> "number";
      default -> "string";
    };
  }

  private DataPackage() {}
}
