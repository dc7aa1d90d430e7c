package org.medsip.jobs.simulate;

/** What is wrong with a planted row, in the words of the quarantine. */
enum BadRow {
  BAD_NUMBER,
  MISSING_VALUE,
  BAD_COLUMN_COUNT,
  BAD_CODE
}
