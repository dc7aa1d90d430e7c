package org.medsip.jobs.landing;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** The products of the dm+d BNF supplement, after a header of our own. */
final class DmdRecords implements Records {

  static final String CONCEPT = "dmd concept";
  private static final List<String> ELEMENTS = List.of("VPID", "BNF", "ATC", "DDD", "DDD_UOMCD");

  private final XMLStreamReader xml;
  private final Fields fields = new Fields();
  private long product;

  DmdRecords(InputStream bytes) {
    this.xml = SafeXml.reader(bytes);
  }

  @Override
  public boolean advance() {
    product++;
    if (product == 1) {
      fields.begin(product);
      fields.add(CONCEPT);
      ELEMENTS.forEach(fields::add);
      return true;
    }
    try {
      while (xml.hasNext()) {
        if (xml.next() == XMLStreamConstants.START_ELEMENT
            && (xml.getLocalName().equals("VMP") || xml.getLocalName().equals("AMP"))) {
          readProduct(xml.getLocalName());
          return true;
        }
      }
      return false;
    } catch (XMLStreamException e) {
      throw new Damaged(Reason.BAD_QUOTE, product, "XML that is not well formed");
    }
  }

  @Override
  public Fields record() {
    return fields;
  }

  @Override
  public void close() throws IOException {
    SafeXml.close(xml);
  }

  private void readProduct(String concept) throws XMLStreamException {
    Map<String, String> values = new HashMap<>();
    while (xml.next() != XMLStreamConstants.END_ELEMENT || !xml.getLocalName().equals(concept)) {
      if (xml.isStartElement()) {
        String element = xml.getLocalName();
        values.put(element.equals("APID") ? "VPID" : element, xml.getElementText());
      }
    }
    fields.begin(product);
    fields.add(concept);
    ELEMENTS.forEach(element -> fields.add(values.getOrDefault(element, "")));
  }
}
