package org.medsip.jobs.bronze.columnar;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.medsip.common.lake.WrittenFile;
import org.medsip.jobs.landing.Rejection;

/**
 * What became of one stretch of a file.
 *
 * @param source the SHA-256 of the file
 * @param files the one file with its rows; none where there are none
 * @param accepted the records that became rows
 * @param rejected those that did not
 * @param sums the exact sums of all records, by column
 * @param rejectedSums the part of them that is in rejected records
 * @param firstRejected the first of the rejected records, all of them where they are few
 */
public record WrittenPart(
    String source,
    List<WrittenFile> files,
    long accepted,
    long rejected,
    Map<String, BigDecimal> sums,
    Map<String, BigDecimal> rejectedSums,
    List<RejectedRecord> firstRejected)
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
    return rejected == firstRejected.size();
  }
}
