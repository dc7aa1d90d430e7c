package org.medsip.jobs.silver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.medsip.common.Rows;
import org.medsip.common.org.Change;
import org.medsip.common.org.Parent;
import org.medsip.common.table.OrganisationTables;

class ChangesTest {

  private static final LocalDate APRIL = LocalDate.of(2026, 4, 1);

  @Test
  void aCodeThatWasNotGivenYetIsFoundByItsName() {
    assertThat(
            changes(
                Rows.of(OrganisationTables.ORGANISATION_CHANGE)
                    .each("edition", "2026-04-01")
                    .row(
                        "change_kind",
                        "sicbl_to_icb",
                        "code",
                        "06H",
                        "to_name",
                        "NHS CENTRAL EAST INTEGRATED CARE BOARD")))
        .containsExactly(
            new Change(
                APRIL,
                Change.Kind.SICBL_TO_ICB,
                "06H",
                Optional.of(new Parent("S1Y5D", "NHS CENTRAL EAST INTEGRATED CARE BOARD"))));
  }

  @Test
  void whereNoCodeIsKnownTheNameStandsInForIt() {
    assertThat(
            changes(
                Rows.of(OrganisationTables.ORGANISATION_CHANGE)
                    .each("edition", "2026-04-01", "change_kind", "practice_to_sicbl")
                    .row("code", "J82015", "to_code", "D9Y0V", "to_name", "NHS HIOW ICB - D9Y0V")
                    .row("code", "K81001", "to_name", "NHS Nowhere ICB")))
        .extracting(change -> change.to().orElseThrow())
        .containsExactly(
            new Parent("D9Y0V", "NHS HIOW ICB - D9Y0V"),
            new Parent("NHS NOWHERE ICB", "NHS Nowhere ICB"));
  }

  @Test
  void whatMovesNobodyIsNoChange() {
    assertThat(
            changes(
                Rows.of(OrganisationTables.ORGANISATION_CHANGE)
                    .row("change_kind", "icb_closed", "code", "QNQ")
                    .row("change_kind", "lsoa_to_sicbl", "code", "E01022890")))
        .isEmpty();
  }

  /** Rows of a dataset know their columns by name. */
  private static List<Change> changes(Rows rows) {
    return Changes.of(rows.dataset().collectAsList().iterator());
  }
}
