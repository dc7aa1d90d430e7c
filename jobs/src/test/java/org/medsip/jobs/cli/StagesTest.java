package org.medsip.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.medsip.common.contract.Table;
import org.medsip.common.disclosure.DisclosurePolicy;
import org.medsip.common.run.DisclosureContract;
import org.medsip.common.run.Stage;

class StagesTest {

  @Test
  void everyStageKeepsTheContractOfTablesAboutPeople() {
    for (Stage stage : Stages.all(Configuration.packaged())) {
      assertThat(DisclosureContract.broken(stage)).as(stage.writes().name()).isEmpty();
    }
  }

  @Test
  void onlyStagesNamedSecureReadPeople() {
    for (Stage stage : Stages.all(Configuration.packaged())) {
      boolean readsPeople = stage.reads().stream().anyMatch(Table::isPersonal);
      assertThat(stage.getClass().getSimpleName().startsWith("Secure"))
          .as(stage.writes().name())
          .isEqualTo(readsPeople);
    }
  }

  @Test
  void aDefinitionOfAStageChangesWithTheDisclosurePolicy() {
    Configuration usual = Configuration.packaged();
    Configuration other = new Configuration(usual.vintages(), DisclosurePolicy.of("opensafely"));

    assertThat(definition(usual)).isNotEqualTo(definition(other));
  }

  private static String definition(Configuration configuration) {
    return Stages.all(configuration).stream()
        .filter(stage -> stage.writes().name().equals("cohort_figure"))
        .map(Stage::definition)
        .findFirst()
        .orElseThrow();
  }
}
