package org.medsip.common.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Test;

class OdcsContractTest {

  @Test
  void renders_a_table_to_the_byte() {
    assertThat(OdcsContract.of(TinyTables.FILES))
        .isEqualTo(
            """
            apiVersion: "v3.1.0"
            kind: "DataContract"
            id: "medsip-bronze-tiny_file"
            name: "tiny_file"
            version: "0.1.0"
            status: "active"
            domain: "prescribing"
            dataProduct: "medsip"
            tags:
              - "bronze"
            description:
              purpose: "A file as it came."
            schema:
              - name: "tiny_file"
                physicalName: "tiny_file"
                logicalType: "object"
                physicalType: "table"
                description: "A file as it came."
                properties:
                  - name: "name"
                    logicalType: "string"
                    physicalType: "string"
                    description: "Its name."
                    required: true
                    classification: "open"
                    quality:
                      - type: "library"
                        metric: "invalidValues"
                        arguments:
                          pattern: "^(?:[a-z]+|[0-9]*)$"
                        mustBe: 0
            """);
  }

  @Test
  void says_which_columns_make_a_row_unique() throws Exception {
    JsonNode table = parsed(TinyTables.PRESCRIBING).at("/schema/0");
    assertThat(table.get("dataGranularityDescription").asText())
        .isEqualTo("One row for each practice_code, month");
    assertThat(table.at("/properties/0/primaryKeyPosition").asInt()).isEqualTo(1);
    assertThat(table.at("/properties/1/primaryKeyPosition").asInt()).isEqualTo(2);
    assertThat(table.at("/properties/1/partitioned").asBoolean()).isTrue();
    assertThat(table.at("/quality/0/arguments/properties")).hasSize(2);
  }

  @Test
  void says_the_rules_the_unit_and_the_disclosure_class_of_a_column() throws Exception {
    JsonNode columns = parsed(TinyTables.PRESCRIBING).at("/schema/0/properties");
    assertThat(columns.at("/1/quality/0/description").asText())
        .isEqualTo("Every value is the first day of a month.");
    assertThat(columns.at("/2/physicalType").asText()).isEqualTo("decimal(18,4)");
    assertThat(columns.at("/3/logicalTypeOptions/maximum").asInt()).isEqualTo(99);
    assertThat(columns.at("/3/required").asBoolean()).isFalse();
    assertThat(columns.at("/3/classification").asText()).isEqualTo("count_of_persons");
    assertThat(columns.at("/3/customProperties/0/value").asText()).isEqualTo("people");
    assertThat(columns.at("/5/items/logicalType").asText()).isEqualTo("integer");
    assertThat(columns.at("/5/customProperties/0/property").asText()).isEqualTo("provenance");
  }

  @Test
  void keeps_values_that_look_like_truth_values_as_text() throws Exception {
    JsonNode values =
        parsed(TinyTables.PRESCRIBING).at("/schema/0/properties/4/quality/0/arguments/validValues");
    assertThat(values.get(1).isTextual()).isTrue();
    assertThat(values.get(1).asText()).isEqualTo("N");
  }

  @Test
  void refuses_a_type_the_standard_has_no_word_for() {
    Table binary =
        Table.of("t", Layer.GOLD, "T.", Column.of("bytes", DataTypes.BinaryType, "Bytes."));
    assertThatThrownBy(() -> OdcsContract.of(binary))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("BINARY");
  }

  private static JsonNode parsed(Table table) throws Exception {
    return new YAMLMapper().readTree(OdcsContract.of(table));
  }
}
