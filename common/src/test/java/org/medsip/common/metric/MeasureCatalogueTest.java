package org.medsip.common.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeasureCatalogueTest {

  private static final String GOOD =
      """
      id: tiny
      title: Opioids per 1,000 registrants
      why_it_matters: Because.
      numerator:
        selection: opioids
        quantity: ddd
      denominator: registrant_days
      scale: 1000
      unit: DDD
      interval: dobson
      variants:
        main_index: The main index
      references:
        - A paper
      """;

  @Test
  void everyPackagedDefinitionLoads() {
    assertThat(MeasureCatalogue.load().measures())
        .extracting(Measure::id)
        .containsExactly(
            "high_dose_opioid_items_per_1000",
            "high_dose_opioid_items_share",
            "opioid_ddd_per_1000_per_day",
            "opioid_items_per_1000",
            "opioid_ome_per_1000");
  }

  @Test
  void theFingerprintChangesWithAnyDefinition() {
    assertThat(MeasureCatalogue.parse(Map.of("tiny.yaml", GOOD)).fingerprint())
        .isEqualTo(MeasureCatalogue.parse(Map.of("tiny.yaml", GOOD)).fingerprint())
        .isNotEqualTo(
            MeasureCatalogue.parse(Map.of("tiny.yaml", GOOD.replace("1000\n", "100\n")))
                .fingerprint());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          unit: DDD            |                      | the key 'unit' is missing
          unit: DDD            | unit: ''             | the title, the unit or why it matters has no text
          quantity: ddd        | quantity: pints      | 'pints' is not a value of numerator.quantity; write one of ddd, items, ome
          quantity: ddd        | quantity: 1          | '1' is not a value of numerator.quantity; write one of ddd, items, ome
          interval: dobson     | interval: guess      | 'guess' is not a value of interval; write one of byar, dobson, wilson
          scale: 1000          | scale: 0             | the scale is 0; it must be above zero
          scale: 1000          | scale: -1000         | the scale is -1000; it must be above zero
          scale: 1000          | scale: many          | 'many' is not a value of scale
          main_index: The      | mean_index: The      | the variant 'mean_index' is none of main_index, with_combined_list, with_derived
          quantity: ddd        | quantity: ome        | the variant 'main_index' is none of cdc_2022, openprescribing_2019, openprescribing_2026
          quantity: ddd        | quantity: items      | the variant 'main_index' is none of standard
          selection: opioids   | selection: high_dose_opioids | high_dose_opioids are counted in items alone
          interval: dobson     | interval: byar       | byar is the interval of a count; write dobson for a sum of doses
          interval: dobson     | interval: wilson     | wilson is the interval of a share of items; write byar or dobson
          """)
  void aMistakeIsNamedWithItsFile(String right, String wrong, String sentence) {
    String text = GOOD.replace(right, wrong == null ? "" : wrong);

    assertThatThrownBy(() -> MeasureCatalogue.parse(Map.of("tiny.yaml", text)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Measure file tiny.yaml is wrong: " + sentence);
  }

  @Test
  void aMeasureHasAVariant() {
    String text = GOOD.replace("variants:\n  main_index: The main index\n", "variants: {}\n");

    assertThatThrownBy(() -> MeasureCatalogue.parse(Map.of("tiny.yaml", text)))
        .hasMessage(
            "Measure file tiny.yaml is wrong: it has no variant; there may be main_index,"
                + " with_combined_list, with_derived");
  }

  @Test
  void aMeasureHasAReference() {
    String text = GOOD.replace("references:\n  - A paper\n", "references: []\n");

    assertThatThrownBy(() -> MeasureCatalogue.parse(Map.of("tiny.yaml", text)))
        .hasMessage("Measure file tiny.yaml is wrong: it names no reference");
  }

  @Test
  void aKeyIsOneOfThoseThatMeanSomething() {
    assertThatThrownBy(() -> MeasureCatalogue.parse(Map.of("tiny.yaml", GOOD + "units: DDD\n")))
        .hasMessage(
            "Measure file tiny.yaml is wrong: 'units' is not a key here; the keys are denominator,"
                + " id, interval, numerator, references, scale, title, unit, variants,"
                + " why_it_matters");
  }

  @Test
  void aKeyStandsOnce() {
    assertThatThrownBy(() -> MeasureCatalogue.parse(Map.of("tiny.yaml", GOOD + "id: tiny\n")))
        .hasMessageStartingWith("Measure file tiny.yaml is wrong: Duplicate field 'id'")
        .hasMessageNotContaining("\n");
  }

  @Test
  void aFileIsNamedAfterItsMeasure() {
    assertThatThrownBy(() -> MeasureCatalogue.parse(Map.of("other.yaml", GOOD)))
        .hasMessage("Measure file other.yaml defines tiny; name the file after the measure");
  }

  @Test
  void aFileDefinesOneMeasure() {
    for (String text : new String[] {"", "---\n", "null\n", "[]\n", GOOD + "---\n" + GOOD}) {
      assertThatThrownBy(() -> MeasureCatalogue.parse(Map.of("tiny.yaml", text)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("Measure file tiny.yaml is wrong: ")
          .hasMessageNotContaining("\n");
    }
  }
}
