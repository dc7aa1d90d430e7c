package org.medsip.jobs.silver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.medsip.common.OnRows;
import org.medsip.common.Rows;
import org.medsip.common.table.BronzeTables;

class PrescribingStageTest {

  private static final String MORPHINE = "040702040AAABAB";

  @Test
  void rowsOfOnePresentationAreAddedUp() {
    Rows epd =
        epd()
            .row("items", 2, "total_quantity", 56, "nic", "1.50", "actual_cost", "1.40123")
            .row("items", 3, "total_quantity", 30, "nic", "0.25", "actual_cost", "0.20001");

    assertThat(prescribed(epd, "source_rows", "items", "total_quantity", "nic", "actual_cost"))
        .containsExactly("A81001 | 2 | 5 | 86 | 1.75 | 1.60124");
  }

  @Test
  void rowsThatAreAlikeAreTwoRows() {
    Rows epd = epd().row("items", 1, "total_quantity", 28).row("items", 1, "total_quantity", 28);

    assertThat(prescribed(epd, "source_rows", "items", "total_quantity"))
        .containsExactly("A81001 | 2 | 2 | 56");
  }

  @Test
  void everyPrescriberThatIsNotNamedIsOneSite() {
    Rows epd =
        epd()
            .row("practice_code", "-", "unidentified", "Y", "items", 1)
            .row("practice_code", "-", "unidentified", null, "items", 2)
            .row("practice_code", "A81001", "unidentified", "Y", "items", 4)
            .row("practice_code", "A81001", "unidentified", "N", "items", 8);

    assertThat(prescribed(epd, "items")).containsExactly("A81001 | 8", "UNIDENTIFIED | 7");
  }

  @Test
  void aPrescriberTheOlderFilesDoNotNameIsUnidentifiedToo() {
    Rows pdpi = Rows.of(BronzeTables.PDPI).row("practice_code", "-", "items", 3);

    assertThat(prescribed(pdpi, "items")).containsExactly("UNIDENTIFIED | 3");
  }

  @Test
  void theSquareOfTheQuantityPerItemIsExact() {
    Rows epd =
        epd()
            .row("items", 3, "total_quantity", "100.5")
            .row("items", 7, "total_quantity", "0.0007", "nic", "0.7");

    assertThat(prescribed(epd, "items_quantity_squared", "items_nic_squared"))
        .as("3 items of 33.5, 7 of 0.0001; 7 of 10 pence")
        .containsExactly("A81001 | 3366.75000007 | 0.07");
  }

  @Test
  void adjustmentsAreTakenOffAndAddNothingToTheSquares() {
    Rows epd =
        epd()
            .row("items", 3, "total_quantity", 84, "nic", 9)
            .row("items", -1, "total_quantity", -28, "nic", -3);

    assertThat(prescribed(epd, "items", "total_quantity", "nic", "items_quantity_squared"))
        .containsExactly("A81001 | 2 | 56 | 6 | 2352");
  }

  @Test
  void aMonthThatBothFilesHaveIsReadFromEpdAlone() {
    Rows epd = epd().row("items", 1);
    Rows pdpi =
        Rows.of(BronzeTables.PDPI)
            .each("practice_code", "A81001", "bnf_code", MORPHINE)
            .row("items", 10)
            .row("month", "2013-12-01", "items", 5);

    assertThat(
            Rows.said(
                OnRows.apply(new PrescribingStage(), epd, pdpi), "month", "practice_code", "items"))
        .containsExactly("2013-12-01 | A81001 | 5", "2017-09-01 | A81001 | 1");
  }

  private static Rows epd() {
    return Rows.of(BronzeTables.EPD).each("practice_code", "A81001", "bnf_code", MORPHINE);
  }

  private static List<String> prescribed(Rows bronze, String... columns) {
    return Rows.said(OnRows.apply(new PrescribingStage(), bronze), "practice_code", columns);
  }
}
