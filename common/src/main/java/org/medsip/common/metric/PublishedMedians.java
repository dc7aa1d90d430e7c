package org.medsip.common.metric;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.medsip.common.contract.Definitions;
import org.medsip.common.run.Fingerprint;

/**
 * The medians of practices that Chen et al. 2019 published, as {@code schemas/reference/chen_2019}
 * has them.
 *
 * @param areas one area a row
 * @param fingerprint changes whenever a figure does
 */
public record PublishedMedians(List<Area> areas, String fingerprint) {

  private static final String FILE = "chen_2019.csv";

  /**
   * A published area.
   *
   * @param name the area as the paper names it
   * @param median median of practices, in DDD per 1,000 registrants per day
   * @param q1 lower quartile
   * @param q3 upper quartile
   * @param practices practices, where the paper says
   * @param orgLevel level of the organisations that stand beside it
   * @param orgCodes their codes
   * @param differs what is not the same about them
   * @param source where the figures stand
   */
  public record Area(
      String name,
      double median,
      double q1,
      double q3,
      Optional<Long> practices,
      String orgLevel,
      List<String> orgCodes,
      String differs,
      String source) {

    private static Area of(NamedCsvRecord row) {
      String practices = row.getField("practices");
      return new Area(
          row.getField("area"),
          Double.parseDouble(row.getField("median")),
          Double.parseDouble(row.getField("q1")),
          Double.parseDouble(row.getField("q3")),
          practices.isEmpty() ? Optional.empty() : Optional.of(Long.valueOf(practices)),
          row.getField("org_level"),
          List.of(row.getField("org_codes").split(" ", -1)),
          row.getField("differs"),
          row.getField("source") + ", " + row.getField("source_url"));
    }
  }

  /** Reads the figures that are packaged with the program. */
  public static PublishedMedians load() {
    String text = Objects.requireNonNull(Definitions.texts("reference", FILE).get(FILE));
    try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(text)) {
      return new PublishedMedians(rows.stream().map(Area::of).toList(), Fingerprint.of(text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
