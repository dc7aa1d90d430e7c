package org.medsip.jobs.landing;

import java.util.Arrays;

/**
 * Finds where the records of a delimited text end, over its bytes, exactly where {@link CsvRecords}
 * ends them: a quote opens a field only at the field's beginning, inside of it a quote is doubled,
 * and a line ends with LF, CR or both. Bytes come in pieces of any size.
 */
final class RecordEnds {

  /** The record goes on behind the bytes seen so far. */
  static final int MORE = -1;

  private static final int UNKNOWN = -1;
  private static final int MOST_FIELDS_REMEMBERED = 64;

  private enum Place {
    BEGIN,
    FIELD,
    DATA,
    QUOTED,
    CLOSED
  }

  private final byte delimiter;
  private Place place = Place.BEGIN;
  private boolean behindReturn;
  private boolean returnInQuotes;
  private boolean empty;
  private boolean damaged;
  private boolean ended = true;
  private int lines;
  private int skipped;

  /** Where the fields of the record begin, counted from its start; not all where they are many. */
  private final int[] fields = new int[MOST_FIELDS_REMEMBERED];

  private int fieldCount;
  private int start = UNKNOWN;

  /** Where the record before lies in the same bytes, if it does and takes one line. */
  private int lastStart = UNKNOWN;

  private int lastEnd;

  RecordEnds(char delimiter) {
    this.delimiter = (byte) delimiter;
  }

  /** Forgets what was seen: what comes next is the beginning of a record. */
  void restart() {
    place = Place.BEGIN;
    behindReturn = false;
    damaged = false;
    ended = true;
    forgetPlace();
  }

  /** The bytes seen so far are not where they were. */
  void forgetPlace() {
    start = UNKNOWN;
    lastStart = UNKNOWN;
  }

  /** Whether the record is an empty line, which is none. */
  boolean isEmpty() {
    return empty;
  }

  /** Whether a quoted field goes on behind its closing quote, or is never closed. */
  boolean isDamaged() {
    return damaged;
  }

  /** How many lines the record takes. */
  int lines() {
    return lines;
  }

  /** The bytes before the record that belong to the end of the line before it. */
  int skipped() {
    return skipped;
  }

  /**
   * Goes on to the end of the record.
   *
   * @return where the next begins, or {@link #MORE}; anywhere where the record is damaged
   */
  int advance(byte[] bytes, int from, int to) {
    if (ended) {
      ended = false;
      returnInQuotes = false;
      lines = 1;
      skipped = 0;
    }
    int at = from;
    if (place == Place.BEGIN) {
      at = behindLineEnd(bytes, from, to);
      start = at;
      at = behindWhatRepeats(bytes, at, to);
    }
    Place now = place;
    while (at < to) {
      byte b = bytes[at++];
      if (now == Place.QUOTED) {
        if (b == Bytes.QUOTE) {
          now = Place.CLOSED;
          returnInQuotes = false;
        } else if (b == Bytes.RETURN || b == Bytes.LINE_FEED) {
          countLineInQuotes(b);
        } else {
          returnInQuotes = false;
          at = Bytes.endOfText(bytes, at, to, Bytes.QUOTE);
        }
      } else if (b == delimiter) {
        now = Place.FIELD;
        rememberField(at);
      } else if (b == Bytes.LINE_FEED || b == Bytes.RETURN) {
        empty = now == Place.BEGIN;
        behindReturn = b == Bytes.RETURN;
        end(at);
        return at;
      } else if (b == Bytes.QUOTE && now != Place.DATA) {
        now = Place.QUOTED;
      } else if (now == Place.CLOSED) {
        damaged = true;
        place = now;
        return at;
      } else {
        now = Place.DATA;
        at = Bytes.endOfText(bytes, at, to, delimiter);
      }
    }
    place = now;
    return MORE;
  }

  /**
   * Ends the last record, at the end of the text.
   *
   * @return whether there is one
   */
  boolean finish() {
    damaged |= place == Place.QUOTED;
    empty = false;
    return place != Place.BEGIN;
  }

  private void end(int at) {
    place = Place.BEGIN;
    ended = true;
    lastStart = lines == 1 ? start : UNKNOWN;
    lastEnd = at;
  }

  private void rememberField(int at) {
    if (start != UNKNOWN && fieldCount < fields.length) {
      fields[fieldCount++] = at - start;
    }
  }

  /** Goes behind the second half of a line end whose first half ended the record before. */
  private int behindLineEnd(byte[] bytes, int from, int to) {
    if (!behindReturn || from == to || bytes[from] != Bytes.LINE_FEED) {
      return from;
    }
    behindReturn = false;
    skipped = 1;
    return from + 1;
  }

  /** Goes behind the fields that are byte for byte those of the record before. */
  private int behindWhatRepeats(byte[] bytes, int from, int to) {
    int known = fieldCount;
    fieldCount = 0;
    if (lastStart == UNKNOWN) {
      return from;
    }
    int length = Math.min(lastEnd - lastStart, to - from);
    int same = Arrays.mismatch(bytes, lastStart, lastStart + length, bytes, from, from + length);
    while (fieldCount < known && fields[fieldCount] <= (same < 0 ? length : same)) {
      fieldCount++;
    }
    if (fieldCount == 0) {
      return from;
    }
    place = Place.FIELD;
    return from + fields[fieldCount - 1];
  }

  /** A feed behind a return is the second half of one line end. */
  private void countLineInQuotes(byte b) {
    if (b == Bytes.RETURN) {
      returnInQuotes = true;
      lines++;
    } else if (returnInQuotes) {
      returnInQuotes = false;
    } else {
      lines++;
    }
  }
}
