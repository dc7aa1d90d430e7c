package org.medsip.common.org;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.medsip.common.run.Fingerprint;

/**
 * The areas of the 15 Patient Safety Collaboratives, which the Health Innovation Networks host. An
 * area is made of sub-ICB locations and the CCGs before them, never of boards, because areas do not
 * nest in the boards of April 2026; where a location lies in several areas, practices say which.
 */
public final class PscAreas implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final Set<String> CHECKED = Set.of("seen", "inferred", "disputed");

  private final Map<String, Area> networks = new HashMap<>();
  private final Map<String, TreeMap<LocalDate, Area>> byPractice = new HashMap<>();
  private final Map<String, TreeMap<LocalDate, Area>> bySicbl = new HashMap<>();
  private final String fingerprint;

  /**
   * The area of a collaborative.
   *
   * @param code our own code: the networks have no ODS code that could be verified
   * @param name the name of the network
   */
  public record Area(String code, String name) implements Serializable {}

  private PscAreas(ReferenceFile networkFile, ReferenceFile areaFile) {
    for (NamedCsvRecord row : networkFile.rows()) {
      Area area = new Area(row.getField("psc_code"), row.getField("psc_name"));
      if (networks.put(area.code(), area) != null) {
        throw new IllegalStateException(
            networkFile.wrong(row, "the network " + area.code() + " is there twice"));
      }
    }
    areaFile.rows().forEach(row -> read(areaFile, row));
    fingerprint = Fingerprint.of(networkFile.text(), areaFile.text());
  }

  /**
   * Reads the areas from the classpath.
   *
   * @throws IllegalStateException where a row names an unknown network, names not exactly one of
   *     practice and sub-ICB location, or takes effect no later than the one before
   */
  public static PscAreas load() {
    return of(ReferenceFile.named("psc_networks.csv"), ReferenceFile.named("psc_areas.csv"));
  }

  static PscAreas of(ReferenceFile networks, ReferenceFile areas) {
    return new PscAreas(networks, areas);
  }

  /**
   * The area a practice lies in during a month: that of the practice, else that of its sub-ICB
   * location or CCG. Empty where neither is known, and before the networks were designated.
   */
  public Optional<Area> of(String practiceCode, String sicblCode, LocalDate month) {
    return in(byPractice, practiceCode, month).or(() -> in(bySicbl, sicblCode, month));
  }

  /** Every network, in the order of their codes. */
  public List<Area> all() {
    return List.copyOf(new TreeMap<>(networks).values());
  }

  /** SHA-256 of the tables, in hexadecimal. */
  public String fingerprint() {
    return fingerprint;
  }

  private static Optional<Area> in(
      Map<String, TreeMap<LocalDate, Area>> areas, String code, LocalDate month) {
    return Optional.ofNullable(areas.get(code))
        .map(since -> since.floorEntry(month))
        .map(Map.Entry::getValue);
  }

  private void read(ReferenceFile file, NamedCsvRecord row) {
    String code = row.getField("psc_code");
    Area area = networks.get(code);
    if (area == null) {
      throw new IllegalStateException(
          file.wrong(row, "there is no network " + code + " in psc_networks.csv"));
    }
    if (!area.name().equals(row.getField("psc_name"))) {
      throw new IllegalStateException(
          file.wrong(row, "the network " + code + " is called " + area.name()));
    }
    if (!CHECKED.contains(row.getField("checked"))) {
      throw new IllegalStateException(
          file.wrong(row, "checked is not one of disputed, inferred, seen"));
    }
    String practice = row.getField("practice_code");
    String sicbl = row.getField("sicbl_code");
    if (practice.isEmpty() == sicbl.isEmpty()) {
      throw new IllegalStateException(
          file.wrong(row, "it names not exactly one of practice_code and sicbl_code"));
    }
    LocalDate from = file.month(row, "valid_from");
    String key = practice.isEmpty() ? sicbl : practice;
    TreeMap<LocalDate, Area> since =
        (practice.isEmpty() ? bySicbl : byPractice).computeIfAbsent(key, k -> new TreeMap<>());
    if (!since.isEmpty() && !from.isAfter(since.lastKey())) {
      throw new IllegalStateException(
          file.wrong(
              row,
              key
                  + " is in "
                  + code
                  + " from "
                  + from
                  + " and already in "
                  + since.lastEntry().getValue().code()
                  + " from "
                  + since.lastKey()
                  + "; write later months below earlier ones, each once"));
    }
    since.put(from, area);
  }
}
