package org.medsip.jobs.silver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.medsip.common.Rows;
import org.medsip.common.lake.BuiltFrom;
import org.medsip.common.run.Available;
import org.medsip.common.run.Inputs;
import org.medsip.common.run.Part;
import org.medsip.common.table.PopulationTables;
import org.medsip.common.table.SilverTables;

class WeightedRegistrantsStageTest {

  private static final WeightedRegistrantsStage STAGE = new WeightedRegistrantsStage();

  /** The worked example of the weights: 200 men of 0.03 and 100 women of 0.05 are 11. */
  @Test
  void peopleCountByTheWeightOfTheirSexAndAgeAndComeToOtherMonthsAsTheirListDoes() {
    Rows lists =
        Rows.of(SilverTables.REGISTRANTS)
            .each("practice_code", "A1")
            .row("month", "2023-12-01", "basis", "published", "extract_month", "2023-12-01")
            .each("basis", "interpolated", "extract_month", "2023-12-01")
            .row("month", "2024-01-01", "next_extract_month", "2024-03-01")
            .row("month", "2024-02-01", "next_extract_month", "2024-03-01")
            .row("month", "2024-03-01", "basis", "published", "extract_month", "2024-03-01")
            .each("basis", "carried_forward", "extract_month", "2024-03-01")
            .row("month", "2024-04-01")
            .row("month", "2024-04-01", "practice_code", "NOAGES");
    Rows bands =
        Rows.of(PopulationTables.REGISTRANTS_AGE_SEX)
            .each("practice_code", "A1", "age_band", "40_44")
            .row("month", "2023-12-01", "sex", "MALE", "registrants", 200)
            .row("month", "2023-12-01", "sex", "FEMALE", "registrants", 100)
            .row("month", "2024-03-01", "sex", "MALE", "registrants", 300)
            .row("month", "2024-03-01", "sex", "FEMALE", "registrants", 40);
    Rows weights =
        Rows.of(PopulationTables.AGE_SEX_WEIGHT)
            .each("age_band", "40_44", "weight_set", "opioids", "edition", "2022-01-01")
            .row("sex", "MALE", "weight", "0.03")
            .row("sex", "FEMALE", "weight", "0.05")
            .each("edition", "2024-01-01")
            .row("sex", "MALE", "weight", "0.02")
            .row("sex", "FEMALE", "weight", "0.08")
            .each("weight_set", "later", "edition", "2025-01-01")
            .row("sex", "MALE", "weight", "1")
            .row("sex", "FEMALE", "weight", "0");

    assertThat(weighted(lists, bands, weights))
        .containsExactly(
            "2023-12-01 | later | 200 | 2025-01-01 | published",
            "2023-12-01 | opioids | 11 | 2022-01-01 | published",
            "2024-01-01 | later | 233.33333333333333 | 2025-01-01 | interpolated",
            "2024-01-01 | opioids | 11.06666666666667 | 2024-01-01 | interpolated",
            "2024-02-01 | later | 266.66666666666667 | 2025-01-01 | interpolated",
            "2024-02-01 | opioids | 10.13333333333333 | 2024-01-01 | interpolated",
            "2024-03-01 | later | 300 | 2025-01-01 | published",
            "2024-03-01 | opioids | 9.2 | 2024-01-01 | published",
            "2024-04-01 | later | 300 | 2025-01-01 | carried_forward",
            "2024-04-01 | opioids | 9.2 | 2024-01-01 | carried_forward");
  }

  private static List<String> weighted(Rows lists, Rows bands, Rows weights) {
    SortedSet<String> months = new TreeSet<>(lists.partitions());
    Inputs inputs =
        new Inputs(
            Map.of(
                SilverTables.REGISTRANTS, lists.dataset(),
                PopulationTables.REGISTRANTS_AGE_SEX, bands.dataset(),
                PopulationTables.AGE_SEX_WEIGHT, weights.dataset()));
    return Rows.said(
        STAGE.apply(inputs, months), "month", "weight_set", "weighted", "edition", "basis");
  }

  @Test
  void aMonthDependsOnItsListsTheAgesOfTheirExtractsAndTheWeights() {
    Available available =
        new Available(
            Map.of(
                SilverTables.REGISTRANTS, List.of("2024-01-01", "2024-02-01", "2024-04-01"),
                PopulationTables.REGISTRANTS_AGE_SEX, List.of("2024-01-01", "2024-03-01"),
                PopulationTables.AGE_SEX_WEIGHT, List.of(BuiltFrom.WHOLE)));

    assertThat(STAGE.plan(available))
        .isEqualTo(
            Map.of(
                "2024-01-01", parts("2024-01-01", "2024-01-01"),
                "2024-02-01", parts("2024-02-01", "2024-01-01", "2024-03-01"),
                "2024-04-01", parts("2024-04-01", "2024-03-01")));
  }

  private static List<Part> parts(String month, String... extracts) {
    List<Part> parts = new ArrayList<>();
    parts.add(new Part(SilverTables.REGISTRANTS, month));
    for (String extract : extracts) {
      parts.add(new Part(PopulationTables.REGISTRANTS_AGE_SEX, extract));
    }
    parts.add(new Part(PopulationTables.AGE_SEX_WEIGHT, BuiltFrom.WHOLE));
    return parts;
  }
}
