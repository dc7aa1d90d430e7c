package org.medsip.jobs.gold.variation;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.List;

/**
 * A recorded reason for which process control charts begin a new base: a row of {@code
 * schemas/reference/rebases.csv}.
 *
 * @param id its id
 * @param measureId the measure it holds for; empty where it holds for all
 * @param from the first month of the new base
 */
record Rebase(String id, String measureId, LocalDate from) implements Serializable {

  /** The base of a series before any recorded reason. */
  static final String START = "start";

  private static final String FILE = "/reference/rebases.csv";

  /** Every recorded reason, the earliest first. */
  static List<Rebase> all() {
    try (InputStream in = Rebase.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException("reference table rebases.csv is not on the classpath");
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(text)) {
        return reader.stream()
            .map(Rebase::of)
            .sorted(Comparator.comparing(Rebase::from).thenComparing(Rebase::id))
            .toList();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("reference table rebases.csv cannot be read", e);
    }
  }

  private static Rebase of(NamedCsvRecord row) {
    return new Rebase(
        row.getField("rebase_id"),
        row.getField("measure_id"),
        YearMonth.parse(row.getField("from_month")).atDay(1));
  }

  boolean holdsFor(String measure) {
    return measureId.isEmpty() || measureId.equals(measure);
  }
}
