package org.medsip.common.org;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;

/**
 * A hand-written CSV of {@code schemas/reference}.
 *
 * @param name the name of the file
 * @param text what it holds
 */
record ReferenceFile(String name, String text) {

  /** The file as it travels on the classpath. */
  static ReferenceFile named(String name) {
    try (InputStream in = ReferenceFile.class.getResourceAsStream("/reference/" + name)) {
      if (in == null) {
        throw new IllegalStateException("reference table " + name + " is not on the classpath");
      }
      return new ReferenceFile(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("reference table " + name + " cannot be read", e);
    }
  }

  List<NamedCsvRecord> rows() {
    try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(text)) {
      return rows.stream().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("reference table " + name + " cannot be read", e);
    }
  }

  /** The first day of the month in a column. */
  LocalDate month(NamedCsvRecord row, String column) {
    try {
      return YearMonth.parse(row.getField(column)).atDay(1);
    } catch (DateTimeException e) {
      throw new IllegalStateException(
          wrong(row, column + " is '" + row.getField(column) + "', not a month such as 2026-04"),
          e);
    }
  }

  /** A sentence that says what is wrong with a row. */
  String wrong(NamedCsvRecord row, String what) {
    return name + " line " + row.getStartingLineNumber() + ": " + what;
  }
}
