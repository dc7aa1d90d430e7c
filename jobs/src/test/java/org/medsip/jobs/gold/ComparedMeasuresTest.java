package org.medsip.jobs.gold;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.medsip.common.OnRows;
import org.medsip.common.Rows;
import org.medsip.common.metric.MeasureCatalogue;
import org.medsip.common.metric.PublishedMedians;
import org.medsip.common.table.GoldTables;

/** The tables that compare variants with each other and medians with published ones. */
class ComparedMeasuresTest {

  @Test
  void organisationsThatChangeQuintileBetweenVariantsAreCounted() {
    Rows values =
        Rows.of(GoldTables.MEASURE_ORG_PERIOD)
            .each(
                "measure_id", "opioid_ome_per_1000",
                "org_vintage", "as_was",
                "org_level", "icb",
                "period_end", "2026-03-31",
                "window_months", 12);
    List<String> icbs = List.of("A", "B", "C", "D", "E");
    for (int i = 0; i < 5; i++) {
      values.row("variant", "cdc_2022", "org_code", icbs.get(i), "value", i);
      values.row(
          "variant", "openprescribing_2026", "org_code", icbs.get(i), "value", i == 4 ? 2.5 : i);
      values.row("variant", "cdc_2022", "org_code", icbs.get(i), "window_months", 1, "value", -i);
      values.row(
          "variant", "cdc_2022", "org_code", icbs.get(i), "org_vintage", "as_is", "value", -i);
      values.row("measure_id", "high_dose_opioid_items_share", "org_code", icbs.get(i), "value", i);
    }
    values.row("variant", "cdc_2022", "org_level", "region", "org_code", "Y56", "value", 1);
    values.row("variant", "cdc_2022", "org_code", "NON_GP", "value", null);
    values.row("variant", "cdc_2022", "org_level", "england", "org_code", "ENG", "value", 1);

    assertThat(
            Rows.said(
                OnRows.apply(new VariantSensitivityStage(MeasureCatalogue.load()), values),
                "measure_id",
                "org_level",
                "variants",
                "organisations",
                "changed_quintile",
                "largest_shift",
                "largest_percentile_shift",
                "missing_reason"))
        .as("E falls below D, in twelve months as it was, and nothing else is compared")
        .containsExactly(
            "opioid_ome_per_1000 | icb | cdc_2022, openprescribing_2026 | 5 | 2 | 1 | 25.0 | null",
            "opioid_ome_per_1000 | region | cdc_2022 | 1 | null | null | null |"
                + " fewer_than_five_organisations");
  }

  @Test
  void publishedMediansStandBesideThoseOfACalendarYear() {
    Rows values =
        Rows.of(GoldTables.MEASURE_ORG_PERIOD)
            .each(
                "measure_id", "opioid_ddd_per_1000_per_day",
                "variant", "main_index",
                "org_vintage", "as_was",
                "org_level", "sicbl",
                "period_end", "2015-12-31",
                "window_months", 12,
                "practices", 30,
                "value", 40,
                "median_of_practices", 41.5)
            .row("org_code", "00W")
            .row("org_code", "01M")
            .row("org_code", "00W", "window_months", 3)
            .row("org_code", "00W", "period_end", "2015-11-30")
            .row("org_code", "01N", "median_of_practices", null)
            .row("org_code", "99X")
            .row("org_code", "00W", "measure_id", "opioid_ome_per_1000")
            .row("org_code", "ENG", "org_level", "england");

    assertThat(
            Rows.said(
                OnRows.apply(new Chen2019ComparisonStage(PublishedMedians.load()), values),
                "area",
                "org_code",
                "published_median",
                "published_practices",
                "median_of_practices",
                "differs"))
        .satisfiesExactly(
            england ->
                assertThat(england).startsWith("England | ENG | 36.9 | 7856 | 41.5 | the same"),
            central ->
                assertThat(central)
                    .startsWith(
                        "Manchester | 00W | 53.1 | null | 41.5 | one of the city's three CCGs")
                    .contains("not Greater Manchester")
                    .endsWith("in 2015"),
            north -> assertThat(north).startsWith("Manchester | 01M | 53.1 | null | 41.5"));
  }

  @Test
  void everyPublishedFigureIsThatOfTheAbstract() {
    assertThat(PublishedMedians.load().areas())
        .extracting(
            area -> "%s %s (%s, %s)".formatted(area.name(), area.median(), area.q1(), area.q3()))
        .containsExactly(
            "England 36.9 (23.1, 52.5)",
            "London 13.9 (8.1, 18.8)",
            "Birmingham 35.3 (23.1, 49.4)",
            "Manchester 53.1 (36.8, 71.4)",
            "Newcastle 48.9 (38.8, 60.1)");
  }
}
