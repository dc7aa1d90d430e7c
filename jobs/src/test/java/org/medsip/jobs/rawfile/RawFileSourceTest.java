package org.medsip.jobs.rawfile;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.sum;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medsip.common.SharedData;
import org.medsip.common.SparkTest;
import org.medsip.common.table.BronzeTables;
import org.medsip.jobs.bronze.Accepted;
import org.medsip.jobs.bronze.StrictReader;
import org.medsip.jobs.landing.Inspection;

class RawFileSourceTest {

  private final SparkSession spark = SparkTest.spark();

  @Test
  void aFileHasEveryColumnOfItsBronzeTableAndEveryRow() throws IOException {
    Path file = SharedData.file("epd_real/epd_201709_4practices.csv");

    Dataset<Row> rows = load(file);

    assertThat(rows.schema()).isEqualTo(BronzeTables.EPD.schema());
    assertThat(said(rows.orderBy("source_line").collectAsList())).isEqualTo(said(plainly(file)));
  }

  @Test
  void aPackedFileIsReadAsWhatIsInIt(@TempDir Path folder) throws IOException {
    Path file = SharedData.file("epd_real/epd_201709_4practices.csv");
    Path packed = folder.resolve("epd.csv.gz");
    try (OutputStream bytes = new GZIPOutputStream(Files.newOutputStream(packed))) {
      Files.copy(file, bytes);
    }

    assertThat(load(packed).count()).isEqualTo(plainly(file).size());
  }

  @Test
  void onlyTheColumnsAskedForAreMadeAndWordsAreDecidedWhereTheyAreRead(@TempDir Path folder)
      throws IOException {
    Path file = Files.write(folder.resolve("pdpi.csv"), new RawRows(new Random(7), 0).file(500));

    Dataset<Row> answer =
        load(file)
            .filter(
                "bnf_code LIKE '0407%' AND practice_code IN ('P85002', 'Y00001')"
                    + " AND (bnf_code = '0407010H0AAAMAM' OR bnf_code LIKE '04070204%')"
                    + " AND items > 1")
            .groupBy("practice_code")
            .agg(sum("nic").as("nic"))
            .orderBy("practice_code");
    String plan = answer.queryExecution().optimizedPlan().toString();
    String scan = answer.queryExecution().executedPlan().toString();

    assertThat(scan)
        .contains("columns [practice_code, items, nic]")
        .contains(
            "decided by word [StringStartsWith(bnf_code,0407)",
            "In(practice_code, [P85002,Y00001])",
            "Or(EqualTo(bnf_code,0407010H0AAAMAM),StringStartsWith(bnf_code,04070204))]");
    assertThat(plan).contains("Filter (items").doesNotContain("StartsWith", "IN (");
    assertThat(said(answer.collectAsList())).isEqualTo(naively(plainly(file)));
  }

  @Test
  void aQueryOverABadRecordEndsWithASentence(@TempDir Path folder) throws IOException {
    String row = "Q44,RXA,N81646,0407010H0AAAMAM,Tramadol,1,1.00,0.90,28,201410\n";
    Path file =
        Files.writeString(
            folder.resolve("pdpi.csv"),
            RawRows.HEADER + "\n" + row + row.replace("1.00", "1e0"),
            StandardCharsets.UTF_8);

    assertThatThrownBy(() -> load(file).filter(col("bnf_code").equalTo("none")).count())
        .hasStackTraceContaining("pdpi.csv cannot be queried: on line 3 nic is '1e0'");
  }

  private Dataset<Row> load(Path file) {
    return spark.read().format("medsip").load(file.toString());
  }

  /** The cost of opioids of two practices on lines of several items, by a loop. */
  private static List<String> naively(List<Row> rows) {
    List<String> answer = new ArrayList<>();
    for (String practice : List.of("P85002", "Y00001")) {
      BigDecimal nic = BigDecimal.ZERO;
      for (Row row : rows) {
        String code = row.getAs("bnf_code");
        boolean isAsked = code.equals("0407010H0AAAMAM") || code.equals("040702040AAAAAA");
        if (isAsked
            && row.getAs("practice_code").equals(practice)
            && row.<Long>getAs("items") > 1) {
          nic = nic.add(row.getAs("nic"));
        }
      }
      answer.add(practice + "|" + nic.stripTrailingZeros().toPlainString());
    }
    return answer;
  }

  private static List<Row> plainly(Path file) throws IOException {
    Inspection.Understood known =
        (Inspection.Understood) Inspection.ofFile(file.toString(), file.getFileName().toString());
    List<Row> rows = new ArrayList<>();
    try (StrictReader reader = StrictReader.open(known.source())) {
      while (reader.hasNext()) {
        rows.add(((Accepted) reader.next()).row());
      }
    }
    return rows;
  }

  /** Rows in words, numbers without the zeros behind them. */
  private static List<String> said(List<Row> rows) {
    List<String> said = new ArrayList<>();
    for (Row row : rows) {
      List<String> values = new ArrayList<>();
      for (int i = 0; i < row.size(); i++) {
        Object value = row.get(i);
        values.add(
            value instanceof BigDecimal number
                ? number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString()
                : String.valueOf(value));
      }
      said.add(String.join("|", values));
    }
    return said;
  }
}
