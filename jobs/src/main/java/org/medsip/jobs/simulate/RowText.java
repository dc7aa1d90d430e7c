package org.medsip.jobs.simulate;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The bytes of many records in ISO-8859-1, as the publishers write them, and how many there are.
 */
final class RowText {

  /** How the decimals of a number end. */
  enum Ending {
    /** {@code 28.0}, as until February 2025. */
    DIGIT,
    /** {@code 28.}, as from March 2025. */
    POINT
  }

  private byte[] bytes;
  private int length;
  private int rows;

  RowText(int capacity) {
    bytes = new byte[capacity];
  }

  static byte[] latin(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  int rows() {
    return rows;
  }

  int length() {
    return length;
  }

  void writeTo(OutputStream out) throws IOException {
    out.write(bytes, 0, length);
  }

  RowText add(byte[] more) {
    reserve(more.length);
    System.arraycopy(more, 0, bytes, length, more.length);
    length += more.length;
    return this;
  }

  RowText add(String text) {
    return add(latin(text));
  }

  RowText add(char one) {
    reserve(1);
    bytes[length++] = (byte) one;
    return this;
  }

  RowText add(long number) {
    reserve(20);
    if (number < 0) {
      bytes[length++] = '-';
    }
    digits(Math.abs(number));
    return this;
  }

  /** A number of five decimals without the zeros behind. */
  RowText add(long hundredThousandths, Ending ending) {
    reserve(27);
    digits(hundredThousandths / 100_000);
    bytes[length++] = '.';
    int rest = (int) (hundredThousandths % 100_000);
    if (rest == 0 && ending == Ending.DIGIT) {
      bytes[length++] = '0';
    }
    for (int unit = 10_000; rest > 0; unit /= 10) {
      bytes[length++] = (byte) ('0' + rest / unit);
      rest %= unit;
    }
    return this;
  }

  RowText endRow() {
    rows++;
    return add('\n');
  }

  /** A record of texts, quoted where they must be. */
  RowText row(Object... fields) {
    for (int i = 0; i < fields.length; i++) {
      if (i > 0) {
        add(',');
      }
      add(field(String.valueOf(fields[i])));
    }
    return endRow();
  }

  static String field(String text) {
    return text.indexOf(',') < 0 ? text : '"' + text + '"';
  }

  private void digits(long number) {
    int from = length;
    long rest = number;
    do {
      bytes[length++] = (byte) ('0' + rest % 10);
      rest /= 10;
    } while (rest > 0);
    for (int left = from, right = length - 1; left < right; left++, right--) {
      byte swapped = bytes[left];
      bytes[left] = bytes[right];
      bytes[right] = swapped;
    }
  }

  private void reserve(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(length + more, 2 * bytes.length));
    }
  }
}
