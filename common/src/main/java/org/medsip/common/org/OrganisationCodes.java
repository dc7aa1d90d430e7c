package org.medsip.common.org;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.medsip.common.run.Fingerprint;

/**
 * The codes of organisations that a change summary of the ODS knows by name only. A name that is
 * not listed has no code: none is made up.
 */
public final class OrganisationCodes {

  private final Map<String, TreeMap<LocalDate, String>> codes = new HashMap<>();
  private final String fingerprint;

  private OrganisationCodes(ReferenceFile file) {
    for (NamedCsvRecord row : file.rows()) {
      LocalDate from = file.month(row, "valid_from");
      String key = key(row.getField("org_level"), row.getField("name"));
      String code = row.getField("code");
      if (!code.matches("[0-9A-Z]{3,5}")) {
        throw new IllegalStateException(file.wrong(row, "'" + code + "' is no ODS code"));
      }
      if (codes.computeIfAbsent(key, k -> new TreeMap<>()).put(from, code) != null) {
        throw new IllegalStateException(
            file.wrong(row, row.getField("name") + " has two codes from " + from));
      }
    }
    fingerprint = Fingerprint.of(file.text());
  }

  /**
   * Reads the codes from the classpath.
   *
   * @throws IllegalStateException where a name has two codes, or a code is none
   */
  public static OrganisationCodes load() {
    return of(ReferenceFile.named("organisation_codes.csv"));
  }

  static OrganisationCodes of(ReferenceFile file) {
    return new OrganisationCodes(file);
  }

  /**
   * The code of an organisation in a month.
   *
   * @param level {@code icb} or {@code sicbl}
   * @param name its name in any case, with {@code Integrated Care Board} or {@code ICB}, and with
   *     or without a code or the place of one behind it ({@code - [ANANA]})
   */
  public Optional<String> of(String level, String name, LocalDate month) {
    return Optional.ofNullable(codes.get(key(level, name)))
        .map(since -> since.floorEntry(month))
        .map(Map.Entry::getValue);
  }

  /** SHA-256 of the table, in hexadecimal. */
  public String fingerprint() {
    return fingerprint;
  }

  private static String key(String level, String name) {
    String plain =
        name.toUpperCase(Locale.ROOT)
            .replace("INTEGRATED CARE BOARD", "ICB")
            .replaceAll("[\\s\u00A0]+", " ")
            .replaceFirst(" - (\\[ANANA].*|[0-9A-Z]{3,5})$", "");
    return level + " " + plain.strip();
  }
}
