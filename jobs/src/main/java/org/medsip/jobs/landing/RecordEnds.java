package org.medsip.jobs.landing;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Finds where the records of a delimited text end, over its bytes, exactly where {@link CsvRecords}
 * ends them: a quote opens a field only at the field's beginning, inside of it a quote is doubled,
 * and a line ends with LF, CR or both. Bytes come in pieces of any size.
 */
final class RecordEnds {

  /** The record goes on behind the bytes seen so far. */
  static final int MORE = -1;

  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long LOWEST = 0x0101010101010101L;
  private static final long HIGHEST = 0x8080808080808080L;

  private static final byte QUOTE = '"';
  private static final byte LINE_FEED = '\n';
  private static final byte RETURN = '\r';

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

  RecordEnds(char delimiter) {
    this.delimiter = (byte) delimiter;
  }

  /** Forgets what was seen: what comes next is the beginning of a record. */
  void restart() {
    place = Place.BEGIN;
    behindReturn = false;
    damaged = false;
    ended = true;
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
    Place now = place;
    int at = from;
    while (at < to) {
      byte b = bytes[at++];
      if (now == Place.QUOTED) {
        if (b == QUOTE) {
          now = Place.CLOSED;
          returnInQuotes = false;
        } else if (b == RETURN || b == LINE_FEED) {
          countLineInQuotes(b);
        } else {
          returnInQuotes = false;
          at = behind(bytes, at, to, QUOTE);
        }
      } else if (b == delimiter) {
        now = Place.FIELD;
      } else if (b == LINE_FEED || b == RETURN) {
        if (b == LINE_FEED && now == Place.BEGIN && behindReturn) {
          behindReturn = false;
          skipped = 1;
          continue;
        }
        empty = now == Place.BEGIN;
        behindReturn = b == RETURN;
        place = Place.BEGIN;
        ended = true;
        return at;
      } else if (b == QUOTE && now != Place.DATA) {
        now = Place.QUOTED;
      } else if (now == Place.CLOSED) {
        damaged = true;
        place = now;
        return at;
      } else {
        now = Place.DATA;
        at = behind(bytes, at, to, delimiter);
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

  /** A feed behind a return is the second half of one line end. */
  private void countLineInQuotes(byte b) {
    if (b == RETURN) {
      returnInQuotes = true;
      lines++;
    } else if (returnInQuotes) {
      returnInQuotes = false;
    } else {
      lines++;
    }
  }

  /** Goes behind bytes that are neither line ends nor the one that ends such a text. */
  private static int behind(byte[] bytes, int from, int to, byte end) {
    int at = from;
    long ends = LOWEST * end;
    while (at + Long.BYTES <= to) {
      long word = (long) WORDS.get(bytes, at);
      long equal = word ^ ends;
      if ((((equal - LOWEST) & ~equal | (word - LOWEST * (RETURN + 1)) & ~word) & HIGHEST) != 0) {
        break;
      }
      at += Long.BYTES;
    }
    while (at < to && (bytes[at] > RETURN || bytes[at] < 0) && bytes[at] != end) {
      at++;
    }
    return at;
  }
}
