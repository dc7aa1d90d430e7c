package org.medsip.jobs.landing;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** The records of one file in order, the header among them. */
interface Records extends Closeable {

  /**
   * Moves to the next record.
   *
   * @return false behind the last one
   * @throws Damaged where the end of a record cannot be found
   */
  boolean advance();

  /** The record moved to, valid until the next move. */
  Fields record();

  /**
   * Moves behind the last record.
   *
   * @return how many there were still
   * @throws Damaged where the end of a record cannot be found
   */
  default long skip() throws IOException {
    long skipped = 0;
    while (advance()) {
      skipped++;
    }
    return skipped;
  }

  /** What a user should know of how the file is read, such as which sheet of a workbook. */
  default List<String> notes() {
    return List.of();
  }
}
