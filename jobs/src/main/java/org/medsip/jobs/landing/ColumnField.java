package org.medsip.jobs.landing;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One column while it is read: what the last record that was vouched for says in it. */
abstract sealed class ColumnField {

  private final int place;

  private ColumnField(int place) {
    this.place = place;
  }

  /** Its place in the table. */
  final int place() {
    return place;
  }

  /**
   * Takes the text of a field.
   *
   * @param start the first byte of the text
   * @param end the byte behind it
   * @param from the first byte of the field, its quote included
   * @param to the byte behind the field and what ends it
   * @return false where the field cannot be vouched for
   */
  abstract boolean take(byte[] in, int start, int end, int from, int to);

  /** The bytes of the field, if it is byte for byte that of the record before; else 0. */
  abstract int repeated(byte[] in, int at, int limit);

  /** The bytes of the record before are not where they were. */
  abstract void forgetPlace();

  /** Puts what was taken into a row, and adds it up. */
  abstract void putInto(ColumnBlock block, Tally tally);

  /** Puts a value that was read otherwise into a row. */
  abstract void putInto(ColumnBlock block, @Nullable Object value);

  /** A column of which values repeat. */
  static final class OfWords extends ColumnField {

    private final Dictionary dictionary;
    private int id = Dictionary.ABSENT;
    private int from;
    private int length;
    private @Nullable Object fixed;

    OfWords(int place, Dictionary dictionary) {
      super(place);
      this.dictionary = dictionary;
    }

    /** Sets the value of every row, which no field says. */
    void set(@Nullable Object value) {
      fixed = value;
      id = dictionary.numberOf(value);
    }

    List<Object> values() {
      return dictionary.values();
    }

    void forgetIfMoreThan(long bytes) {
      if (dictionary.bytes() > bytes) {
        dictionary.clear();
        forgetPlace();
        set(fixed);
      }
    }

    @Override
    boolean take(byte[] in, int start, int end, int fieldStart, int fieldEnd) {
      int found = dictionary.find(in, start, end);
      if (found == Dictionary.REFUSED) {
        length = 0;
        return false;
      }
      id = found;
      from = fieldStart;
      length = fieldEnd - fieldStart;
      return true;
    }

    @Override
    int repeated(byte[] in, int at, int limit) {
      int n = length;
      if (n == 0 || at + n > limit || in[at + n - 1] != in[from + n - 1]) {
        return 0;
      }
      return Arrays.equals(in, from, from + n, in, at, at + n) ? n : 0;
    }

    @Override
    void forgetPlace() {
      length = 0;
    }

    @Override
    void putInto(ColumnBlock block, Tally tally) {
      block.setId(place(), id);
    }

    @Override
    void putInto(ColumnBlock block, @Nullable Object value) {
      block.setId(place(), dictionary.numberOf(value));
    }
  }

  /** A column of numbers that are all there. */
  static final class OfNumbers extends ColumnField {

    private final int mostDigits;
    private final int scale;
    private final int summed;
    private long unscaled;

    /**
     * @param summed its place in the tally, or -1
     */
    OfNumbers(int place, int precision, int scale, int summed) {
      super(place);
      this.mostDigits = precision - scale;
      this.scale = scale;
      this.summed = summed;
    }

    /** Takes digits with or without a point; whatever else may be a number is not vouched for. */
    @Override
    boolean take(byte[] in, int start, int end, int from, int to) {
      int at = start;
      boolean negative = at < end && in[at] == '-';
      at += negative ? 1 : 0;
      int digits = at;
      long number = 0;
      while (at < end && isDigit(in[at])) {
        number = 10 * number + (in[at++] - '0');
        if (at - digits > mostDigits) {
          return false;
        }
      }
      if (at == digits) {
        return false;
      }
      int decimals = 0;
      if (at < end && in[at] == '.') {
        at++;
        while (at < end && isDigit(in[at]) && decimals < scale) {
          number = 10 * number + (in[at++] - '0');
          decimals++;
        }
      }
      if (at != end || (negative && number == 0)) {
        return false;
      }
      for (; decimals < scale; decimals++) {
        number *= 10;
      }
      unscaled = negative ? -number : number;
      return true;
    }

    private static boolean isDigit(byte b) {
      return b >= '0' && b <= '9';
    }

    @Override
    int repeated(byte[] in, int at, int limit) {
      return 0;
    }

    @Override
    void forgetPlace() {}

    @Override
    void putInto(ColumnBlock block, Tally tally) {
      block.setNumber(place(), unscaled);
      if (summed >= 0) {
        tally.add(summed, unscaled);
      }
    }

    @Override
    void putInto(ColumnBlock block, @Nullable Object value) {
      if (value != null) {
        block.setNumber(place(), ColumnReader.unscaled(value));
      }
    }
  }
}
