package org.medsip.jobs.simulate;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The hand-written tables of {@code schemas/reference} that shape the synthetic world. */
final class ReferenceRows {

  private ReferenceRows() {}

  static List<NamedCsvRecord> of(String file) {
    try (InputStream in = ReferenceRows.class.getResourceAsStream("/reference/" + file)) {
      if (in == null) {
        throw new IllegalStateException("reference table " + file + " is not on the classpath");
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(text)) {
        return rows.stream().toList();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("reference table " + file + " cannot be read", e);
    }
  }
}
