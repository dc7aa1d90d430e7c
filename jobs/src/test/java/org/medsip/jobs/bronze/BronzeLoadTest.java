package org.medsip.jobs.bronze;

import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medsip.common.SparkTest;
import org.medsip.common.lake.ArchivedFile;
import org.medsip.common.lake.BuiltFrom;
import org.medsip.common.lake.Lake;
import org.medsip.common.run.Progress;
import org.medsip.common.run.QualityGateFailed;
import org.medsip.common.run.RunContext;
import org.medsip.common.table.BronzeTables;
import org.medsip.common.table.RunTables;
import org.medsip.jobs.landing.Source;

class BronzeLoadTest {

  private static final LocalDate OCTOBER = LocalDate.of(2014, 10, 1);
  private static final LocalDate NOVEMBER = LocalDate.of(2014, 11, 1);
  private static final String HEADER =
      "SHA,PCT,PRACTICE,BNF CODE,BNF NAME,ITEMS,NIC,ACT COST,QUANTITY,PERIOD\n";
  private static final String BEFORE = "Q44,RXA,N81646,0401010Z0AAAAAA,Zopiclone,";
  private static final String OF_OCTOBER = BEFORE + "1,0.10,0.20,3,201410\n";
  private static final String NO_NUMBER = BEFORE + "x,0.10,0.20,3,201410\n";

  private final SparkSession spark = SparkTest.spark();

  @TempDir Path folder;
  private Lake lake;

  @BeforeEach
  void anEmptyLake() {
    lake = new Lake(spark, folder.resolve("lake").toString());
  }

  @Test
  void theSummaryOfAQuarantineIsWhatAQuestionToTheQuarantineSays() throws IOException {
    Source file =
        source("a", OCTOBER, OF_OCTOBER + NO_NUMBER + OF_OCTOBER + (BEFORE + "1\n") + NO_NUMBER);

    assertThat(load(file)).isTrue();

    Row[] asked =
        (Row[])
            lake.read(BronzeTables.QUARANTINE)
                .groupBy("source_file", "reason")
                .agg(count(lit(1)), min("source_line"))
                .collect();
    List<Row> said =
        lake.read(RunTables.QUARANTINE_SUMMARY)
            .select("source_file", "reason", "rows", "first_line")
            .collectAsList();
    assertThat(said)
        .extracting(Row::toString)
        .containsExactlyInAnyOrder("[a,BAD_NUMBER,2,3]", "[a,BAD_COLUMN_COUNT,1,5]");
    assertThat(said).containsExactlyInAnyOrder(asked);
    assertThat(lake.read(BronzeTables.PDPI).count()).isEqualTo(2);
    assertThat(load(file)).as("a second time").isFalse();
  }

  @Test
  void aFileWithTooManyRejectedRowsLeavesItsTableAsItWas() throws IOException {
    Source good = source("a", OCTOBER, OF_OCTOBER);
    Source bad = source("b", NOVEMBER, (BEFORE + "1,1,1,1,201411\n") + NO_NUMBER.repeat(11));
    load(good);
    BuiltFrom before = lake.builtFrom(BronzeTables.PDPI);

    assertThatThrownBy(() -> load(good, bad))
        .isInstanceOf(QualityGateFailed.class)
        .hasMessageContaining("found 11 of 12");

    assertThat(lake.builtFrom(BronzeTables.PDPI)).isEqualTo(before);
    assertThat(lake.read(BronzeTables.PDPI).select("source_file").collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactly("a");
    assertThat(load(good)).as("what is there already is read again").isFalse();
  }

  @Test
  void aFileWithTooManyRejectedRowsLeavesATableThatWasNotThereEmpty() throws IOException {
    Source bad = source("b", OCTOBER, OF_OCTOBER + NO_NUMBER.repeat(11));

    assertThatThrownBy(() -> load(bad)).isInstanceOf(QualityGateFailed.class);

    assertThat(lake.builtFrom(BronzeTables.PDPI)).isEqualTo(new BuiltFrom(Map.of()));
    assertThat(lake.read(BronzeTables.PDPI).count()).isZero();
  }

  @Test
  void theRowsOfAFileThatIsNoLongerInUseAreDropped() throws IOException {
    Source first = source("a", OCTOBER, OF_OCTOBER);
    Source second = source("b", NOVEMBER, BEFORE + "1,1,1,1,201411\n");
    load(first, second);

    assertThat(load(second)).isTrue();

    assertThat(lake.read(BronzeTables.PDPI).select("source_file").collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactly("b");
  }

  private boolean load(Source... files) {
    RunContext run = new RunContext("run-1", Instant.EPOCH, "test");
    return new BronzeLoad(spark, lake, run, Progress.SILENT).run(List.of(files));
  }

  private Source source(String name, LocalDate month, String rows) throws IOException {
    Path file = Files.writeString(folder.resolve(name), HEADER + rows);
    ArchivedFile archived = new ArchivedFile(name, file.toUri().toString(), Files.size(file));
    return new Source(archived, "pdpi", "UTF-8", month);
  }
}
