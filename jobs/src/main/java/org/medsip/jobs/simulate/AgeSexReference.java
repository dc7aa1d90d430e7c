package org.medsip.jobs.simulate;

import java.time.YearMonth;

/**
 * How many people of each sex and age are given opioids in the whole of the synthetic England,
 * whatever part of it is simulated: a reference for standardisation.
 */
final class AgeSexReference {

  private static final String ID = "opioid_patients";
  private static final int BYTES_OF_A_ROW = 150;

  private final OutputFolder folder;

  AgeSexReference(OutputFolder folder) {
    this.folder = folder;
  }

  void write(YearMonth month) {
    RowText text = new RowText(BYTES_OF_A_ROW * 50);
    text.row("REFERENCE_ID", "YEAR", "SEX", "AGE_BAND", "PATIENTS", "REGISTRANTS", "SOURCE");
    for (AgeBand age : AgeBand.all()) {
      row(text, month, "FEMALE", age, age.female());
    }
    for (AgeBand age : AgeBand.all()) {
      row(text, month, "MALE", age, age.male());
    }
    folder.write("opioid_patients_by_age_and_sex_" + month.getYear() + ".csv", text);
  }

  private static void row(
      RowText text, YearMonth month, String sex, AgeBand age, double amongThousand) {
    double people = Figure.PEOPLE.value() * amongThousand / 1000;
    double patients = people * age.opioidUse() * Figure.OPIOID_PATIENTS.value() / 1000;
    text.row(
        ID,
        month.getYear(),
        sex,
        age.label(),
        Math.round(patients),
        Math.round(people),
        "Relative use by age of the simulation" + Names.MARK);
  }
}
