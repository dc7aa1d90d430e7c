package org.medsip.jobs.simulate;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** The numbers that shape the synthetic world; {@code simulated_england.csv} cites each. */
enum Figure {
  PEOPLE,
  PEOPLE_GROWTH_A_YEAR,
  PRACTICES,
  OTHER_SITES,
  PCNS,
  LSOAS,
  LIST_SIZE_SPREAD,
  SITE_PEOPLE,
  UNIDENTIFIED_ITEMS,
  LSOA_SPREAD,
  LSOA_CLUSTERING,
  IMD_DRIFT,
  LSOA_SPLIT,
  LSOA_MERGED,
  LSOA_REDRAWN,
  OPIOID_LEVEL,
  OPIOID_PATIENTS,
  DEPRIVATION_LOG_RATIO,
  PCN_SPREAD,
  PRACTICE_SPREAD,
  EXCESS_PRACTICES,
  EXCESS_PRACTICE_FACTOR,
  EXCESS_PCNS,
  EXCESS_PCN_FACTOR,
  TREND_A_YEAR,
  PROGRAMME_ICBS,
  PROGRAMME_EFFECT,
  MERGERS,
  CLOSURES,
  PCN_CHANGES,
  LATE_SHARE,
  PATIENT_SHARE,
  BRIEF_SHARE,
  MIDDLING_SHARE,
  MIDDLING_MONTHS,
  LONG_MONTHS,
  LONGEST_MONTHS,
  MISSED_MONTH,
  TWO_MONTH_SCRIPTS,
  BREAKTHROUGH,
  GABAPENTINOID,
  BENZODIAZEPINE,
  Z_DRUG,
  MOVER_SHARE,
  DEATH_SHARE,
  LEFT_SHARE,
  CAPTURED_SHARE,
  FEMALE_SHARE;

  private static final Map<Figure, Double> VALUES = new EnumMap<>(Figure.class);

  static {
    for (NamedCsvRecord row : ReferenceRows.of("simulated_england.csv")) {
      Figure figure = valueOf(row.getField("figure").toUpperCase(Locale.ROOT));
      VALUES.put(figure, Double.valueOf(row.getField("value")));
    }
  }

  double value() {
    Double value = VALUES.get(this);
    if (value == null) {
      throw new IllegalStateException("simulated_england.csv has no figure " + this);
    }
    return value;
  }

  int count() {
    return (int) value();
  }
}
