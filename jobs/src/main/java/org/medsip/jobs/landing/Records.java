package org.medsip.jobs.landing;

import java.io.Closeable;

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
}
