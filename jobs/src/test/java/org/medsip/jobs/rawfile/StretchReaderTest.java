package org.medsip.jobs.rawfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Date;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medsip.common.SharedData;
import org.medsip.common.contract.Table;
import org.medsip.common.run.InputRefused;
import org.medsip.common.table.BronzeTables;
import org.medsip.jobs.bronze.Accepted;
import org.medsip.jobs.bronze.StrictReader;
import org.medsip.jobs.landing.Glance;
import org.medsip.jobs.landing.Inspection;
import org.medsip.jobs.landing.Wanted;

/**
 * What a query reads of a file, against all of it read record by record and then looked through.
 */
class StretchReaderTest {

  private static final List<List<String>> CHOICES =
      List.of(
          List.of("practice_code", "bnf_code", "total_quantity"),
          List.of("nic"),
          List.of(),
          List.of("month", "bnf_name", "items", "actual_cost", "sha_code"));

  private static final Map<String, Wanted.Words> OPIOIDS =
      Map.of("bnf_code", word -> word != null && word.startsWith("0407"));
  private static final Map<String, Wanted.Words> OPIOIDS_OF_A_PRACTICE =
      Map.of(
          "bnf_code",
          word -> word != null && word.startsWith("0407"),
          "practice_code",
          "P85002"::equals);

  @Test
  void someColumnsOfSomeRowsAreThoseOfTheWholeFileOrItIsRefused(@TempDir Path folder)
      throws IOException {
    Random random = new Random(20_261_126);
    int answered = 0;
    int refused = 0;
    int cut = 0;
    for (int i = 0; i < 500; i++) {
      int rows = 1 + random.nextInt(60);
      byte[] bytes = new RawRows(random, random.nextInt(3) == 0 ? 40 : 0).file(rows);
      if (random.nextInt(10) == 0) {
        bytes[RawRows.HEADER.length() + 5 + random.nextInt(bytes.length - 90)] =
            (byte) List.of(0xE9, 0xC3, (int) '"', 0x0A, 0).get(random.nextInt(5)).intValue();
      }
      Path file = Files.write(folder.resolve("pdpi.csv"), bytes);
      Question question =
          new Question(
              BronzeTables.PDPI,
              CHOICES.get(random.nextInt(CHOICES.size())),
              List.of(Map.<String, Wanted.Words>of(), OPIOIDS, OPIOIDS_OF_A_PRACTICE)
                  .get(random.nextInt(3)));

      Optional<List<List<Object>>> expected = question.answeredPlainly(file);
      String text = new String(bytes, StandardCharsets.ISO_8859_1);
      if (expected.isPresent()) {
        List<Glance> glances = Glance.at(List.of(file.toString()), 1000, 300);
        cut += glances.get(0).stretches().size() - 1;
        assertThat(question.answeredBy(glances)).as(text).isEqualTo(expected.get());
        answered++;
      } else {
        assertThatThrownBy(
                () -> question.answeredBy(Glance.at(List.of(file.toString()), 1000, 300)))
            .as(text)
            .isInstanceOf(InputRefused.class);
        refused++;
      }
    }
    assertThat(answered).isGreaterThan(250);
    assertThat(refused).isGreaterThan(60);
    assertThat(cut).isGreaterThan(250);
  }

  @Test
  void realFilesOfEveryEraGiveTheRowsOfTheReaderOfRecords() throws IOException {
    int rows = 0;
    for (String name :
        List.of("epd_real/epd_201709_4practices.csv", "epd_2026/epd_snomed_202601_raw_head.csv")) {
      Path file = SharedData.file(name);
      Question question =
          new Question(
              BronzeTables.EPD,
              List.of("practice_code", "bnf_code", "adq_usage", "nic", "unidentified"),
              OPIOIDS);

      List<List<Object>> found =
          question.answeredBy(Glance.at(List.of(file.toString()), 1000, 20_000));

      assertThat(Optional.of(found)).isEqualTo(question.answeredPlainly(file));
      rows += found.size();
    }
    assertThat(rows).isGreaterThan(100);
  }

  @Test
  void aTextThatLooksLikeRecordsIsNeverReadAsRecords(@TempDir Path folder) throws IOException {
    String row = "Q44,RXA,N81646,0407010H0AAAMAM,Paracetamol,1,1.00,0.90,28,201410\n";
    String text =
        RawRows.HEADER + "\n" + row + row.replace("Paracetamol", '"' + row.repeat(20) + '"');
    Path file = Files.writeString(folder.resolve("pdpi.csv"), text);
    Question question = new Question(BronzeTables.PDPI, List.of("items"), Map.of());

    List<Glance> cut = Glance.at(List.of(file.toString()), 1000, 200);

    assertThat(cut.get(0).stretches()).hasSizeGreaterThan(1);
    assertThatThrownBy(() -> question.answeredBy(cut))
        .isInstanceOf(InputRefused.class)
        .hasMessageContaining("looks like records".replace("looks", "look"));
    assertThat(question.answeredBy(Glance.at(List.of(file.toString()), 1, 1 << 20))).hasSize(2);
  }

