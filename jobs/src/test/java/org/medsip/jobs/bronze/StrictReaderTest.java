package org.medsip.jobs.bronze;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.medsip.common.lake.ArchivedFile;
import org.medsip.jobs.landing.FileTotals;
import org.medsip.jobs.landing.FileTotals.Refused;
import org.medsip.jobs.landing.Reason;
import org.medsip.jobs.landing.Source;

class StrictReaderTest {

  private static final String HEADER =
      "SHA,PCT,PRACTICE,BNF CODE,BNF NAME,ITEMS,NIC,ACT COST,QUANTITY,PERIOD\n";
  private static final String BEFORE = "Q44,RXA,N81646,0401010Z0AAAAAA,Zopiclone,";

  private Path folder;

  @BeforeEach
  void takeAFolder(@TempDir Path empty) {
    folder = empty;
  }

  @ParameterizedTest
  @CsvSource({
    "4., 4.00000",
    "0., 0.00000",
    "16.67, 16.67000",
    "0000012, 12.00000",
    "-3, -3.00000",
    "'  7  ', 7.00000",
    "1.999000000, 1.99900",
    "9999999999999.99999, 9999999999999.99999"
  })
  void aNumberWrittenPlainlyIsThatNumber(String written, BigDecimal number) throws IOException {
    Accepted accepted = (Accepted) only("1,\"" + written + "\",1,1,201410");

    assertThat(accepted.row().<BigDecimal>getAs("nic")).isEqualTo(number);
  }

  @ParameterizedTest
  @CsvSource({
    "'1,50', BAD_NUMBER",
    "'1,234.50', BAD_NUMBER",
    "1e3, BAD_NUMBER",
    "NaN, BAD_NUMBER",
    "Infinity, BAD_NUMBER",
    "+4, BAD_NUMBER",
    "-0, BAD_NUMBER",
    "-0.00, BAD_NUMBER",
    "-, BAD_NUMBER",
    "., BAD_NUMBER",
    ".5, BAD_NUMBER",
    "1.2.3, BAD_NUMBER",
    "4-, BAD_NUMBER",
    "\u00A34, BAD_NUMBER",
    "\u0664, BAD_NUMBER",
    "1.999999, TOO_MANY_DECIMALS",
    "10000000000000, NUMBER_TOO_LARGE",
    "99999999999999999999999999, NUMBER_TOO_LARGE",
    "'', MISSING_VALUE",
    "'   ', MISSING_VALUE"
  })
  void aNumberWrittenOtherwiseIsRejectedAndNeverGuessed(String written, Reason reason)
      throws IOException {
    Rejected rejected = (Rejected) only("1,\"" + written + "\",1,1,201410");

    assertThat(rejected.reason()).isEqualTo(reason);
    assertThat(rejected.line()).isEqualTo(2);
    assertThat(rejected.detail()).startsWith("nic is ");
    assertThat(rejected.record()).startsWith(BEFORE + "1,");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.5", "999999999999999999999"})
  void itemsAreWhole(String written) throws IOException {
    assertThat(only(written + ",1,1,1,201410")).isInstanceOf(Rejected.class);
  }

  @Test
  void aRecordOfAnotherMonthOrWidthOrWithBadCharactersIsRejectedAndTheNextIsRead()
      throws IOException {
    List<StrictReader.Outcome> outcomes =
        read(
            HEADER
                + (BEFORE + "1,1,1,1,201411\n")
                + (BEFORE + "1,1,1\n")
                + (BEFORE + "1,1,1,1,201410,,\n")
                + (BEFORE + "1,1,1,1,201410,more\n")
                + "Q44,RXA,N81646,short,Zopiclone,1,1,1,1,201410\n"
                + "Q44,RXA,N81646,0401010Z0AAAAAA,Zop\u0007iclone,1,1,1,1,201410\n"
                + "Q44,RXA,N81646,0401010Z0AAAAAA,Zop\uFFFDiclone,1,1,1,1,201410\n"
                + (BEFORE + "1,1,1,1,201413\n")
                + (BEFORE + "1,1,1,1,201410\n"));

    assertThat(outcomes.stream().map(StrictReaderTest::shown))
        .containsExactly(
            "2 OTHER_MONTH",
            "3 BAD_COLUMN_COUNT",
            "accepted",
            "5 BAD_COLUMN_COUNT",
            "6 BAD_CODE",
            "7 BAD_CHARACTER",
            "8 BAD_CHARACTER",
            "9 BAD_DATE",
            "accepted");
  }

  @Test
  void behindAQuoteThatIsNeverClosedNothingIsReadAndItIsSaid() throws IOException {
    List<StrictReader.Outcome> outcomes =
        read(HEADER + BEFORE + "1,1,1,1,201410\n" + "Q44,\"RXA\n" + BEFORE + "1,1,1,1,201410\n");

    assertThat(outcomes.stream().map(StrictReaderTest::shown))
        .containsExactly("accepted", "3 BAD_QUOTE");
  }

  @Test
  void theSumsAreOverEveryNumberThatCouldBeReadWhateverBecameOfItsRecord() throws IOException {
    Source source =
        source(
            HEADER
                + (BEFORE + "1,0.10,0.2,3,201410\n")
                + (BEFORE + "2,\"1,50\",0.2,3,201410\n")
                + (BEFORE + "-4,0.20,0.2,3,201411\n")
                + (BEFORE + "8,1\n"));
    try (StrictReader reader = StrictReader.open(source)) {
      reader.forEachRemaining(outcome -> {});

      assertThat(reader.totals())
          .isEqualTo(
              new FileTotals(
                  "sha",
                  1,
                  Map.of(
                      Reason.BAD_NUMBER, new Refused(1, 3),
                      Reason.OTHER_MONTH, new Refused(1, 4),
                      Reason.BAD_COLUMN_COUNT, new Refused(1, 5)),
                  Map.of(
                      "items", new BigDecimal("-1"),
                      "nic", new BigDecimal("0.30000"),
                      "actual_cost", new BigDecimal("0.60000"),
                      "total_quantity", new BigDecimal("9.0000")),
                  Map.of(
                      "items", new BigDecimal("-2"),
                      "nic", new BigDecimal("0.20000"),
                      "actual_cost", new BigDecimal("0.40000"),
                      "total_quantity", new BigDecimal("6.0000"))));
    }
  }

  @Test
  void itAgreesWithAReaderThatSplitsAtCommasOnTenThousandRandomFiles() throws IOException {
    Random random = new Random(20_141_001);
    for (int i = 0; i < 10_000; i++) {
      String text = HEADER + randomRows(random);
      List<String> expected = Oracle.read(text);

      assertThat(read(text).stream().map(StrictReaderTest::content)).as(text).isEqualTo(expected);
    }
  }

  private static String randomRows(Random random) {
    List<String> numbers =
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
            "123456789012345678",
            "0.00000",
            "4.0000000",
            "12345678901234.5");
    List<String> codes =
        List.of("0401010Z0AAAAAA", "21010230116", "0401010", "", " 0401010Z0AAAAAA ", "0401010z");
    StringBuilder rows = new StringBuilder();
    for (int row = random.nextInt(4); row >= 0; row--) {
      List<String> fields = new ArrayList<>(List.of("Q44", "RXA", "N81646"));
      fields.add(oneOf(codes, random));
      fields.add(oneOf(List.of("Zopiclone", "", "A \"B\", C", "caf\u00E9"), random));
      for (int i = 0; i < 4; i++) {
        fields.add(random.nextInt(3) == 0 ? oneOf(numbers, random) : "1");
      }
      fields.add(oneOf(List.of("201410", "201410", "201410", "201411", "2014-10", "x"), random));
      if (random.nextInt(12) == 0) {
        fields.remove(fields.size() - 1);
      }
      fields.forEach(f -> rows.append('"').append(f.replace("\"", "\"\"")).append("\","));
      rows.setCharAt(rows.length() - 1, '\n');
    }
    return rows.toString();
  }

