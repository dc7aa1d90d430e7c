package org.medsip.jobs.landing;

/** Why a record was not accepted. */
public enum Reason {
  /** Not a number, or one written in a way that could be read twice. */
  BAD_NUMBER,
  /** More decimals than the column keeps. */
  TOO_MANY_DECIMALS,
  /** More digits than the column keeps. */
  NUMBER_TOO_LARGE,
  /** Not a date or a month. */
  BAD_DATE,
  /** Blank where there must be a value. */
  MISSING_VALUE,
  /** More or fewer fields than the header. */
  BAD_COLUMN_COUNT,
  /** A record of a month that is not the file's. */
  OTHER_MONTH,
  /** Not a code of its kind, or not of the closed list. */
  BAD_CODE,
  /** A control character inside a text. */
  BAD_CHARACTER,
  /** A value outside the bounds of its column. */
  CONSTRAINT,
  /** A quote that is never closed, or goes on behind its end. */
  BAD_QUOTE,
  /** A record longer than any published one could be. */
  RECORD_TOO_LONG
}
