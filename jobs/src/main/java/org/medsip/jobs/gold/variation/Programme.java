package org.medsip.jobs.gold.variation;

import java.io.Serializable;
import java.time.LocalDate;

/**
 * A programme that began in an ICB, such as a whole-systems approach to opioids.
 *
 * @param icbCode the ODS code of the ICB, by today's boundaries
 * @param from the first day of the first month with it
 */
public record Programme(String icbCode, LocalDate from) implements Serializable {

  public Programme {
    if (icbCode.isBlank() || from.getDayOfMonth() != 1) {
      throw new IllegalArgumentException(
          "A programme has the code of an ICB and a first month: " + icbCode + ", " + from);
    }
  }
}
