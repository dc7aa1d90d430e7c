package org.medsip.jobs.landing;

import java.util.List;
import java.util.stream.Collectors;
import org.medsip.common.run.InputRefused;

/**
 * What every file of an input folder is found to be, in the order of their names.
 *
 * @param rows one for each file
 */
public record InspectionReport(List<Inspection> rows) {

  public InspectionReport {
    rows = List.copyOf(rows);
  }

  public List<Inspection.Understood> understood() {
    return rows.stream()
        .filter(Inspection.Understood.class::isInstance)
        .map(Inspection.Understood.class::cast)
        .toList();
  }

  /** Whether the folder is a simulation's: then its files are no facts about England. */
  public boolean isSynthetic() {
    return rows.stream().anyMatch(Inspection.Truth.class::isInstance);
  }

  public List<Inspection.Refused> refused() {
    return rows.stream()
        .filter(Inspection.Refused.class::isInstance)
        .map(Inspection.Refused.class::cast)
        .toList();
  }

  /**
   * The files that are read as data.
   *
   * @throws InputRefused naming every file that is not understood
   */
  public List<Inspection.Understood> requireAllUnderstood() {
    if (!refused().isEmpty()) {
      throw new InputRefused(
          refused().stream()
              .map(file -> "The file " + file.name() + " is refused: " + file.reason())
              .collect(Collectors.joining("; ", "", ". Take it out of the input, or mend it.")));
    }
    return understood();
  }
}
