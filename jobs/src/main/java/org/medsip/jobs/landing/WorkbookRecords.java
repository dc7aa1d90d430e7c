package org.medsip.jobs.landing;

import java.io.IOException;
import java.util.List;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The rows of one sheet of an Excel workbook. A row ends at its last filled cell, so each is filled
 * up with blanks to the width of the first.
 */
final class WorkbookRecords implements Records {

  private static final int MOST_COLUMNS = 1000;

  private final XMLStreamReader sheet;
  private final List<String> shared;
  private final WorkbookDates dates;
  private final Fields fields = new Fields();
  private int width;

  WorkbookRecords(XMLStreamReader sheet, List<String> shared, WorkbookDates dates) {
    this.sheet = sheet;
    this.shared = shared;
    this.dates = dates;
  }

  @Override
  public boolean advance() {
    try {
      while (sheet.hasNext()) {
        if (sheet.next() == XMLStreamConstants.START_ELEMENT
            && sheet.getLocalName().equals("row")) {
          readRow();
          if (holdsAnything()) {
            fillUp();
            return true;
          }
        }
      }
      return false;
    } catch (XMLStreamException e) {
      throw new Damaged(Reason.BAD_QUOTE, fields.line(), "XML that is not well formed");
    }
  }

  @Override
  public Fields record() {
    return fields;
  }

  @Override
  public void close() throws IOException {
    SafeXml.close(sheet);
  }

  private boolean holdsAnything() {
    for (int i = 0; i < fields.size(); i++) {
      if (!fields.isBlank(i)) {
        return true;
      }
    }
    return false;
  }

  private void fillUp() {
    while (fields.size() < width) {
      fields.add("");
    }
    width = width == 0 ? fields.size() : width;
  }

  private void readRow() throws XMLStreamException {
    String number = sheet.getAttributeValue(null, "r");
    fields.begin(number == null ? fields.line() + 1 : Long.parseLong(number));
    while (sheet.next() != XMLStreamConstants.END_ELEMENT || !sheet.getLocalName().equals("row")) {
      if (sheet.isStartElement() && sheet.getLocalName().equals("c")) {
        int column = columnOf(sheet.getAttributeValue(null, "r"));
        while (fields.size() < column) {
          fields.add("");
        }
        fields.add(cell(Workbook.attribute(sheet, "t"), Workbook.attribute(sheet, "s")));
      }
    }
  }

  /** What a cell shows; of a formula its result. */
  private String cell(String type, String style) throws XMLStreamException {
    StringBuilder value = new StringBuilder();
    while (sheet.next() != XMLStreamConstants.END_ELEMENT || !sheet.getLocalName().equals("c")) {
      if (sheet.isStartElement()
          && (sheet.getLocalName().equals("v") || sheet.getLocalName().equals("t"))) {
        value.append(sheet.getElementText());
      }
    }
    String text = value.toString();
    return switch (type) {
      case "s" -> shared(text).replace('\n', ' ');
      case "", "n" -> dates.shown(text, style);
      default -> text.replace('\n', ' ');
    };
  }

  private String shared(String number) {
    if (!number.matches("\\d{1,9}") || Integer.parseInt(number) >= shared.size()) {
      throw new Damaged(Reason.BAD_QUOTE, fields.line(), "a cell whose text is missing");
    }
    return shared.get(Integer.parseInt(number));
  }

  private int columnOf(String reference) {
    if (reference == null) {
      return fields.size();
    }
    int column = 0;
    for (int i = 0; i < reference.length() && reference.charAt(i) >= 'A'; i++) {
      column = column * 26 + reference.charAt(i) - 'A' + 1;
    }
    return Math.min(column - 1, MOST_COLUMNS);
  }
}
