package org.medsip.jobs.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SourcesPageTest {

  @Test
  void thePageListsEverySourceWithItsLicence() {
    String page = SourcesPage.of(Sources.packaged());

    assertThat(page.lines().filter(line -> line.startsWith("| [`"))).hasSize(9);
    assertThat(page)
        .contains("| [`imd_2025`](https://www.gov.uk/government/statistics/")
        .contains("| Open Government Licence v3.0 | `lsoa_imd` |");
  }
}
