package org.medsip.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.medsip.common.contract.ContractFiles;
import org.medsip.common.table.Tables;

class SchemasTest {

  @Test
  void theContractsTheDictionaryAndThePagesSayWhatTheProgramDeclares() {
    assertThat(ContractFiles.check(Path.of(".."), Tables.all(), SchemasCommand.pages()))
        .as("run ./medsip schemas export and commit what it writes")
        .isEmpty();
  }
}
