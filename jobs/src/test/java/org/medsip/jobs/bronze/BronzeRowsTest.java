package org.medsip.jobs.bronze;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medsip.common.lake.ArchivedFile;
import org.medsip.common.table.BronzeTables;
import org.medsip.jobs.landing.FileTotals;
import org.medsip.jobs.landing.Source;

class BronzeRowsTest {

  private static final String HEADER =
      "SHA,PCT,PRACTICE,BNF CODE,BNF NAME,ITEMS,NIC,ACT COST,QUANTITY,PERIOD\n";
  private static final String BEFORE = "Q44,RXA,N81646,0401010Z0AAAAAA,Zopiclone,";

  @Test
  void sparkSeesTheRowsTheRejectedRecordsAndTheTotalsOfEveryFile(@TempDir Path folder)
      throws IOException {
    SparkSession spark =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", false)
            .config("spark.sql.shuffle.partitions", 2)
            .getOrCreate();
    Source first =
        source(folder, "a", BEFORE + "1,0.10,1,1,201410\n" + BEFORE + "1,x,1,1,201410\n");
    Source second = source(folder, "b", BEFORE + "2,0.20,1,1,201410\n");

    BronzeRows rows = BronzeRows.of(spark, List.of(first, second));

    assertThat(rows.totals(first)).isEmpty();
    List<Row> accepted = rows.accepted().orderBy("source_file").collectAsList();
    assertThat(rows.accepted().schema()).isEqualTo(BronzeTables.PDPI.schema());
    assertThat(accepted)
        .extracting(row -> row.<String>getAs("source_file"), row -> row.<Long>getAs("items"))
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("a", 1L),
            org.assertj.core.groups.Tuple.tuple("b", 2L));
    assertThat(accepted.get(0).getDate(0).toLocalDate()).isEqualTo("2014-10-01");
    assertThat(accepted.get(0).<BigDecimal>getAs("nic")).isEqualTo(new BigDecimal("0.10000"));

    List<Row> rejected = rows.rejected().collectAsList();
    assertThat(rows.rejected().schema()).isEqualTo(BronzeTables.QUARANTINE.schema());
    assertThat(rejected).hasSize(1);
    assertThat(rejected.get(0).<String>getAs("reason")).isEqualTo("BAD_NUMBER");
    assertThat(rejected.get(0).<Long>getAs("source_line")).isEqualTo(3L);

    FileTotals totals = rows.totals(first).orElseThrow();
    assertThat(totals.rowsIn()).isEqualTo(2);
    assertThat(totals.rejected()).isEqualTo(1);
    assertThat(totals.sums()).containsEntry("items", new BigDecimal("2"));
  }

  @Test
  void theQuarantineSaysOfAPersonsRecordOnlyThatItWasRejected(@TempDir Path folder)
      throws IOException {
    SparkSession spark =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", false)
            .config("spark.sql.shuffle.partitions", 2)
            .getOrCreate();
    Path file =
        Files.writeString(
            folder.resolve("items"),
            "PSEUDO_ID,PRACTICE_CODE,LSOA_CODE,AGE_BAND,SEX,DISPENSING_MONTH,BNF_CODE,BNF_NAME,"
                + "QUANTITY,ITEMS,NHS_NO_CAPTURED\n"
                + "CANARY,A81001,E01000001,65_69,CANARY,202401,0407020Q0AAABAB,CANARY,28,1,Y\n");
    ArchivedFile archived = new ArchivedFile("p", file.toUri().toString(), Files.size(file));
    Source source = new Source(archived, "patient_item", "UTF-8", LocalDate.of(2024, 1, 1));

    List<Row> rejected = BronzeRows.of(spark, List.of(source)).rejected().collectAsList();

    assertThat(rejected).hasSize(1);
    assertThat(rejected.get(0).<String>getAs("reason")).isEqualTo("BAD_CODE");
    assertThat(rejected.get(0).mkString("|")).doesNotContain("CANARY");
  }

  private static Source source(Path folder, String name, String rows) throws IOException {
    Path file = Files.writeString(folder.resolve(name), HEADER + rows);
    ArchivedFile archived = new ArchivedFile(name, file.toUri().toString(), Files.size(file));
    return new Source(archived, "pdpi", "UTF-8", LocalDate.of(2014, 10, 1));
  }
}
