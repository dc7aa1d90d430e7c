package org.medsip.jobs.rawfile;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Files of the older prescribing data, written as oddly as they may be, and now and then worse. */
final class RawRows {

  static final String HEADER =
      "SHA,PCT,PRACTICE,BNF CODE,BNF NAME,ITEMS,NIC,ACT COST,QUANTITY,PERIOD";

  private static final List<String> PRACTICES = List.of("N81646", "P85002", "Y00001");
  private static final List<String> CODES =
      List.of("0407010H0AAAMAM", "040702040AAAAAA", "0401010Z0AAAAAA", " 0407020A0AAAAAA ");
  private static final List<String> NAMES =
      List.of(
          "Zopiclone 3.75mg tablets",
          "",
          "A \"B\", C",
          "5\" bandage",
          "caf\u00E9",
          "line\nbreak",
          "return\r\nfeed",
          "tab\tinside",
          " blanks ",
          ",");
  private static final List<String> NUMBERS = List.of("12.", "0.5", "-3", "007", "0.00000", "28");
  private static final List<String> BAD_NUMBERS = List.of("1,5", "1e3", "", "-0", ".5");

  private final Random random;
  private final boolean isQuoted;
  private final int badOneIn;

  /**
   * @param badOneIn of so many rows one is refused; 0 if none is
   */
  RawRows(Random random, int badOneIn) {
    this.random = random;
    this.isQuoted = random.nextBoolean();
    this.badOneIn = badOneIn;
  }

  /** A file of so many rows. */
  byte[] file(int rows) throws IOException {
    Charset charset = oneOf(List.of(StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1));
    String end = oneOf(List.of("\n", "\n", "\r\n"));
    StringBuilder text = new StringBuilder(HEADER).append(end);
    for (int row = 0; row < rows; row++) {
      text.append(row()).append(row + 1 < rows || random.nextBoolean() ? end : "");
      text.append(random.nextInt(40) == 0 ? end : "");
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    if (charset.equals(StandardCharsets.UTF_8) && random.nextInt(3) == 0) {
      bytes.write(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF});
    }
    bytes.write(text.toString().getBytes(charset));
    return bytes.toByteArray();
  }

  private String row() {
    List<String> fields = new ArrayList<>(List.of("Q44", "RXA"));
    fields.add(oneOf(PRACTICES));
    fields.add(oneOf(CODES));
    fields.add(random.nextInt(4) == 0 ? oneOf(NAMES) : NAMES.get(0));
    fields.add(oneOf(List.of("1", "2", "13")));
    for (int i = 0; i < 3; i++) {
      fields.add(oneOf(NUMBERS));
    }
    fields.add("201410");
    if (badOneIn > 0 && random.nextInt(badOneIn) == 0) {
      spoil(fields);
    }
    StringBuilder row = new StringBuilder();
    for (String field : fields) {
      boolean quoted = isQuoted || field.matches("(?s)\".*|.*[,\n\r].*");
      row.append(row.isEmpty() ? "" : ",");
      row.append(quoted ? '"' + field.replace("\"", "\"\"") + '"' : field);
    }
    return row.toString();
  }

  private void spoil(List<String> fields) {
    switch (random.nextInt(5)) {
      case 0 -> fields.set(5 + random.nextInt(4), oneOf(BAD_NUMBERS));
      case 1 -> fields.set(3, "no code");
      case 2 -> fields.set(4, "bell\u0007");
      case 3 -> fields.remove(0);
      default -> fields.set(9, "201411");
    }
  }

  private <T> T oneOf(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }
}
