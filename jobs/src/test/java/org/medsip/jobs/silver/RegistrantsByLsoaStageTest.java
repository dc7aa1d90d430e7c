package org.medsip.jobs.silver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.medsip.common.OnRows;
import org.medsip.common.Rows;
import org.medsip.common.table.BronzeTables;
import org.medsip.common.table.DeprivationTables;

class RegistrantsByLsoaStageTest {

  @Test
  void menAndWomenOfSeparateFilesAddUp() {
    assertThat(
            said(
                files().row("source_file", "m", "sexes", "MALE").row("source_file", "f", "sexes", "FEMALE"),
                registered()
                    .row("source_file", "m", "sex", "MALE", "patients", 40)
                    .row("source_file", "f", "sex", "FEMALE", "patients", 60)))
        .containsExactly("2025-01-01 | 2011 | A81001 | E01000001 | 100");
  }

  @Test
  void whereAFileHasAllSexesThoseOfOneSexAreTheSamePeopleAgain() {
    assertThat(
            said(
                files()
                    .row("source_file", "a", "sexes", "ALL")
                    .row("source_file", "m", "sexes", "FEMALE,MALE"),
                registered()
                    .row("source_file", "a", "sex", "ALL", "patients", 101)
                    .row("source_file", "m", "sex", "MALE", "patients", 40)
                    .row("source_file", "m", "sex", "FEMALE", "patients", 60)))
        .containsExactly("2025-01-01 | 2011 | A81001 | E01000001 | 101");
  }

  @Test
  void areasOfTwoCensusesAreTwoCountingsOfTheSamePeople() {
    assertThat(
            said(
                files()
                    .row("source_file", "old", "sexes", "ALL")
                    .row("source_file", "new", "sexes", "ALL", "lsoa_vintage", 2021),
                registered()
                    .row("source_file", "old", "sex", "ALL", "patients", 10)
                    .row("source_file", "new", "sex", "ALL", "patients", 11)))
        .containsExactly(
            "2025-01-01 | 2011 | A81001 | E01000001 | 10",
            "2025-01-01 | 2021 | A81001 | E01000001 | 11");
  }

  private static Rows files() {
    return Rows.of(DeprivationTables.REGISTERED_LSOA_FILE)
        .each("quarter", "2025-01-01", "lsoa_vintage", 2011);
  }

  private static Rows registered() {
    return Rows.of(BronzeTables.REGISTERED_LSOA)
        .each("month", "2025-01-01", "practice_code", "A81001", "lsoa_code", "E01000001");
  }

  private static List<String> said(Rows files, Rows registered) {
    return Rows.said(
        OnRows.apply(new RegistrantsByLsoaStage(), files, registered),
        "quarter",
        "lsoa_vintage",
        "practice_code",
        "lsoa_code",
        "registrants");
  }
}
