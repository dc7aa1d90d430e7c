package org.medsip.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.medsip.jobs.cli.GrowthBench.Adding;

class GrowthBenchTest {

  @Test
  void theRatiosAreOfTheMiddleTurns() {
    Map<String, Object> figures =
        GrowthBench.figures(
            60,
            List.of(
                adding(1, 90, 10, 40),
                adding(60, 120, 11, 70),
                adding(1, 100, 12, 41),
                adding(60, 130, 30, 60),
                adding(1, 400, 11, 39),
                adding(60, 500, 12, 50)));

    assertThat(figures)
        .containsEntry("wall seconds, to 1 month", 100.0)
        .containsEntry("wall seconds, to 60 months", 130.0)
        .containsEntry("wall seconds, ratio", 1.3)
        .containsEntry("wall seconds of bronze, ratio", 1.09)
        .containsEntry("wall seconds of gold, ratio", 1.5)
        .containsEntry(
            "seconds of each table",
            Map.of("bronze/epd", List.of(11.0, 12.0), "gold/spc_point", List.of(40.0, 60.0)));
  }

  private static Adding adding(int history, double seconds, double ofBronze, double ofGold) {
    return new Adding(
        history,
        new ChildProcess(seconds, 2 * seconds, 1000),
        new TreeMap<>(Map.of("bronze/epd", ofBronze, "gold/spc_point", ofGold)));
  }
}
