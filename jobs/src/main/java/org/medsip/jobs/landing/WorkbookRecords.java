package org.medsip.jobs.landing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.medsip.common.run.InputRefused;

/** The rows of the largest sheet of an Excel workbook. */
final class WorkbookRecords implements Records {

  private static final int MOST_BYTES = 256 << 20;
  private static final int MOST_COLUMNS = 1000;

  private final List<String> shared;
  private final XMLStreamReader sheet;
  private final Fields fields = new Fields();

  /**
   * @param bytes the workbook, which is itself a zip
   * @throws InputRefused where it is no workbook, or unpacks to more than 256 MiB
   */
  WorkbookRecords(InputStream bytes) throws IOException {
    Map<String, byte[]> parts = partsOf(bytes);
    byte[] strings = parts.remove("xl/sharedStrings.xml");
    byte[] largest =
        parts.values().stream()
            .max((a, b) -> Integer.compare(a.length, b.length))
            .orElseThrow(() -> new InputRefused("it is an Excel workbook without a sheet"));
    this.shared = strings == null ? List.of() : sharedStrings(strings);
    this.sheet = SafeXml.reader(new ByteArrayInputStream(largest));
  }

  @Override
  public boolean advance() {
    try {
      while (sheet.hasNext()) {
        if (sheet.next() == XMLStreamConstants.START_ELEMENT
            && sheet.getLocalName().equals("row")) {
          readRow();
          if (fields.size() > 0) {
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

  private void readRow() throws XMLStreamException {
    String number = sheet.getAttributeValue(null, "r");
    fields.begin(number == null ? fields.line() + 1 : Long.parseLong(number));
    while (sheet.next() != XMLStreamConstants.END_ELEMENT || !sheet.getLocalName().equals("row")) {
      if (sheet.isStartElement() && sheet.getLocalName().equals("c")) {
        int column = columnOf(sheet.getAttributeValue(null, "r"));
        while (fields.size() < column) {
          fields.add("");
        }
        fields.add(cell("s".equals(sheet.getAttributeValue(null, "t"))));
      }
    }
  }

  private String cell(boolean isShared) throws XMLStreamException {
    StringBuilder value = new StringBuilder();
    while (sheet.next() != XMLStreamConstants.END_ELEMENT || !sheet.getLocalName().equals("c")) {
      if (sheet.isStartElement() && !sheet.getLocalName().equals("is")) {
        String text = sheet.getElementText();
        value.append(isShared ? shared.get(Integer.parseInt(text)) : text);
      }
    }
    return value.toString().replace('\n', ' ');
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

  private static List<String> sharedStrings(byte[] part) {
    List<String> strings = new ArrayList<>();
    XMLStreamReader xml = SafeXml.reader(new ByteArrayInputStream(part));
    try {
      StringBuilder value = new StringBuilder();
      while (xml.hasNext()) {
        int event = xml.next();
        if (event == XMLStreamConstants.START_ELEMENT && xml.getLocalName().equals("t")) {
          value.append(xml.getElementText());
        } else if (event == XMLStreamConstants.END_ELEMENT && xml.getLocalName().equals("si")) {
          strings.add(value.toString());
          value.setLength(0);
        }
      }
      return strings;
    } catch (XMLStreamException e) {
      throw new Damaged(Reason.BAD_QUOTE, 1, "XML that is not well formed");
    }
  }

  private static Map<String, byte[]> partsOf(InputStream bytes) throws IOException {
    Map<String, byte[]> parts = new HashMap<>();
    ZipInputStream zip = new ZipInputStream(bytes);
    int left = MOST_BYTES;
    for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
      byte[] part = zip.readNBytes(left + 1);
      left -= part.length;
      if (left < 0) {
        throw new InputRefused("it is an Excel workbook that unpacks to more than 256 MiB");
      }
      if (entry.getName().equals("xl/sharedStrings.xml")
          || entry.getName().matches("xl/worksheets/[^/]+\\.xml")) {
        parts.put(entry.getName(), part);
      }
    }
    return parts;
  }
}
