package org.medsip.jobs.landing;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Looks for bytes of a delimited text eight at a time. */
final class Bytes {

  static final byte QUOTE = '"';
  static final byte LINE_FEED = '\n';
  static final byte RETURN = '\r';

  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long LOWEST = 0x0101010101010101L;
  private static final long HIGHEST = 0x8080808080808080L;
  private static final long BEHIND_RETURN = LOWEST * (RETURN + 1);
  private static final long BLANK = LOWEST * ' ';
  private static final long DELETE = LOWEST * 0x7F;
  private static final long FACTOR = 0x9E3779B97F4A7C15L;

  /**
   * Where a text ends: at the first byte that ends it or a line, or at the limit.
   *
   * @param ending the delimiter, or the quote of a text in quotes
   */
  static int endOfText(byte[] in, int from, int limit, byte ending) {
    int at = from;
    while (at + Long.BYTES <= limit) {
      long found = endings((long) WORDS.get(in, at), ending);
      if (found == 0) {
        at += Long.BYTES;
      } else {
        at += Long.numberOfTrailingZeros(found) / Byte.SIZE;
        if (isEnd(in[at], ending)) {
          return at;
        }
        at++;
      }
    }
    while (at < limit && !isEnd(in[at], ending)) {
      at++;
    }
    return at;
  }

  /** The same, where everything before is printable ASCII; else -1. */
  static int endOfPrintable(byte[] in, int from, int limit, byte ending) {
    int at = from;
    while (at + Long.BYTES <= limit) {
      long word = (long) WORDS.get(in, at);
      long found = endings(word, ending);
      long odd = unprintable(word);
      if (found != 0) {
        odd &= (found & -found) - 1;
        at += Long.numberOfTrailingZeros(found) / Byte.SIZE;
        return odd == 0 && isEnd(in[at], ending) ? at : -1;
      }
      if (odd != 0) {
        return -1;
      }
      at += Long.BYTES;
    }
    while (at < limit && !isEnd(in[at], ending)) {
      if (in[at] < ' ' || in[at] == 0x7F) {
        return -1;
      }
      at++;
    }
    return at;
  }

  /** Whether so many bytes are the same in two places; short texts are what this is quick for. */
  static boolean areSame(byte[] some, int at, byte[] other, int from, int length) {
    if (length < Long.BYTES) {
      int i = 0;
      while (i < length && some[at + i] == other[from + i]) {
        i++;
      }
      return i == length;
    }
    int last = length - Long.BYTES;
    for (int i = 0; i < last; i += Long.BYTES) {
      if ((long) WORDS.get(some, at + i) != (long) WORDS.get(other, from + i)) {
        return false;
      }
    }
    return (long) WORDS.get(some, at + last) == (long) WORDS.get(other, from + last);
  }

  /** A number for the bytes of a text, seldom that of another one. */
  static long hash(byte[] in, int start, int end) {
    long hash = end - start;
    int at = start;
    for (; at + Long.BYTES <= end; at += Long.BYTES) {
      hash = (hash ^ (long) WORDS.get(in, at)) * FACTOR;
      hash ^= hash >>> 29;
    }
    long rest = 0;
    for (; at < end; at++) {
      rest = (rest << Byte.SIZE) | (in[at] & 0xFF);
    }
    hash = (hash ^ rest) * FACTOR;
    return hash ^ (hash >>> 32);
  }

  /** Of the bytes that may end a text the first has its highest bit set, and none before it. */
  private static long endings(long word, byte ending) {
    long equal = word ^ (LOWEST * ending);
    return ((equal - LOWEST) & ~equal | (word - BEHIND_RETURN) & ~word) & HIGHEST;
  }

  private static long unprintable(long word) {
    long delete = word ^ DELETE;
    return ((delete - LOWEST) & ~delete | (word - BLANK) & ~word | word) & HIGHEST;
  }

  private static boolean isEnd(byte b, byte ending) {
    return b == ending || b == LINE_FEED || b == RETURN;
  }

  private Bytes() {}
}
