package org.medsip.jobs.landing;

import java.io.IOException;
import java.io.InputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** XML that reads nothing but itself: no document types, no entities from outside. */
final class SafeXml {

  private SafeXml() {}

  static XMLStreamReader reader(InputStream bytes) {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    try {
      return factory.createXMLStreamReader(bytes);
    } catch (XMLStreamException e) {
      throw new Damaged(Reason.BAD_QUOTE, 1, "XML that is not well formed");
    }
  }

  static void close(XMLStreamReader xml) throws IOException {
    try {
      xml.close();
    } catch (XMLStreamException e) {
      throw new IOException(e);
    }
  }
}
