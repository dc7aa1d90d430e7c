package org.medsip.jobs.silver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.medsip.common.OnRows;
import org.medsip.common.Rows;
import org.medsip.common.table.BronzeTables;
import org.medsip.common.table.OrganisationTables;

class OrganisationCrossCheckStageTest {

  private static final Rows MAP =
      Rows.of(BronzeTables.PRACTICE_MAP)
          .each("month", "2022-01-01", "commissioner_code", "16C", "pcn_code", "U1")
          .row("practice_code", "ALIKE")
          .row("practice_code", "UNKNOWN")
          .row("practice_code", "CLOSED")
          .row("practice_code", "IN_WORDS")
          .row("practice_code", "INACTIVE")
          .row("practice_code", "MOVED", "commissioner_code", "13T")
          .row("practice_code", "OTHER_NETWORK", "pcn_code", "U2")
          .row("practice_code", "NO_NETWORK", "pcn_code", "U");

  private static final Rows ODS =
      Rows.of(BronzeTables.EPRACCUR)
          .each(
              "edition",
              "2022-01-01",
              "open_date",
              "1974-04-01",
              "status",
              "A",
              "prescribing_setting",
              "4",
              "commissioner_code",
              "16C")
          .row("practice_code", "ALIKE")
          .row("practice_code", "CLOSED", "status", "C", "close_date", "2021-03-31")
          .row("practice_code", "IN_WORDS", "status", "ACTIVE", "prescribing_setting", "RO76|RO80")
          .row("practice_code", "INACTIVE", "status", "INACTIVE", "prescribing_setting", "RO76")
          .row("practice_code", "MOVED")
          .row("practice_code", "OTHER_NETWORK")
          .row("practice_code", "NO_NETWORK")
          .row("practice_code", "NOT_IN_MAP")
          .row("practice_code", "HOSPICE", "prescribing_setting", "13")
          .row("practice_code", "LATER", "open_date", "2022-02-01");

  private static final Rows MEMBERS =
      Rows.of(OrganisationTables.PCN_MEMBER)
          .each("edition", "2022-06-01", "member_from", "2019-07-01", "pcn_code", "U1")
          .row("practice_code", "ALIKE")
          .row("practice_code", "OTHER_NETWORK")
          .row("practice_code", "NO_NETWORK")
          .row("practice_code", "ALIKE", "pcn_code", "U7", "member_to", "2020-12-31");

  @Test
  void onlyWhatTheSourcesSayDifferentlyIsListed() {
    assertThat(said(MAP, ODS, MEMBERS))
        .containsExactly(
            "CLOSED | practice | not_open_in_ods",
            "INACTIVE | practice | not_open_in_ods",
            "MOVED | sicbl | differs",
            "NOT_IN_MAP | practice | only_in_ods",
            "NO_NETWORK | pcn | differs",
            "OTHER_NETWORK | pcn | differs",
            "UNKNOWN | practice | only_in_map");
  }

  @Test
  void withoutOdsEveryPracticeIsInTheMapAlone() {
    assertThat(said(MAP)).hasSize(8).allMatch(row -> row.endsWith("practice | only_in_map"));
  }

  private static List<String> said(Rows... tables) {
    return Rows.said(
        OnRows.apply(new OrganisationCrossCheckStage(), tables),
        "practice_code",
        "level",
        "finding");
  }
}
