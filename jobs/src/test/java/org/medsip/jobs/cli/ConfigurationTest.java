package org.medsip.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationTest {

  @TempDir private Path folder;

  @Test
  void withoutAFileItIsThePackagedOne() {
    assertThat(Configuration.from(null).vintages()).containsExactly(LocalDate.of(2026, 4, 1));
  }

  @Test
  void aFileSaysOnlyWhatDiffers() throws IOException {
    assertThat(read("vintages: [2020-04-01, 2027-04-01]").vintages())
        .containsExactly(LocalDate.of(2020, 4, 1), LocalDate.of(2027, 4, 1));
    assertThat(read("vintages: []").vintages()).isEmpty();
    assertThat(read("{}")).isEqualTo(Configuration.packaged());
  }

  @Test
  void theDisclosurePolicyIsTheUsualOneUnlessItIsNamed() throws IOException {
    assertThat(Configuration.packaged().disclosure().id()).isEqualTo("nhsbsa");
    assertThat(read("disclosure: opensafely").disclosure().id()).isEqualTo("opensafely");
    assertThat(read("vintages: []").disclosure().id()).isEqualTo("nhsbsa");
    assertThatThrownBy(() -> read("disclosure: none"))
        .isInstanceOf(UsageError.class)
        .hasMessageContaining(
            "There is no disclosure policy 'none'; name one of nhsbsa, opensafely");
  }

  @Test
  void aMistakeIsOneSentence() {
    assertThatThrownBy(() -> read("vintage: [2020-04-01]"))
        .isInstanceOf(UsageError.class)
        .hasMessageContaining(
            "has the key 'vintage', which is unknown; there may be disclosure," + " vintages");
    assertThatThrownBy(() -> read("vintages: [April 2026]"))
        .hasMessageContaining("has the vintage 'April 2026'; write a date such as 2026-04-01");
    assertThatThrownBy(() -> read("vintages: ["))
        .isInstanceOf(UsageError.class)
        .hasMessageContaining("is no YAML");
    assertThatThrownBy(() -> read("- 2026-04-01")).hasMessageContaining("has no keys");
    assertThatThrownBy(() -> Configuration.from(folder.resolve("none.yaml")))
        .hasMessageContaining("There is no configuration file");
  }

  private Configuration read(String text) throws IOException {
    return Configuration.from(Files.writeString(folder.resolve("medsip.yaml"), text));
  }
}
