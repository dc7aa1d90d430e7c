package org.medsip.common.cohort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CohortCatalogueTest {

  private static final String GOOD =
      """
      id: HD-1
      version: 1
      title: High dose
      scope: otd
      rule: daily_dose
      window_months: 1
      threshold: 120
      dose_denominator: calendar_days
      ome_set: cdc_2022
      beside: none
      requires: []
      implies: []
      exclusions: []
      text: Much in a month.
      references:
        - A paper
      """;

  @Test
  void everyPackagedDefinitionLoads() {
    assertThat(CohortCatalogue.load().ids())
        .containsExactly(
            "CO-BZD",
            "CO-GAB",
            "CO-Z",
            "HD-1-120",
            "HD-1-90",
            "HD-3-120",
            "HD-3-90",
            "HD-S-120",
            "HD-S-90",
            "LT-A",
            "LT-A-GT12M",
            "LT-A-GT3M",
            "LT-A-GT6M",
            "LT-B",
            "LT-C",
            "LT-D");
  }

  @Test
  void aCohortLiesWithinAllThatItLeadsTo() {
    CohortCatalogue catalogue = CohortCatalogue.load();

    assertThat(catalogue.within("HD-3-120")).containsExactly("HD-3-90", "LT-A", "LT-D");
    assertThat(catalogue.within("LT-A-GT12M"))
        .containsExactly("LT-A", "LT-A-GT3M", "LT-A-GT6M", "LT-D");
    assertThat(catalogue.within("LT-C")).isEmpty();
  }

  @Test
  void aCohortIsKnownWhenAllMonthsOfItsRulesAre() {
    CohortCatalogue catalogue = CohortCatalogue.load();

    assertThat(catalogue.windowMonths(catalogue.cohorts().get(catalogue.indexOf("CO-Z"))))
        .isEqualTo(3);
    assertThat(catalogue.longestWindow()).isEqualTo(14);
  }

  @Test
  void theFingerprintChangesWithAnyDefinition() {
    assertThat(CohortCatalogue.parse(Map.of("HD-1.yaml", GOOD)).fingerprint())
        .isEqualTo(CohortCatalogue.parse(Map.of("HD-1.yaml", GOOD)).fingerprint())
        .isNotEqualTo(
            CohortCatalogue.parse(Map.of("HD-1.yaml", GOOD.replace("120", "90"))).fingerprint());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          version: 1           |                      | the key 'version' is missing
          version: 1           | version: 0           | the version is 0; the first is 1
          title: High dose     | title: ''            | the title or the text is blank
          scope: otd           | scope: all           | 'all' is not a value of scope; write one of otd
          window_months: 1     | window_months: 25    | the window is 25 months; it may be 1 to 24
          threshold: 120       | threshold: 0         | the threshold is 0; it must be above zero
          calendar_days        | none                 | a daily_dose has a dose_denominator and an ome_set, and no other rule has one
          ome_set: cdc_2022    | ome_set: cdc_2021    | the ome_set 'cdc_2021' is none of cdc_2022, openprescribing_2019, openprescribing_2026
          beside: none         | beside: z_drug       | item_beside says beside what, and no other rule does
          rule: daily_dose     | rule: days_covered   | a daily_dose has a dose_denominator and an ome_set, and no other rule has one
          requires: []         | requires: [LT-A]     | there is no cohort LT-A
          implies: []          | implies: [HD-1]      | it leads back to itself
          """)
  void aMistakeIsNamedWithItsFile(String right, String wrong, String sentence) {
    String text = GOOD.replace(right, wrong == null ? "" : wrong);

    assertThatThrownBy(() -> CohortCatalogue.parse(Map.of("HD-1.yaml", text)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Cohort file HD-1.yaml is wrong: " + sentence);
  }

  @Test
  void aKeyIsOneOfThoseThatMeanSomething() {
    assertThatThrownBy(() -> CohortCatalogue.parse(Map.of("HD-1.yaml", GOOD + "besides: none\n")))
        .hasMessage(
            "Cohort file HD-1.yaml is wrong: 'besides' is not a key here; the keys are beside,"
                + " dose_denominator, exclusions, id, implies, ome_set, references, requires, rule,"
                + " scope, text, threshold, title, version, window_months");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          consecutive_months  | 3  | 4 | the window of consecutive_months is as long as the threshold
          months_of_window    | 3  | 4 | months_of_window asks for a whole number of its months
          episode_longer_than | 8  | 7 | an episode is seen in a window two months longer than the threshold
          days_covered        | 4  | 90 | days_covered has a window of 5 months
          item_beside         | 1  | 2 | item_beside says beside what, and no other rule does
          """)
  void aWindowFitsItsRule(String rule, int window, int threshold, String sentence) {
    String text =
        GOOD.replace("daily_dose", rule)
            .replace("window_months: 1", "window_months: " + window)
            .replace("threshold: 120", "threshold: " + threshold)
            .replace("calendar_days", "none")
            .replace("cdc_2022", "none");

    assertThatThrownBy(() -> CohortCatalogue.parse(Map.of("HD-1.yaml", text)))
        .hasMessage("Cohort file HD-1.yaml is wrong: " + sentence);
  }

  @Test
  void aFileIsNamedAfterItsCohort() {
    assertThatThrownBy(() -> CohortCatalogue.parse(Map.of("HD.yaml", GOOD)))
        .hasMessage("Cohort file HD.yaml defines HD-1; name the file after the cohort");
  }
}
