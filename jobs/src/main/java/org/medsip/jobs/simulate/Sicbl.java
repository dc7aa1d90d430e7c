package org.medsip.jobs.simulate;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.util.Comparator;
import java.util.List;

/**
 * A sub-ICB location and what is published of its size, deprivation and opioid use.
 *
 * @param before the board it belonged to until March 2026
 * @param after the board it belongs to from April 2026
 * @param practices real ones, as are networks, people and areas
 * @param imd mean IMD 2019 score of its people
 * @param opioidLevel OME per 1000 over that of England
 */
record Sicbl(
    String code,
    String onsCode,
    Board before,
    Board after,
    Region region,
    int practices,
    int pcns,
    int registered,
    int lsoas,
    double imd,
    double opioidLevel) {

  /** An integrated care board. */
  record Board(String code, String onsCode, String name) {}

  /** An NHS England region. */
  record Region(String code, String onsCode, String name) {}

  /** Closed in April 2026, its practices going to three others. */
  static final String FRIMLEY = "D4U1Y";

  /** Those that have practices before April 2026, then the one that is new. */
  static List<Sicbl> all() {
    return ReferenceRows.of("geography.csv").stream()
        .map(Sicbl::of)
        .sorted(Comparator.comparing(sicbl -> !sicbl.isOld()))
        .toList();
  }

  private static Sicbl of(NamedCsvRecord row) {
    Board before =
        new Board(row.getField("icb_code"), row.getField("icb_ons_code"), row.getField("icb_name"));
    String codeAfter = row.getField("icb_code_2026");
    String onsAfter = codeAfter.equals(before.code()) ? before.onsCode() : "";
    return new Sicbl(
        row.getField("sicbl_code"),
        row.getField("sicbl_ons_code"),
        before,
        new Board(codeAfter, onsAfter, row.getField("icb_name_2026")),
        new Region(
            row.getField("region_code"),
            row.getField("region_ons_code"),
            row.getField("region_name")),
        Integer.parseInt(row.getField("practices")),
        Integer.parseInt(row.getField("pcns")),
        Integer.parseInt(row.getField("registered")),
        Integer.parseInt(row.getField("lsoas")),
        number(row.getField("imd_2019")),
        number(row.getField("opioid_level")));
  }

  private static double number(String text) {
    return text.isEmpty() ? 0 : Double.parseDouble(text);
  }

  /** Whether it has practices before April 2026. */
  boolean isOld() {
    return practices > 0;
  }

  /** As prescribing files write it: three characters with {@code 00} behind them, or five. */
  String pcoCode() {
    return code.length() == 3 ? code + "00" : code;
  }
}
