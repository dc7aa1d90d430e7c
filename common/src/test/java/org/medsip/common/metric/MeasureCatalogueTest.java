package org.medsip.common.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.medsip.common.product.ProductReference;

class MeasureCatalogueTest {

  private static final KnownToMeasures KNOWN =
      KnownToMeasures.of(ProductReference.load(), Set.of("opioid_2024"));

  private static final String GOOD =
      """
      id: tiny
      title: Opioids per 1,000 registrants
      why_it_matters: Because.
      numerator:
        selection: {opioid: true}
        quantity: ddd
      denominator: {kind: registrant_days}
      scale: 1000
      unit: DDD
      direction: no_direction
      interval: dobson
      variants:
        main: {title: The main index, ddd: main_index}
      priority: true
      authors: [medsip]
      reviewed: 2026-11-23
      review_due: 2027-11-23
      references: [A paper]
      worked_example:
        says: Morphine.
        month: 2026-04-01
        registrants: 1000
        prescribed:
          - bnf_code: '0407020Q0AAAKAK'
            bnf_name: Morph Sulf_Tab 10mg M/R
            items: 1
            quantity: 10
            nic: 1
        expected:
          main: 0.0333
      """;

  @Test
  void everyPackagedDefinitionLoads() {
    assertThat(MeasureCatalogue.load().measures())
        .extracting(Measure::id)
        .contains(
            "high_dose_opioid_items_per_1000",
            "high_dose_opioid_items_share",
            "opioid_ddd_per_1000_per_day",
            "opioid_items_per_1000",
            "opioid_ome_per_1000")
        .hasSize(MeasureCatalogue.packaged().size())
        .hasSizeGreaterThanOrEqualTo(25);
  }

  @Test
  void theFingerprintChangesWithAnyDefinition() {
    assertThat(parse(GOOD).fingerprint())
        .isEqualTo(parse(GOOD).fingerprint())
        .isNotEqualTo(parse(GOOD.replace("1000\n", "100\n")).fingerprint());
  }

