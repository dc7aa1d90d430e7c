package org.medsip.jobs.landing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.xml.stream.XMLStreamReader;

/**
 * Which cells of a workbook hold a day: Excel writes a day as a number, and only the style of the
 * cell says that it is one.
 */
final class WorkbookDates {

  private static final LocalDate DAY_0 = LocalDate.of(1899, 12, 30);
  private static final LocalDate DAY_0_OF_1904 = LocalDate.of(1904, 1, 1);

  /** The first day behind the 29 February 1900 that Excel counts and that never was. */
  private static final int FIRST_DAY = 61;

  private final LocalDate dayZero;
  private final Set<String> formats = new HashSet<>();
  private final List<Boolean> styles = new ArrayList<>();
  private boolean amongCellStyles;

  WorkbookDates(boolean countsFrom1904) {
    this.dayZero = countsFrom1904 ? DAY_0_OF_1904 : DAY_0;
  }

  /** Takes in one element of the styles part, in order. */
  void look(XMLStreamReader xml) {
    switch (xml.getLocalName()) {
      case "numFmt" -> {
        if (isOfDays(Workbook.attribute(xml, "formatCode"))) {
          formats.add(Workbook.attribute(xml, "numFmtId"));
        }
      }
      case "cellXfs" -> amongCellStyles = true;
      case "cellStyles", "dxfs" -> amongCellStyles = false;
      case "xf" -> {
        if (amongCellStyles) {
          String format = Workbook.attribute(xml, "numFmtId");
          styles.add(formats.contains(format) || format.matches("1[4-7]|22"));
        }
      }
      default -> {}
    }
  }

  /** A number as its cell shows it: a whole day of a date style as {@code 2026-03-31}. */
  String shown(String number, String style) {
    boolean isDay =
        style.matches("\\d{1,6}")
            && Integer.parseInt(style) < styles.size()
            && styles.get(Integer.parseInt(style));
    return isDay && number.matches("\\d{2,6}") && Integer.parseInt(number) >= FIRST_DAY
        ? dayZero.plusDays(Integer.parseInt(number)).toString()
        : number;
  }

  private static boolean isOfDays(String format) {
    String bare = format.replaceAll("\"[^\"]*\"|\\[[^]]*]|\\\\.", "");
    return bare.matches("(?s).*[dDyY].*");
  }
}
