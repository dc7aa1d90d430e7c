package org.medsip.jobs.silver;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.medsip.common.Rows;
import org.medsip.common.run.Inputs;
import org.medsip.common.table.BronzeTables;

class PublishedRowsTest {

  private static final Rows NO_PDPI = Rows.of(BronzeTables.PDPI);
  private static final Rows NO_EPD = Rows.of(BronzeTables.EPD);

  @Test
  void anOlderCodeLosesTheTwoNoughtsBehindItAndANewerCodeStays() {
    Rows codes =
        Rows.of(BronzeTables.EPD)
            .row("pco_code", "11M00")
            .row("pco_code", "W2U3Z")
            .row("pco_code", "A3A8R")
            .row("pco_code", "15E")
            .row("pco_code", "RTV00");

    assertThat(codes.dataset().select(col("pco_code"), PublishedRows.sicbl(col("pco_code"))))
        .extracting(rows -> Rows.said(rows, "pco_code", rows.columns()[1]))
        .isEqualTo(
            List.of("11M00 | 11M", "15E | 15E", "A3A8R | A3A8R", "RTV00 | RTV", "W2U3Z | W2U3Z"));
  }

  @Test
  void anAreaTeamIsNeverASystem() {
    Rows epd =
        Rows.of(BronzeTables.EPD)
            .each("region_code", "Y54", "area_name", "Somewhere")
            .row("practice_code", "A1", "area_type", "AREA_TEAM", "area_code", "Q45")
            .row("practice_code", "A2", "area_type", "STP", "area_code", "QHM")
            .row("practice_code", "A3", "area_type", "ICB", "area_code", "QYG");

    assertThat(
            Rows.said(rows(epd, NO_PDPI), "practice_code", "icb_code", "icb_name", "region_code"))
        .containsExactly(
            "A1 | null | null | Y54", "A2 | QHM | Somewhere | Y54", "A3 | QYG | Somewhere | Y54");
  }

  @Test
  void aSiteThatIsNotNamedBelongsToNobody() {
    Rows epd =
        Rows.of(BronzeTables.EPD)
            .row(
                "practice_code",
                "-",
                "area_type",
                "ICB",
                "area_code",
                "-",
                "pco_code",
                "-",
                "region_code",
                "-",
                "unidentified",
                "Y");

    assertThat(
            Rows.said(
                rows(epd, NO_PDPI),
                "practice_code",
                "practice_name",
                "sicbl_code",
                "icb_code",
                "region_code"))
        .containsExactly("UNIDENTIFIED | null | null | null | null");
  }

  @Test
  void aParentTheFileLeavesOpenIsAbsent() {
    Rows epd =
        Rows.of(BronzeTables.EPD)
            .row("practice_code", "A1", "area_type", "STP", "area_code", "-", "pco_code", "-");

    assertThat(Rows.said(rows(epd, NO_PDPI), "practice_code", "sicbl_code", "icb_code"))
        .containsExactly("A1 | null | null");
  }

  @Test
  void theOlderFilesSayNeitherRegionNorSystem() {
    Rows pdpi =
        Rows.of(BronzeTables.PDPI).row("practice_code", "A1", "pct_code", "00C", "sha_code", "Q45");

    assertThat(
            Rows.said(rows(NO_EPD, pdpi), "practice_code", "sicbl_code", "icb_code", "region_code"))
        .containsExactly("A1 | 00C | null | null");
  }

  private static Dataset<Row> rows(Rows epd, Rows pdpi) {
    return PublishedRows.of(
        new Inputs(Map.of(BronzeTables.EPD, epd.dataset(), BronzeTables.PDPI, pdpi.dataset())));
  }
}
