package org.medsip.jobs.landing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.medsip.common.run.InputRefused;

/** An Excel workbook, unpacked: its sheets by name, in the order a reader sees them. */
final class Workbook {

  private static final int MOST_BYTES = 256 << 20;
  private static final Set<String> YES = Set.of("1", "true");

  private final Map<String, byte[]> parts;
  private final Map<String, String> partOfSheet = new LinkedHashMap<>();
  private final List<String> shared = new ArrayList<>();
  private final WorkbookDates dates;
  private boolean countsFrom1904;

  /**
   * @param bytes the workbook, which is itself a zip
   * @throws InputRefused where it is no workbook, or unpacks to more than 256 MiB
   */
  Workbook(InputStream bytes) throws IOException {
    this.parts = partsOf(bytes);
    readSheetNames();
    readSharedStrings();
    this.dates = new WorkbookDates(countsFrom1904);
    eachElement("xl/styles.xml", dates::look);
    if (partOfSheet.isEmpty()) {
      throw new InputRefused("it is an Excel workbook without a sheet");
    }
  }

  List<String> sheetNames() {
    return List.copyOf(partOfSheet.keySet());
  }

  /** The rows of a sheet that has this name. */
  WorkbookRecords records(String sheet) {
    byte[] part = parts.get(partOfSheet.get(sheet));
    if (part == null) {
      throw new InputRefused("it is an Excel workbook whose sheet '" + sheet + "' is missing");
    }
    return new WorkbookRecords(SafeXml.reader(new ByteArrayInputStream(part)), shared, dates);
  }

  private void readSheetNames() {
    Map<String, String> targets = new HashMap<>();
    eachElement(
        "xl/_rels/workbook.xml.rels",
        xml -> {
          if (xml.getLocalName().equals("Relationship")) {
            targets.put(attribute(xml, "Id"), attribute(xml, "Target"));
          }
        });
    eachElement(
        "xl/workbook.xml",
        xml -> {
          if (xml.getLocalName().equals("sheet")) {
            partOfSheet.put(
                attribute(xml, "name"), part(targets.getOrDefault(attribute(xml, "id"), "")));
          } else if (xml.getLocalName().equals("workbookPr")) {
            countsFrom1904 = YES.contains(attribute(xml, "date1904"));
          }
        });
  }

  private static String part(String target) {
    return target.startsWith("/") ? target.substring(1) : "xl/" + target;
  }

  private void readSharedStrings() {
    StringBuilder value = new StringBuilder();
    byte[] part = parts.get("xl/sharedStrings.xml");
    if (part == null) {
      return;
    }
    XMLStreamReader xml = SafeXml.reader(new ByteArrayInputStream(part));
    try {
      while (xml.hasNext()) {
        xml.next();
        if (xml.isStartElement() && xml.getLocalName().equals("t")) {
          value.append(xml.getElementText());
        } else if (xml.isEndElement() && xml.getLocalName().equals("si")) {
          shared.add(value.toString());
          value.setLength(0);
        }
      }
    } catch (XMLStreamException e) {
      throw notWellFormed();
    }
  }

  private void eachElement(String name, Consumer<XMLStreamReader> look) {
    byte[] part = parts.get(name);
    if (part == null) {
      return;
    }
    XMLStreamReader xml = SafeXml.reader(new ByteArrayInputStream(part));
    try {
      while (xml.hasNext()) {
        xml.next();
        if (xml.isStartElement()) {
          look.accept(xml);
        }
      }
    } catch (XMLStreamException e) {
      throw notWellFormed();
    }
  }

  /** An attribute by its local name, in whatever namespace; empty where it is not there. */
  static String attribute(XMLStreamReader xml, String name) {
    for (int i = 0; i < xml.getAttributeCount(); i++) {
      if (xml.getAttributeLocalName(i).equals(name)) {
        return xml.getAttributeValue(i);
      }
    }
    return "";
  }

  private static Damaged notWellFormed() {
    return new Damaged(Reason.BAD_QUOTE, 1, "XML that is not well formed");
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
      if (entry.getName().matches("xl/(worksheets/|_rels/)?[^/]+\\.(xml|rels)")) {
        parts.put(entry.getName(), part);
      }
    }
    return parts;
  }
}
