package org.medsip.jobs.landing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medsip.common.SharedData;
import org.medsip.common.lake.ArchivedFile;
import org.medsip.jobs.bronze.Accepted;
import org.medsip.jobs.bronze.Rejected;
import org.medsip.jobs.bronze.StrictReader;

/** The reader of columns against the reader of records, which is the plain one. */
class ColumnReaderTest {

  private static final String PDPI =
      "SHA,PCT,PRACTICE,BNF CODE,BNF NAME,ITEMS,NIC,ACT COST,QUANTITY,PERIOD";
  private static final String EPD =
      "YEAR_MONTH,REGIONAL_OFFICE_NAME,REGIONAL_OFFICE_CODE,ICB_NAME,ICB_CODE,PCO_NAME,PCO_CODE,"
          + "PRACTICE_NAME,PRACTICE_CODE,ADDRESS_1,ADDRESS_2,ADDRESS_3,ADDRESS_4,POSTCODE,"
          + "BNF_CHEMICAL_SUBSTANCE_CODE,BNF_CHEMICAL_SUBSTANCE,BNF_PRESENTATION_CODE,"
          + "BNF_PRESENTATION_NAME,BNF_CHAPTER_PLUS_CODE,QUANTITY,ITEMS,TOTAL_QUANTITY,ADQ_USAGE,"
          + "NIC,ACTUAL_COST,UNIDENTIFIED,SNOMED_CODE";

  private static final List<String> NUMBERS =
      List.of(
          "1",
          "12.",
          "0.5",
          "-3",
          "007",
          "1,5",
          "1e3",
          "",
          " 4 ",
          "NaN",
          "1.23456789",
          "-0",
          "-0.00",
          "123456789012345678",
          "1234567890123456789",
          "0.00000",
          "4.0000000",
          "12345678901234.5",
          "1.2.3",
          ".5",
          "-",
          "\u0664");
  private static final List<String> TEXTS =
      List.of(
          "",
          "Zopiclone",
          " Zopiclone",
          "Zopiclone\u00A0",
          "A \"B\", C",
          "5\" bandage",
          "\"",
          "caf\u00E9",
          "line\nbreak",
          "odd\rbreak",
          "return\r\nfeed\rand\nmore",
          "tab\tinside",
          "bell\u0007",
          "lost\uFFFD",
          ",",
          "\u20AC");
  private static final List<String> CODES =
      List.of("0401010Z0AAAAAA", "21010230116", "0401010", "", " 0401010Z0AAAAAA ", "0401010z");

  @Test
  void itAgreesOnTenThousandHostileFilesCutAnywhere(@TempDir Path folder) throws IOException {
    Random random = new Random(20_260_726);
    int rows = 0;
    for (int i = 0; i < 10_000; i++) {
      boolean ofEpd = random.nextInt(4) == 0;
      Charset charset =
          random.nextInt(3) == 0 ? Charset.forName("windows-1252") : StandardCharsets.UTF_8;
      byte[] bytes = hostile(random, ofEpd, charset);
      Source source = source(folder, bytes, ofEpd ? "epd_snomed_2025_icb" : "pdpi", charset);

      rows +=
          assertSame(
              source, 1 + random.nextInt(200), 2 + random.nextInt(300), 1 + random.nextInt(5));
    }
    assertThat(rows).isGreaterThan(5_000);
  }

  /** Between two blocks a column forgets its values, and the next record begins as the last did. */
  @Test
  void itAgreesWhereAColumnHasMoreValuesThanAreRemembered(@TempDir Path folder) throws IOException {
    String much = "Zopiclone ".repeat(450);
    StringBuilder text = new StringBuilder(PDPI).append("\n");
    for (int row = 0; row < 2 * 16_000; row++) {
      text.append("Q44,RXA,N81646,0401010Z0AAAAAA,").append(much).append(row / 2);
      text.append(",1,2,3,4,201410\n");
    }
    byte[] bytes = text.toString().getBytes(StandardCharsets.US_ASCII);
    Source source = source(folder, bytes, "pdpi", StandardCharsets.UTF_8);
    ColumnBlock block = new ColumnBlock(source.table(), 3);
    int name = source.table().columnNames().indexOf("bnf_name");

    int row = 0;
    try (ColumnReader reader =
        ColumnReader.open(source, Stretch.WHOLE, (line, why, record) -> {})) {
      while (reader.read(block)) {
        for (int i = 0; i < block.rows(); i++) {
          assertThat(block.value(name, i)).isEqualTo(much + row++ / 2);
        }
      }
    }
    assertThat(row).isEqualTo(2 * 16_000);
  }

