package org.medsip.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class ComparisonTest {

  private static final Comparison THREE_TURNS =
      new Comparison("all", "one")
          .with(new Timing(3, 1200), new Timing(2, 900))
          .with(new Timing(9, 1500), new Timing(3, 900))
          .with(new Timing(2, 1000), new Timing(2, 900));

  @Test
  void theRatioIsTheMiddleOneOfTheTurns() {
    assertThat(THREE_TURNS.ratio()).isEqualTo(1.5);
  }

  @Test
  void theSentenceSaysHowFarTheTurnsDiffer() {
    assertThat(THREE_TURNS.sentence())
        .isEqualTo(
            "all take 1.50 times as long as one (1.00 to 3.00 in 3 turns); peak heap 1,500 MB");
  }

  @Test
  void theFileHasEveryTurn() throws Exception {
    JsonNode file = new ObjectMapper().readTree(THREE_TURNS.toJson(1000, 2));

    assertThat(file.path("ratio").asDouble()).isEqualTo(1.5);
    assertThat(file.path("rows_of_month").asInt()).isEqualTo(1000);
    assertThat(file.path("turns")).hasSize(3);
    assertThat(file.path("turns").path(1).path("work").path("seconds").asDouble()).isEqualTo(9);
  }
}
