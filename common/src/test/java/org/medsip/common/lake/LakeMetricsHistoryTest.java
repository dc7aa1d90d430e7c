package org.medsip.common.lake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medsip.common.SparkTest;
import org.medsip.common.quality.MonthMetric;

class LakeMetricsHistoryTest {

  private static final LocalDate AUGUST = LocalDate.of(2017, 8, 1);
  private static final LocalDate SEPTEMBER = LocalDate.of(2017, 9, 1);
  private static final LocalDate OCTOBER = LocalDate.of(2017, 10, 1);

  private final Path folder;

  LakeMetricsHistoryTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void theFiguresOfAMonthTakeThePlaceOfThoseItHad() {
    LakeMetricsHistory history =
        new LakeMetricsHistory(new Lake(SparkTest.spark(), folder.toString()));
    assertThat(history.load("prescribing")).isEmpty();

    MonthMetric august = new MonthMetric("prescribing", AUGUST, "rows[04]", 9);
    MonthMetric september = new MonthMetric("prescribing", SEPTEMBER, "rows[04]", 10);
    MonthMetric october = new MonthMetric("prescribing", OCTOBER, "rows[04]", 11);
    MonthMetric other = new MonthMetric("registrants", SEPTEMBER, "rows", 12);
    history.replace(
        "prescribing",
        List.of(
            new MonthMetric("prescribing", SEPTEMBER, "vanished", 1),
            new MonthMetric("prescribing", AUGUST, "vanished", 1)));
    history.replace("prescribing", List.of(october));
    history.replace("registrants", List.of(other));
    history.replace("prescribing", List.of(august, september));

    assertThat(history.load("prescribing")).containsExactlyInAnyOrder(august, september, october);
    assertThat(history.load("registrants")).containsExactly(other);
  }
}