  @Test
  void itAgreesOnRealFilesOfEveryEra(@TempDir Path folder) throws IOException {
    List<Inspection.Understood> files = new ArrayList<>();
    for (String name : List.of("epd_real", "epd_layouts", "epd_2026")) {
      files.addAll(Inspection.of(SharedData.file(name).toString()).understood());
    }
    int rows = 0;
    for (Inspection.Understood file : files) {
      if (ColumnReader.reads(file.source())) {
        for (int stretch : List.of(10_000, Integer.MAX_VALUE)) {
          rows += assertSame(file.source(), stretch, 4096, 1000);
        }
      }
    }
    assertThat(rows).isGreaterThan(2 * 10_000);
  }

  /** Returns the rows that both accept. */
  private static int assertSame(Source source, int stretch, int buffer, int capacity)
      throws IOException {
    Read expected = plainly(source);
    Read found = inColumns(source, stretch, buffer, capacity);
    String text =
        source.file().bytes() > 10_000
            ? source.layout()
            : Files.readString(
                Path.of(java.net.URI.create(source.file().location())),
                StandardCharsets.ISO_8859_1);

    assertThat(found.rows).as(text).isEqualTo(expected.rows);
    assertThat(found.rejected).as(text).isEqualTo(expected.rejected);
    assertThat(found.totals).as(text).isEqualTo(expected.totals);
    return found.rows.size();
  }

  private record Read(List<List<Object>> rows, List<Rejected> rejected, FileTotals totals) {}

  private static Read plainly(Source source) throws IOException {
    List<List<Object>> rows = new ArrayList<>();
    List<Rejected> rejected = new ArrayList<>();
    try (StrictReader reader = StrictReader.open(source)) {
      while (reader.hasNext()) {
        StrictReader.Outcome outcome = reader.next();
        if (outcome instanceof Accepted accepted) {
          rows.add(row(accepted));
        } else {
          rejected.add((Rejected) outcome);
        }
      }
      return new Read(rows, rejected, reader.totals());
    }
  }

  private static List<Object> row(Accepted accepted) {
    @Nullable Object[] values = new @Nullable Object[accepted.row().size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = accepted.row().get(i);
    }
    return Arrays.asList(values);
  }

  private static Read inColumns(Source source, int stretch, int buffer, int capacity)
      throws IOException {
    List<List<Object>> rows = new ArrayList<>();
    List<Rejected> rejected = new ArrayList<>();
    List<FileTotals> totals = new ArrayList<>();
    ColumnBlock block = new ColumnBlock(source.table(), capacity);
    for (Stretch one : ColumnReader.stretches(source, stretch)) {
      try (ColumnReader reader =
          ColumnReader.open(
              source,
              one,
              (line, why, record) ->
                  rejected.add(new Rejected(line, why.reason(), why.detail(), record)),
              Wanted.all(source.table()),
              buffer)) {
        while (reader.read(block)) {
          for (int row = 0; row < block.rows(); row++) {
            @Nullable Object[] values = new @Nullable Object[source.table().columns().size()];
            for (int place = 0; place < values.length; place++) {
              values[place] = block.value(place, row);
            }
            rows.add(Arrays.asList(values));
          }
        }
        totals.add(reader.totals());
      }
    }
    return new Read(rows, rejected, totals.stream().reduce(FileTotals::with).orElseThrow());
  }