  /** Slips of the pen: what the schema refuses, and what the reader of YAML does. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          unit: DDD       |                    | the key 'unit' is missing
          items: 1        |                    | the key 'items' is missing in worked_example.prescribed.0
          unit: DDD       | unit: ''           | '' is not a value of unit; write a text that is not blank
          unit: DDD       | unit: 'DDD         | it is not YAML, as line 24 shows
          unit: DDD       | units: DDD         | 'units' is not a key here; the keys are authors, denominator, direction, exclusions, id, interval, numerator, priority, references, review_due, reviewed, scale, standardised_by, title, unit, variants, why_it_matters, worked_example
          unit: DDD       | scale: 10          | the key 'scale' stands twice in one place; keep one
          unit: DDD       | unit: !!java.io.File x | a tag stands in line 9; leave it out
          unit: DDD       | unit: *a           | an anchor or alias stands in line 9; write the value out
          id: tiny        | id: Tiny!          | 'Tiny!' is not a value of id; write lower-case words with underscores
          kind: reg       | kin: reg           | 'kin' is not a key of denominator; the keys are kind, selection, weights
          quantity: ddd   | quantity: pints    | 'pints' is not a value of numerator.quantity; write one of actual_cost, ddd, items, nic, ome, quantity
          quantity: ddd   | quantity: 1        | '1' is not a value of numerator.quantity; write one of actual_cost, ddd, items, nic, ome, quantity
          interval: dob   | interval: x        | 'xson' is not a value of interval; write one of byar, dobson, wilson
          scale: 1000     | scale: 0           | '0' is not a value of scale; write a number above zero
          scale: 1000     | scale: many        | 'many' is not a value of scale; write a number above zero
          ddd: main_index | ddd: mean_index    | 'mean_index' is not a value of variants.main.ddd; write one of main_index, with_combined_list, with_derived
          ddd: main_index | threshold: 100     | '100' is not a value of variants.main.threshold; write one of 120, 90
          2026-11-23      | 2026-02-30         | '2026-02-30' is not a value of reviewed; write a day such as 2026-11-23
          [A paper]       | []                 | this is not a value of references; write a list with at least one text
          {opioid: true}  | {opioid: false}    | 'false' is not a value of numerator.selection.opioid; write true, for the opioid analgesics of BNF section 0407
          {opioid: true}  | {bnf: {morph: x}}  | 'morph' is not a key of numerator.selection.bnf; write the first characters of a BNF code, such as 0408010G0
          {opioid: true}  | {bnf: {04: ''}}    | '' is not a value of numerator.selection.bnf.04; write a text that is not blank
          """)
  void aSlipOfThePenIsNamedInOneSentence(String right, String wrong, String sentence) {
    assertIsRefused(GOOD.replace(right, wrong == null ? "" : wrong), sentence);
  }

  /** What could be written, and would be counted wrongly or not at all. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {opioid: true}   | {bnf: {'0408019': x}}                | the BNF code '0408019' matches no substance of schemas/reference/bnf_chemicals.csv; correct it, or add the substance there with its source
          {opioid: true}   | {partner: [aspirine]}                | no presentation of the product reference has the partner 'aspirine'; there are aspirin, cyclizine, dexketoprofen, hyoscine, naloxone, paracetamol, paracetamol and caffeine, promethazine
          {opioid: true}   | {route: [by mouth]}                  | there is no route 'by mouth'; there are buccal, inhalation, injection, nasal, oral, oromucosal, rectal, sublingual, topical, transdermal
          {opioid: true}   | {release: [slow]}                    | there is no release 'slow'; there are immediate, modified, modified_24_hour
          {opioid: true}   | {strength: {unit: mg, at_least: 2, at_most: 1}} | a strength is at least 2 and at most 1
          {opioid: true}   | {bnf: {'0407': x}, not_bnf: {'0401': y}}      | not_bnf leaves out '0401', which bnf does not select
          {opioid: true}   | {substance: [morphine], route: [transdermal]} | variant 'main' selects no presentation that is known
          {opioid: true}   | {bnf: {0408010G0: Gabapentin}}       | variant 'main' selects 0408010G0AAAAAA (Gabapentin), and only opioids of BNF section 0407 have ddd
          {opioid: true}   | {substance: [diamorphine]}           | nothing that variant 'main' selects has a value of ddd in it
          {opioid: true}   | {opioid: true, high_dose: true}      | variant 'main' lacks threshold, without which it cannot be computed
          ddd: main_index  | ddd: main_index, threshold: 90       | variant 'main' has threshold, which nothing in the measure asks for
          ddd: main_index  | ome: cdc_2022                        | variant 'main' lacks ddd, without which it cannot be computed
          ddd: main_index  | ddd: main_index, where: {opioid: true}, selection: {opioid: true} | variant 'main' both narrows the selection and takes its place; do one
          interval: dobson | interval: byar                       | byar is the interval of items over registrants; write dobson
          interval: dobson | interval: wilson                     | wilson is the interval of a share of items; write dobson
          registrant_days  | items                                | a denominator has a selection where its kind is items, and nowhere else
          registrant_days  | items, selection: {opioid: true}     | its denominator is items, so its quantity must be items too
          registrant_days  | weighted_registrants                 | a denominator has weights where its kind is weighted_registrants, and nowhere else
          registrant_days  | weighted_registrants, weights: x     | the weight set 'x' is unknown; there are opioid_2024
          priority: true   | standardised_by: x                   | the weight set 'x' is unknown; there are opioid_2024
          review_due: 2027 | review_due: 2025                     | review_due is before reviewed; correct one of the two
          main: 0.0333     | mean: 0.0333                         | the worked example has the value of mean, and the variants are main
          month: 2026-04-01 | month: 2026-04-30                   | the month of the worked example is not written as its first day
          """)
  void aContradictionIsNamedInOneSentence(String right, String wrong, String sentence) {
    assertIsRefused(GOOD.replace(right, wrong), sentence);
  }

  @Test
  void aShareIsOfWhatItsDenominatorCounts() {
    String share =
        GOOD.replace("ddd: main_index", "")
            .replace("quantity: ddd", "quantity: items")
            .replace("interval: dobson", "interval: wilson")
            .replace("registrant_days", "items, selection: {opioid: true, route: [transdermal]}");

    assertIsRefused(
        share,
        "variant 'main' counts 0407010A0AAABAB (Aspirin & Papaveretum) in the numerator and not in"
            + " the denominator, so its value is no share");
  }

  @Test
  void whatIsCountedInMillilitresIsNotAddedToTablets() {
    String quantity =
        GOOD.replace("ddd: main_index", "").replace("quantity: ddd", "quantity: quantity");

    assertIsRefused(quantity, "variant 'main' adds up g, ml, pieces, which are not alike");
  }

  @Test
  void aShareHasNoAgeAndSex() {
    String share =
        GOOD.replace("ddd: main_index", "")
            .replace("quantity: ddd", "quantity: items")
            .replace("interval: dobson", "interval: wilson")
            .replace("priority: true", "standardised_by: opioid_2024")
            .replace("registrant_days", "items, selection: {opioid: true}");

    assertIsRefused(share, "a share of items has no age and sex; take standardised_by out");
  }

  @Test
  void aFileIsNamedAfterItsMeasure() {
    assertThatThrownBy(() -> MeasureCatalogue.parse(Map.of("other.yaml", GOOD), KNOWN))
        .hasMessage(
            "Measure file other.yaml is wrong: it defines tiny; call the file tiny.yaml, or change"
                + " the id");
  }

  @Test
  void aFileDefinesOneMeasure() {
    for (String text : new String[] {"", "---\n", "null\n", "[]\n", GOOD + "---\n" + GOOD}) {
      assertThatThrownBy(() -> parse(text))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("Measure file tiny.yaml is wrong: ")
          .hasMessageNotContaining("\n");
    }
  }

  @Test
  void aFileThatGrowsWhenReadIsRefusedBeforeItDoes() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x]\n");
    for (int i = 1; i < 40; i++) {
      bomb.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
    }
    String endless = "id: " + "x".repeat(100_000);

    assertIsRefused(bomb.toString(), "an anchor or alias stands in line 1; write the value out");
    assertIsRefused(endless, "it has more than 100000 characters; a definition is shorter");
    assertThatThrownBy(() -> parse("a: " + "[".repeat(5_000)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static MeasureCatalogue parse(String text) {
    return MeasureCatalogue.parse(Map.of("tiny.yaml", text), KNOWN);
  }

  private static void assertIsRefused(String text, String sentence) {
    assertThatThrownBy(() -> parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Measure file tiny.yaml is wrong: " + sentence);
  }
}
