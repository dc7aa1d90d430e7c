package org.medsip.jobs.landing;

import java.io.Serializable;

/**
 * A part of a file that begins with the beginning of a record and ends with the end of one.
 *
 * @param start the first byte
 * @param end the byte behind the last
 * @param line the line the first record begins on
 */
public record Stretch(long start, long end, long line) implements Serializable {

  /** All of a file, header and all; the only stretch of a packed one. */
  static final Stretch WHOLE = new Stretch(0, Long.MAX_VALUE, 1);

  boolean isWhole() {
    return equals(WHOLE);
  }
}
