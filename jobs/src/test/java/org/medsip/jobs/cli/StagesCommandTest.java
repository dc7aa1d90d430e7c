package org.medsip.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StagesCommandTest {

  @Test
  void theStagesAreOneJsonArrayInAnOrderInWhichEachFindsWhatItReads() throws Exception {
    Called called = Called.medsip("stages", "--json");
    JsonNode stages = new ObjectMapper().readTree(called.data());

    assertThat(called.exitCode()).isZero();
    assertThat(called.data().lines()).hasSize(1);
    assertThat(stages.isArray()).isTrue();
    Set<String> written = new HashSet<>();
    for (JsonNode stage : stages) {
      stage.get("reads").forEach(table -> assertThat(written).contains(table.asText()));
      stage
          .get("writes")
          .forEach(table -> assertThat(written.add(table.asText())).as("%s", table).isTrue());
    }
    assertThat(written)
        .contains("source_file", "epd", "prescribing", "measure_org_period", "dim_measure");
  }

  @Test
  void withoutJsonItIsATableForPeople() {
    assertThat(Called.medsip("stages").data())
        .startsWith("layer")
        .containsPattern(
            "gold +measure_org_period +practice_month, practice_vintage, weighted_registrants, ");
  }
}