  @Test
  void theSentenceOfARefusalNamesFileLineAndReason(@TempDir Path folder) throws IOException {
    String row = "Q44,RXA,N81646,0407010H0AAAMAM,caf\u00E9,1,1.00,0.90,28,201410\n";
    String text = RawRows.HEADER + "\n" + row.repeat(50) + row.replace(",28,", ",\"1,5\",");
    Path file = Files.write(folder.resolve("pdpi.csv"), text.getBytes(StandardCharsets.ISO_8859_1));

    assertThatThrownBy(
            () ->
                new Question(BronzeTables.PDPI, List.of("items"), Map.of())
                    .answeredBy(Glance.at(List.of(file.toString()), 1000, 500)))
        .isInstanceOf(InputRefused.class)
        .hasMessage(
            "pdpi.csv cannot be queried: on line 52 total_quantity is '1,5', not a plain number;"
                + " take it into a lake with 'medsip run', which sets such records aside and counts"
                + " them, and query that");
  }

  @Test
  void twoFilesOfOneMonthAreNotAddedUp(@TempDir Path folder) throws IOException {
    for (String name : List.of("a.csv", "b.csv")) {
      Files.write(folder.resolve(name), new RawRows(new Random(1), 0).file(3));
    }

    assertThatThrownBy(() -> Glance.at(List.of(folder.toString()), 1, 1))
        .isInstanceOf(InputRefused.class)
        .hasMessage("a.csv and b.csv are both of 2014-10-01; name the one that is to be read");
  }

  /**
   * A question to a file.
   *
   * @param words which words a row must have
   */
  private record Question(Table table, List<String> columns, Map<String, Wanted.Words> words) {

    /** The rows by the reader of records; none where the file or a record is refused. */
    Optional<List<List<Object>>> answeredPlainly(Path file) throws IOException {
      if (!(Inspection.ofFile(file.toString(), file.getFileName().toString())
          instanceof Inspection.Understood understood)) {
        return Optional.empty();
      }
      List<List<Object>> rows = new ArrayList<>();
      try (StrictReader reader = StrictReader.open(understood.source())) {
        while (reader.hasNext()) {
          if (!(reader.next() instanceof Accepted accepted)) {
            return Optional.empty();
          }
          boolean passes =
              words.entrySet().stream()
                  .allMatch(one -> one.getValue().pass(accepted.row().getAs(one.getKey())));
          if (passes) {
            rows.add(columns.stream().map(column -> said(accepted.row().getAs(column))).toList());
          }
        }
      }
      return Optional.of(rows);
    }

    List<List<Object>> answeredBy(List<Glance> glances) throws IOException {
      StructType schema =
          new StructType(columns.stream().map(table.schema()::apply).toArray(StructField[]::new));
      List<List<Object>> rows = new ArrayList<>();
      for (Glance glance : glances) {
        for (var stretch : glance.stretches()) {
          try (StretchReader reader =
              new StretchReader(
                  new RawFileScan.Part(glance.source(), stretch),
                  schema,
                  new Wanted(Set.copyOf(columns), words))) {
            while (reader.next()) {
              addTo(rows, reader.get(), schema);
            }
          }
        }
      }
      return rows;
    }

    private static void addTo(List<List<Object>> rows, ColumnarBatch batch, StructType schema) {
      for (int row = 0; row < batch.numRows(); row++) {
        Object[] values = new Object[schema.size()];
        for (int i = 0; i < values.length; i++) {
          values[i] = said(value(batch.column(i), row, schema.apply(i)));
        }
        rows.add(Arrays.asList(values));
      }
    }

    private static @Nullable Object value(ColumnVector vector, int row, StructField field) {
      if (vector.isNullAt(row)) {
        return null;
      }
      if (field.dataType() instanceof DecimalType type) {
        Decimal number = vector.getDecimal(row, type.precision(), type.scale());
        return number.toJavaBigDecimal();
      }
      if (field.dataType() instanceof DateType) {
        return Date.valueOf(java.time.LocalDate.ofEpochDay(vector.getInt(row)));
      }
      return field.dataType() instanceof LongType
          ? (Object) vector.getLong(row)
          : vector.getUTF8String(row).toString();
    }

    /** A value in words, numbers without the zeros behind them. */
    private static Object said(@Nullable Object value) {
      return value instanceof BigDecimal number
          ? number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString()
          : String.valueOf(value);
    }
  }
}