  private static String oneOf(List<String> values, Random random) {
    return values.get(random.nextInt(values.size()));
  }

  /** The same rules written the slow way: split, regular expressions, BigDecimal. */
  private static final class Oracle {

    static List<String> read(String text) {
      List<String> rows = new ArrayList<>();
      for (String line : text.substring(HEADER.length()).split("\n")) {
        rows.add(row(line.substring(1, line.length() - 1).split("\",\"", -1)));
      }
      return rows;
    }

    private static String row(String[] raw) {
      List<String> fields = new ArrayList<>();
      for (String field : raw) {
        fields.add(field.replace("\"\"", "\"").strip());
      }
      boolean good =
          fields.size() == 10
              && fields.get(3).matches("[0-9A-Z]{11}|[0-9A-Z]{15}")
              && fields.get(9).matches("2014-?10")
              && isNumber(fields.get(5), 18, 0)
              && isNumber(fields.get(6), 13, 5)
              && isNumber(fields.get(7), 13, 5)
              && isNumber(fields.get(8), 14, 4);
      return good
          ? fields.get(3)
              + "|"
              + fields.get(4)
              + "|"
              + number(fields.get(5))
              + "|"
              + number(fields.get(6))
              + "|"
              + number(fields.get(7))
              + "|"
              + number(fields.get(8))
          : "rejected";
    }

    private static boolean isNumber(String field, int digits, int decimals) {
      if (!field.matches("-?[0-9]+(\\.[0-9]*)?")) {
        return false;
      }
      BigDecimal number = new BigDecimal(field).stripTrailingZeros();
      return !(field.startsWith("-") && number.signum() == 0)
          && number.scale() <= decimals
          && number.precision() - number.scale() <= digits;
    }

    private static String number(String field) {
      return StrictReaderTest.number(new BigDecimal(field));
    }
  }

  private static String number(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }

  private static String content(StrictReader.Outcome outcome) {
    if (!(outcome instanceof Accepted accepted)) {
      return "rejected";
    }
    String name = accepted.row().getAs("bnf_name");
    return accepted.row().getAs("bnf_code")
        + "|"
        + (name == null ? "" : name)
        + "|"
        + accepted.row().<Long>getAs("items")
        + "|"
        + number(accepted.row().getAs("nic"))
        + "|"
        + number(accepted.row().getAs("actual_cost"))
        + "|"
        + number(accepted.row().getAs("total_quantity"));
  }

  private static String shown(StrictReader.Outcome outcome) {
    return outcome instanceof Rejected rejected
        ? rejected.line() + " " + rejected.reason()
        : "accepted";
  }

  private StrictReader.Outcome only(String fields) throws IOException {
    List<StrictReader.Outcome> outcomes = read(HEADER + BEFORE + fields + "\n");
    assertThat(outcomes).hasSize(1);
    return outcomes.get(0);
  }

  private List<StrictReader.Outcome> read(String text) throws IOException {
    List<StrictReader.Outcome> outcomes = new ArrayList<>();
    try (StrictReader reader = StrictReader.open(source(text))) {
      reader.forEachRemaining(outcomes::add);
    }
    return outcomes;
  }

  private Source source(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("pdpi.csv"), text);
    return new Source(
        new ArchivedFile("sha", file.toUri().toString(), text.getBytes(UTF_8).length),
        "pdpi",
        "UTF-8",
        LocalDate.of(2014, 10, 1));
  }
}
