package org.medsip.common.run;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import org.apache.spark.unsafe.Platform;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * One line at a time as the bytes of its text in UTF-8, into which values are written without a
 * String in between. No text can pose as the end of a field or a line, or as an absent value:
 * control characters and backslashes are written as their code.
 */
final class LineBytes {

  /** Ends each field of a line. */
  static final byte FIELD_END = 0x1f;

  private static final byte ABSENT = 0;
  private static final byte LINE_END = '\n';

  private static final int LONGEST_NUMBER = 48;

  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long LOWEST = 0x0101010101010101L;
  private static final long HIGHEST = 0x8080808080808080L;

  /** How many digits an int holds, whichever they are, and the least number that has one more. */
  private static final int INT_DIGITS = 9;

  private static final long INT_LIMIT = 1_000_000_000L;

  private static final long[] POWERS = new long[19];

  /** The digits of 00 to 99. */
  private static final byte[] PAIRS = new byte[200];

  static {
    POWERS[0] = 1;
    for (int i = 1; i < POWERS.length; i++) {
      POWERS[i] = POWERS[i - 1] * 10;
    }
    for (int i = 0; i < PAIRS.length; i++) {
      PAIRS[i] = (byte) ('0' + (i % 2 == 0 ? i / 20 : i / 2 % 10));
    }
  }

  private byte[] bytes = new byte[256];
  private int size;

  void clear() {
    size = 0;
  }

  byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }

  @Override
  public String toString() {
    return new String(bytes, 0, size, StandardCharsets.UTF_8);
  }

  void endField() {
    put(FIELD_END);
  }

  void endLine() {
    put(LINE_END);
  }

  /** An absent value. */
  void absent() {
    put(ABSENT);
  }

  void text(UTF8String text) {
    int length = text.numBytes();
    makeRoom(length);
    if (text.getBaseObject() instanceof byte[] from) {
      int at = (int) (text.getBaseOffset() - Platform.BYTE_ARRAY_OFFSET);
      System.arraycopy(from, at, bytes, size, length);
    } else {
      text.writeToMemory(bytes, Platform.BYTE_ARRAY_OFFSET + (long) size);
    }
    int start = size;
    size += length;
    if (hasOdd(start)) {
      escapeFrom(start);
    }
  }

  /** A text of letters, digits and punctuation of ASCII. */
  void plain(String text) {
    byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
    makeRoom(ascii.length);
    System.arraycopy(ascii, 0, bytes, size, ascii.length);
    size += ascii.length;
  }

  void whole(long number) {
    if (number == Long.MIN_VALUE) {
      plain(Long.toString(number));
    } else {
      decimal(number < 0, Math.abs(number), 0);
    }
  }

  /**
   * A decimal without zeros at its end.
   *
   * @param digits its digits, as a whole number that is not negative
   * @param decimals how many of them, or zeros before them, are behind the point
   */
  void decimal(boolean negative, long digits, int decimals) {
    long left = digits;
    int behind = decimals;
    while (behind > 0 && left % 10 == 0) {
      left /= 10;
      behind--;
    }
    makeRoom(LONGEST_NUMBER);
    if (negative) {
      put((byte) '-');
    }
    int before = Math.max(1, length(left) - behind);
    if (behind == 0) {
      putDigits(left, size, before);
      size += before;
    } else {
      putDigits(left, size + 1, before + behind);
      System.arraycopy(bytes, size + 1, bytes, size, before);
      bytes[size + before] = '.';
      size += before + 1 + behind;
    }
  }

  /** A date, by its days since 1970, as year, month and day. */
  void date(int days) {
    LocalDate date = LocalDate.ofEpochDay(days);
    if (date.getYear() < 0 || date.getYear() > 9999) {
      plain(date.toString());
      return;
    }
    makeRoom(LONGEST_NUMBER);
    putDigits(date.getYear(), size, 4);
    bytes[size + 4] = '-';
    putDigits(date.getMonthValue(), size + 5, 2);
    bytes[size + 7] = '-';
    putDigits(date.getDayOfMonth(), size + 8, 2);
    size += 10;
  }

  /** Puts the last so many digits of a number, with zeros before it if it has fewer. */
  private void putDigits(long number, int at, int count) {
    long left = number;
    int end = at + count;
    while (end - at > INT_DIGITS) {
      long upper = left / INT_LIMIT;
      putDigits((int) (left - upper * INT_LIMIT), end - INT_DIGITS, INT_DIGITS);
      left = upper;
      end -= INT_DIGITS;
    }
    putDigits((int) left, at, end - at);
  }

  /** The same of a smaller number, two digits at a time, which takes half as long. */
  private void putDigits(int number, int at, int count) {
    byte[] into = bytes;
    int left = number;
    int end = at + count;
    while (end - at > 1) {
      int upper = left / 100;
      int pair = 2 * (left - upper * 100);
      into[--end] = PAIRS[pair + 1];
      into[--end] = PAIRS[pair];
      left = upper;
    }
    if (end > at) {
      into[at] = (byte) ('0' + left % 10);
    }
  }

  /** How many digits a number has. */
  private static int length(long number) {
    int length = 1;
    while (length < POWERS.length && number >= POWERS[length]) {
      length++;
    }
    return length;
  }

  /**
   * Whether something must be escaped, looking at eight bytes at a time, in the end overlapping.
   */
  private boolean hasOdd(int from) {
    int last = size - Long.BYTES;
    if (last < from) {
      return hasOddByte(from);
    }
    int at = from;
    while (at < last && !isOdd((long) WORDS.get(bytes, at))) {
      at += Long.BYTES;
    }
    return isOdd((long) WORDS.get(bytes, Math.min(at, last)));
  }

  private boolean hasOddByte(int from) {
    int at = from;
    while (at < size && !isOdd(bytes[at])) {
      at++;
    }
    return at < size;
  }

  private static boolean isOdd(byte one) {
    return (one >= 0 && one < ' ') || one == '\\';
  }

  /** Whether one of eight bytes is odd: below the blank, or nothing but for a backslash. */
  private static boolean isOdd(long word) {
    long slashes = word ^ (LOWEST * '\\');
    long below = (word - LOWEST * ' ') & ~word;
    long slash = (slashes - LOWEST) & ~slashes;
    return ((below | slash) & HIGHEST) != 0;
  }

  /** Writes the end of the line anew with what must be escaped as its code. */
  private void escapeFrom(int start) {
    byte[] raw = Arrays.copyOfRange(bytes, start, size);
    size = start;
    for (byte one : raw) {
      if (isOdd(one)) {
        plain("\\u%04x".formatted((int) one));
      } else {
        put(one);
      }
    }
  }

  private void put(byte one) {
    makeRoom(1);
    bytes[size++] = one;
  }

  private void makeRoom(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
    }
  }
}
