package org.medsip.jobs.simulate;

import java.nio.file.Path;
import java.time.YearMonth;

/**
 * What to simulate. The same request gives the same bytes on any machine with any count of workers.
 *
 * @param folder where the files go
 * @param scale 1 is England: practices, areas, people and rows go with it
 * @param months months of prescribing
 * @param start the first of them
 * @param layout which of the prescribing datasets is written
 * @param patientScale the part of England whose patient items are written, at most {@code scale}
 * @param workers threads that make rows
 */
public record SimulationRequest(
    Path folder,
    double scale,
    int months,
    YearMonth start,
    long seed,
    Prescribing layout,
    double patientScale,
    Packing packing,
    int workers) {

  private static final int MOST_MONTHS = 240;

  /** The prescribing datasets. */
  public enum Prescribing {
    /** The English Prescribing Dataset, retired in 2025. */
    EPD2("epd2"),
    /** The English Prescribing Dataset with SNOMED codes. */
    EPD_SNOMED("epd-snomed"),
    /** The first to the middle, the second from there, and one month of both. */
    MIXED("mixed");

    private final String label;

    Prescribing(String label) {
      this.label = label;
    }

    @Override
    public String toString() {
      return label;
    }
  }

  /** How files are packed. */
  public enum Packing {
    NONE,
    GZ,
    ZIP
  }

  /**
   * Checks the request.
   *
   * @throws IllegalArgumentException with a sentence for the user
   */
  public SimulationRequest {
    require(scale > 0 && scale <= 1, "The scale is a number above 0 and at most 1");
    require(months >= 1 && months <= MOST_MONTHS, "The months are a number from 1 to 240");
    require(
        start.getYear() >= 2014 && start.getYear() <= 2099,
        "The prescribing data begins in January 2014: start there or later");
    require(
        patientScale >= 0 && patientScale <= scale,
        "The scale of the patients is at most that of everything else");
    require(workers >= 1, "At least one worker is needed");
  }

  private static void require(boolean holds, String sentence) {
    if (!holds) {
      throw new IllegalArgumentException(sentence);
    }
  }

  YearMonth month(int index) {
    return start.plusMonths(index);
  }

  YearMonth last() {
    return month(months - 1);
  }

  /** Part of the people of the world whose items are in the patient extract. */
  double patientShare() {
    return patientScale / scale;
  }
}
