package org.medsip.jobs.gold;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.medsip.common.OnRows;
import org.medsip.common.Rows;
import org.medsip.common.table.CohortTables;

/**
 * England and its boards, from the counts of a comparator and of patients, towards the ambitions.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AmbitionTrackerStageTest {

  private static final LocalDate MARCH_2023 = LocalDate.of(2023, 3, 1);
  private static final LocalDate MARCH_2024 = LocalDate.of(2024, 3, 1);

  private Map<String, Row> tracked = Map.of();

  @BeforeAll
  void track() {
    Rows counts = Rows.of(CohortTables.COHORT_COUNT).each("version", "1");
    observed(counts, "OPC-LT3", "observed_comparator", "england", "ENG", 1_050_000, 1_020_000);
    observed(counts, "OPC-LT3", "observed_comparator", "icb", "QOP", 60_000, 51_000);
    observed(counts, "OPC-LT3", "observed_comparator", "pcn", "U10000", 1_000, 1_300);
    observed(counts, "LT-A", "observed_patient", "england", "ENG", 900_000, 800_000);
    observed(counts, "HD-3-120", "observed_patient", "england", "ENG", 60_000, 55_500);
    observed(counts, "HD-3-120", "bound", "icb", "QOP", 60_000, 1);
    Rows phases = Rows.of(CohortTables.ICB_PHASE).each("edition", "2024-03-01");
    for (int board = 0; board < 15; board++) {
      phases.row(
          "icb_code",
          "Q%02d".formatted(board),
          "from_month",
          "2023-0" + (1 + board / 8) + "-01",
          "phase",
          "plan");
    }
    phases.row("icb_code", "Q00", "from_month", "2024-01-01", "phase", "deliver");
    tracked =
        OnRows.apply(new AmbitionTrackerStage(), counts, phases).collectAsList().stream()
            .collect(Collectors.toMap(AmbitionTrackerStageTest::key, row -> row));
  }

  private static void observed(
      Rows counts, String cohort, String kind, String level, String org, long then, long now) {
    counts.row(
        "cohort_id",
        cohort,
        "estimate_kind",
        kind,
        "org_level",
        level,
        "org_code",
        org,
        "month",
        MARCH_2023,
        "n_published",
        then);
    counts.row(
        "cohort_id",
        cohort,
        "estimate_kind",
        kind,
        "org_level",
        level,
        "org_code",
        org,
        "month",
        MARCH_2024,
        "n_published",
        now);
  }

  private static String key(Row row) {
    return String.join(
        " ",
        List.of(
            row.getAs("ambition_id"),
            row.getAs("org_level"),
            row.getAs("org_code"),
            row.getAs("month").toString()));
  }

  private Row row(String key) {
    Row row = tracked.get(key);
    if (row == null) {
      throw new AssertionError("There is no row " + key + " in " + tracked.keySet());
    }
    return row;
  }

  @Test
  void englandIsTrackedByTheComparatorWhereThereIsOneToTheLastPerson() {
    Row march = row("LT-2023-24 england ENG 2024-03-01");

    assertThat(march.<String>getAs("cohort_id")).isEqualTo("OPC-LT3");
    assertThat(march.<String>getAs("baseline_rule")).isEqualTo("point");
    assertThat(march.getAs("reduction").toString()).isEqualTo("30000.0000");
    assertThat(march.<Long>getAs("target")).isEqualTo(30_000);
    assertThat(march.<Double>getAs("deaths_prevented")).isEqualTo(30_000.0 / 62);
    assertThat(march.<Double>getAs("outcomes_low")).isEqualTo(30_000.0 / 101);
    assertThat(march.<Double>getAs("outcomes_high")).isEqualTo(30_000.0 / 51);
    assertThat(march.<String>getAs("outlook")).isEqualTo("reached");
  }

  @Test
  void aBoardAndANetworkContributeWhatTheyAreFewerOrMore() {
    Row board = row("LT-2023-24 icb QOP 2024-03-01");
    Row network = row("LT-2023-24 pcn U10000 2024-03-01");

    assertThat(board.<Double>getAs("contribution_share")).isEqualTo(9_000 / 30_000.0);
    assertThat(network.<Double>getAs("contribution_share")).isEqualTo(-300 / 30_000.0);
    assertThat(board.<Object>getAs("target")).isNull();
    assertThat(board.<Object>getAs("outlook")).isNull();
  }

  @Test
  void highDoseIsTrackedByPatientsWhereThereIsNoComparatorAndNeverByABound() {
    Row march = row("HD-2023-24 england ENG 2024-03-01");

    assertThat(march.<String>getAs("estimate_kind")).isEqualTo("observed_patient");
    assertThat(march.<Double>getAs("outcomes_prevented")).isEqualTo(500.0);
    assertThat(march.<String>getAs("outcome")).isEqualTo("admission");
    assertThat(march.<Object>getAs("deaths_prevented")).isNull();
    assertThat(tracked).doesNotContainKey("HD-2023-24 icb QOP 2024-03-01");
    assertThat(tracked.values()).noneMatch(row -> "bound".equals(row.getAs("estimate_kind")));
  }

  /** Eight boards in January 2023 and fifteen in February; one more phase is no more boards. */
  @Test
  void boardsThatTakePartAreCountedOnceFromTheirFirstPhaseOn() {
    Row january = row("ICB-PROGRAMME england ENG 2023-01-01");
    Row march = row("ICB-PROGRAMME england ENG 2024-03-01");

    assertThat(january.getAs("current").toString()).isEqualTo("8.0000");
    assertThat(january.<String>getAs("outlook")).isEqualTo("unknown");
    assertThat(march.getAs("current").toString()).isEqualTo("15.0000");
    assertThat(march.<String>getAs("outlook")).isEqualTo("reached");
    assertThat(march.<Long>getAs("target_aspired")).isEqualTo(21);
  }

  @Test
  void anAmbitionWithoutItsBaselineIsNotTracked() {
    assertThat(tracked.keySet()).noneMatch(key -> key.startsWith("LT-2022"));
  }
}
