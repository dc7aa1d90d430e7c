package org.medsip.jobs.bronze.columnar;

import java.io.Serializable;
import java.util.List;
import org.medsip.common.lake.WrittenFile;
import org.medsip.jobs.landing.FileTotals;
import org.medsip.jobs.landing.Rejection;

/**
 * What became of one stretch of a file.
 *
 * @param totals what was counted in it
 * @param files the one file with its rows; none where there are none
 * @param firstRejected the first of the rejected records, all of them where they are few
 */
public record WrittenPart(
    FileTotals totals, List<WrittenFile> files, List<RejectedRecord> firstRejected)
    implements Serializable {

  /**
   * A record that was not accepted.
   *
   * @param line the line it begins on
   * @param record the record as the file has it, cut at 10,000 characters
   */
  public record RejectedRecord(long line, Rejection rejection, String record)
      implements Serializable {}

  /** Whether every rejected record is at hand. */
  public boolean hasAllRejected() {
    return totals.rejected() == firstRejected.size();
  }
}