  private static byte[] hostile(Random random, boolean ofEpd, Charset charset) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    if (random.nextInt(5) == 0) {
      bytes.write(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF});
    }
    String usual = oneOf(List.of("\n", "\n", "\r\n", "\r"), random);
    StringBuilder text = new StringBuilder(ofEpd ? EPD : PDPI).append(usual);
    for (int row = random.nextInt(7); row >= 0; row--) {
      text.append(ofEpd ? epdRow(random) : pdpiRow(random));
      String end =
          random.nextInt(15) == 0 ? oneOf(List.of("\n\n", "\r", "\r\n\r\n"), random) : usual;
      text.append(row == 0 && random.nextBoolean() ? "" : end);
    }
    bytes.write(text.toString().getBytes(charset));
    byte[] all = bytes.toByteArray();
    if (random.nextInt(6) == 0) {
      int header = (ofEpd ? EPD : PDPI).length() + 3;
      all[header + random.nextInt(all.length - header)] =
          (byte) (int) oneOf(List.of(0x80, 0xC3, (int) '"', (int) ',', 0x0A, 0xFF, 7), random);
    }
    return all;
  }

  private static String pdpiRow(Random random) {
    List<String> fields = new ArrayList<>(List.of("Q44", "RXA", "N81646"));
    fields.add(seldom(random, CODES, "0401010Z0AAAAAA"));
    fields.add(seldom(random, TEXTS, "Zopiclone 3.75mg tablets"));
    for (int i = 0; i < 4; i++) {
      fields.add(seldom(random, NUMBERS, "1" + random.nextInt(3)));
    }
    fields.add(seldom(random, List.of("201411", "2014-10", "x", ""), "201410"));
    return written(fields, random);
  }

  private static String epdRow(Random random) {
    List<String> fields =
        new ArrayList<>(List.of("2014-10", "NORTH", "Y62", "AN ICB", "QOP", "A PLACE", "00Y00"));
    fields.add(seldom(random, TEXTS, "THE SURGERY"));
    fields.addAll(List.of("P85002", "1 HIGH STREET"));
    for (int i = 0; i < 3; i++) {
      fields.add(seldom(random, TEXTS, ""));
    }
    fields.addAll(List.of("OL1 3UL", "0401010Z0", "Zopiclone"));
    fields.add(seldom(random, CODES, "0401010Z0AAAAAA"));
    fields.add(seldom(random, TEXTS, "Zopiclone 3.75mg tablets"));
    fields.add("04: Central Nervous System");
    for (int i = 0; i < 6; i++) {
      fields.add(seldom(random, NUMBERS, String.valueOf(random.nextInt(30))));
    }
    fields.add(seldom(random, List.of("Y", "", "y"), "N"));
    fields.add(seldom(random, List.of("", "3.94E+17", "729011000001104"), "729011000001103"));
    return written(fields, random);
  }

  /** Quoted as it pleases, now and then with a field too few or too many, or badly. */
  private static String written(List<String> fields, Random random) {
    if (random.nextInt(20) == 0) {
      fields.remove(random.nextInt(fields.size()));
    }
    if (random.nextInt(20) == 0) {
      fields.add(oneOf(List.of("", "more"), random));
    }
    boolean all = random.nextBoolean();
    StringBuilder row = new StringBuilder();
    for (String field : fields) {
      boolean needed = field.matches("(?s)\".*|.*[,\n\r].*");
      boolean quoted = random.nextInt(60) == 0 ? !needed : needed || all;
      row.append(row.isEmpty() ? "" : ",");
      row.append(quoted ? '"' + field.replace("\"", "\"\"") + '"' : field);
      row.append(random.nextInt(400) == 0 ? "\"x" : "");
    }
    return row.toString();
  }

  private static String seldom(Random random, List<String> odd, String usual) {
    return random.nextInt(12) == 0 ? oneOf(odd, random) : usual;
  }

  private static <T> T oneOf(List<T> values, Random random) {
    return values.get(random.nextInt(values.size()));
  }

  private static Source source(Path folder, byte[] bytes, String layout, Charset charset)
      throws IOException {
    Path file = Files.write(folder.resolve("file.csv"), bytes);
    return new Source(
        new ArchivedFile("sha", file.toUri().toString(), bytes.length),
        layout,
        charset.name(),
        LocalDate.of(2014, 10, 1));
  }
}
