package org.medsip.jobs.silver;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.medsip.common.Rows;
import org.medsip.common.table.RunTables;
import org.medsip.common.table.SilverTables;

class RevisionDiffTest {

  private static final Rows BEFORE =
      prescribing()
          .row("practice_code", "SAME", "bnf_code", "0407020Q0AAAKAK", "items", 4)
          .row("practice_code", "CHANGED", "bnf_code", "0407020Q0AAAKAK", "items", 4, "nic", "1.5")
          .row("practice_code", "CHANGED", "bnf_code", "0501013B0AAABAB", "items", 9)
          .row("practice_code", "GONE", "bnf_code", "0407020Q0AAAKAK", "items", 2);

  private static final Rows AFTER =
      prescribing()
          .row("practice_code", "SAME", "bnf_code", "0407020Q0AAAKAK", "items", 4)
          .row("practice_code", "CHANGED", "bnf_code", "0407020Q0AAAKAK", "items", 4, "nic", "1.25")
          .row("practice_code", "CHANGED", "bnf_code", "0501013B0AAABAB", "items", 9)
          .row("practice_code", "NEW", "bnf_code", "0407020Q0AAAKAK", "items", 3);

  private static final Dataset<Row> DIFF = RevisionDiff.between(BEFORE.dataset(), AFTER.dataset());

  @Test
  void onlySitesAndSectionsThatChangedAreListedWithBothTotals() {
    assertThat(
            Rows.said(
                DIFF,
                "practice_code",
                "bnf_section",
                "rows_before",
                "rows_after",
                "items_before",
                "items_after",
                "nic_before",
                "nic_after"))
        .containsExactly(
            "CHANGED | 0407 | 1 | 1 | 4 | 4 | 1.5 | 1.25",
            "GONE | 0407 | 1 | 0 | 2 | 0 | 0 | 0",
            "NEW | 0407 | 0 | 1 | 0 | 3 | 0 | 0");
  }

  @Test
  void aMonthAgainstItselfHasNoDifferences() {
    assertThat(RevisionDiff.between(AFTER.dataset(), AFTER.dataset()).collectAsList()).isEmpty();
  }

  @Test
  void itsColumnsAreThoseOfTheTableButForTheRun() {
    assertThat(DIFF.columns())
        .containsExactlyInAnyOrderElementsOf(
            RunTables.REVISION_DIFF.columnNames().stream()
                .filter(name -> !name.equals("run_id"))
                .toList());
  }

  private static Rows prescribing() {
    return Rows.of(SilverTables.PRESCRIBING).each("source_rows", 1);
  }
}
