package org.medsip.jobs.landing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * An Excel workbook as bytes. A cell is text; {@code #43739} is that number in a cell of a date
 * style, {@code =5} a formula with that result, {@code 5} in a cell of no style is {@code ~5}.
 */
final class TinyWorkbook {

  private static final String SPREADSHEET =
      "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";

  private final Map<String, List<List<String>>> sheets = new LinkedHashMap<>();
  private boolean countsFrom1904;

  TinyWorkbook sheet(String name, List<List<String>> rows) {
    sheets.put(name, rows);
    return this;
  }

  TinyWorkbook countedFrom1904() {
    countsFrom1904 = true;
    return this;
  }

  Workbook opened() throws IOException {
    return new Workbook(new ByteArrayInputStream(bytes()));
  }

  byte[] bytes() {
    Map<String, String> parts = new LinkedHashMap<>();
    StringBuilder names = new StringBuilder();
    StringBuilder targets = new StringBuilder();
    parts.put("[Content_Types].xml", "<Types/>");
    int number = 0;
    for (Map.Entry<String, List<List<String>>> sheet : sheets.entrySet()) {
      number++;
      names.append(
          "<sheet name=\"%s\" sheetId=\"%d\" r:id=\"rId%d\"/>"
              .formatted(sheet.getKey(), number, number));
      targets.append(
          "<Relationship Id=\"rId%d\" Target=\"worksheets/sheet%d.xml\"/>"
              .formatted(number, number));
      parts.put("xl/worksheets/sheet" + number + ".xml", rows(sheet.getValue()));
    }
    parts.put(
        "xl/workbook.xml",
        "<workbook %s xmlns:r=\"r\"><workbookPr date1904=\"%s\"/><sheets>%s</sheets></workbook>"
            .formatted(SPREADSHEET, countsFrom1904 ? "1" : "0", names));
    parts.put("xl/_rels/workbook.xml.rels", "<Relationships>" + targets + "</Relationships>");
    parts.put(
        "xl/styles.xml",
        "<styleSheet><numFmts><numFmt numFmtId=\"170\" formatCode=\"dd\\-mmm\\-yyyy\"/></numFmts>"
            + "<cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>"
            + "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"170\"/></cellXfs></styleSheet>");
    return zip(parts);
  }

  private static String rows(List<List<String>> rows) {
    StringBuilder text = new StringBuilder("<worksheet " + SPREADSHEET + "><sheetData>");
    for (int r = 0; r < rows.size(); r++) {
      text.append("<row r=\"").append(r + 1).append("\">");
      for (int c = 0; c < rows.get(r).size(); c++) {
        if (!rows.get(r).get(c).isEmpty()) {
          text.append(cell("" + (char) ('A' + c) + (r + 1), rows.get(r).get(c)));
        }
      }
      text.append("</row>");
    }
    return text.append("</sheetData></worksheet>").toString();
  }

  private static String cell(String at, String value) {
    return switch (value.charAt(0)) {
      case '#' -> "<c r=\"%s\" s=\"1\"><v>%s</v></c>".formatted(at, value.substring(1));
      case '~' -> "<c r=\"%s\" s=\"0\"><v>%s</v></c>".formatted(at, value.substring(1));
      case '=' -> "<c r=\"%s\"><f>SUM(A1)</f><v>%s</v></c>".formatted(at, value.substring(1));
      default ->
          "<c r=\"%s\" t=\"inlineStr\"><is><t>%s</t></is></c>"
              .formatted(at, value.replace("&", "&amp;"));
    };
  }

  private static byte[] zip(Map<String, String> parts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, String> part : parts.entrySet()) {
        zip.putNextEntry(new ZipEntry(part.getKey()));
        zip.write(part.getValue().getBytes(UTF_8));
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
