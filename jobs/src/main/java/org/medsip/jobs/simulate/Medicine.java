package org.medsip.jobs.simulate;

import java.util.Optional;

/**
 * A presentation that is prescribed.
 *
 * @param formerCode its code before the first January of the simulation, where that changes it
 * @param chapter the number and name of its BNF chapter
 * @param adq average daily quantities in one unit, in hundred thousandths
 * @param price pounds of one unit, in hundred thousandths
 */
record Medicine(
    String code,
    Optional<String> formerCode,
    String chemicalCode,
    String chemicalName,
    String name,
    String snomed,
    String chapter,
    Kind kind,
    int adq,
    long price) {

  /** What it is to the cohorts. */
  enum Kind {
    OPIOID,
    GABAPENTINOID,
    BENZODIAZEPINE,
    Z_DRUG,
    OTHER
  }
}
