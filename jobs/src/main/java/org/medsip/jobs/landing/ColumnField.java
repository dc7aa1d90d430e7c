package org.medsip.jobs.landing;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.types.DecimalType;
import org.jspecify.annotations.Nullable;
import org.medsip.common.contract.Column;

/** One column while it is read: what the last record that was vouched for says in it. */
abstract sealed class ColumnField {

  /** The field cannot be vouched for. */
  static final int UNCLEAR = -1;

  private final int place;

  private ColumnField(int place) {
    this.place = place;
  }

  /** Its place in the table. */
  final int place() {
    return place;
  }

  /**
   * Reads the text of a field.
   *
   * @param start the first byte of the text
   * @param ending the byte that ends the text where no line end does
   * @return the byte behind the text, which its reader must find to be the right one; the limit
   *     where the text may go on; or {@link #UNCLEAR}
   */
  abstract int read(byte[] in, int start, int limit, byte ending);

  /** The bytes of the field, if it is byte for byte the one that was read last; else 0. */
  int repeated(byte[] in, int at, int limit) {
    return 0;
  }

  /**
   * Where the field that was read lies.
   *
   * @param from the first byte, its quote included
   * @param to the byte behind what ends it
   */
  void lies(int from, int to) {}

  /** The bytes of the field that was read are not where they were. */
  void forgetPlace() {}

  /** Puts what was read into a row. */
  abstract void putInto(ColumnBlock block);

  /** Puts a value that was read otherwise into a row. */
  abstract void putInto(ColumnBlock block, @Nullable Object value);

  /** A column of which values repeat. */
  static final class OfWords extends ColumnField {

    private final Dictionary dictionary;
    private final Wanted.@Nullable Words wanted;
    private int id = Dictionary.ABSENT;
    private int from;
    private int length;
    private @Nullable Object fixed;
    private boolean[] passing = new boolean[1 << 8];
    private int judged;

    /**
     * @param wanted which values pass, if not all
     */
    OfWords(int place, Dictionary dictionary, Wanted.@Nullable Words wanted) {
      super(place);
      this.dictionary = dictionary;
      this.wanted = wanted;
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
        judged = 0;
        forgetPlace();
        set(fixed);
      }
    }

    /** Whether what was read passes. */
    boolean passes() {
      if (wanted == null) {
        return true;
      }
      if (judged < dictionary.values().size()) {
        judge(wanted);
      }
      return id < 0 ? wanted.pass(null) : passing[id];
    }

    /** Whether a value that was read otherwise passes. */
    boolean passes(@Nullable Object value) {
      return wanted == null || wanted.pass((String) value);
    }

    private void judge(Wanted.Words by) {
      List<Object> values = dictionary.values();
      if (values.size() > passing.length) {
        passing = Arrays.copyOf(passing, 2 * values.size());
      }
      for (; judged < values.size(); judged++) {
        passing[judged] = by.pass((String) values.get(judged));
      }
    }

    @Override
    int read(byte[] in, int start, int limit, byte ending) {
      int end = Bytes.endOfText(in, start, limit, ending);
      if (end == limit) {
        return end;
      }
      int found = dictionary.find(in, start, end);
      if (found == Dictionary.REFUSED) {
        return UNCLEAR;
      }
      id = found;
      length = 0;
      return end;
    }

    @Override
    int repeated(byte[] in, int at, int limit) {
      int n = length;
      if (n == 0 || at + n > limit || in[at + n - 1] != in[from + n - 1]) {
        return 0;
      }
      return Bytes.areSame(in, from, in, at, n) ? n : 0;
    }

    @Override
    void lies(int begin, int to) {
      from = begin;
      length = to - begin;
    }

    @Override
    void forgetPlace() {
      length = 0;
    }

    @Override
    void putInto(ColumnBlock block) {
      block.setId(place(), id);
    }

    @Override
    void putInto(ColumnBlock block, @Nullable Object value) {
      block.setId(place(), dictionary.numberOf(value));
    }
  }

  /**
   * A column of numbers. Where they do not fit a long, or some are absent, nothing can be wanted
   * but that they are numbers.
   */
  static final class OfNumbers extends ColumnField {

    private static final int LONGEST = 18;

    private final int mostDigits;
    private final int scale;
    private final boolean mayBeAbsent;
    private long unscaled;

    OfNumbers(int place, Column column) {
      super(place);
      int precision = column.type() instanceof DecimalType decimal ? decimal.precision() : LONGEST;
      this.scale = column.type() instanceof DecimalType decimal ? decimal.scale() : 0;
      this.mostDigits = precision - scale;
      this.mayBeAbsent = column.nullable();
    }

    /** Reads digits with or without a point; whatever else may be a number is not vouched for. */
    @Override
    int read(byte[] in, int start, int limit, byte ending) {
      int at = start;
      boolean negative = at < limit && in[at] == '-';
      at += negative ? 1 : 0;
      int digits = at;
      long number = 0;
      while (at < limit && isDigit(in[at])) {
        number = 10 * number + (in[at++] - '0');
      }
      if (at == digits || at - digits > mostDigits) {
        return at < limit && !(at == start && mayBeAbsent) ? UNCLEAR : at;
      }
      int decimals = 0;
      if (at < limit && in[at] == '.') {
        int point = at++;
        while (at < limit && isDigit(in[at])) {
          number = 10 * number + (in[at++] - '0');
        }
        decimals = at - point - 1;
      }
      if (decimals > scale || (negative && number == 0)) {
        return at < limit ? UNCLEAR : at;
      }
      for (; decimals < scale; decimals++) {
        number *= 10;
      }
      unscaled = negative ? -number : number;
      return at;
    }

    private static boolean isDigit(byte b) {
      return b >= '0' && b <= '9';
    }

    /** The last number read, times ten to the scale. */
    long unscaled() {
      return unscaled;
    }

    @Override
    void putInto(ColumnBlock block) {
      block.setNumber(place(), unscaled);
    }

    @Override
    void putInto(ColumnBlock block, @Nullable Object value) {
      if (value != null) {
        block.setNumber(place(), ColumnReader.unscaled(value));
      }
    }
  }

  /** A column of texts without a rule, of which nothing is wanted but that they are texts. */
  static final class OfAnyText extends ColumnField {

    private final Dictionary odd;

    /**
     * @param odd judges what is not printable ASCII
     */
    OfAnyText(int place, Dictionary odd) {
      super(place);
      this.odd = odd;
    }

    @Override
    int read(byte[] in, int start, int limit, byte ending) {
      int end = Bytes.endOfPrintable(in, start, limit, ending);
      if (end >= 0) {
        return end;
      }
      end = Bytes.endOfText(in, start, limit, ending);
      return end < limit && odd.find(in, start, end) == Dictionary.REFUSED ? UNCLEAR : end;
    }

    void forgetIfMoreThan(long bytes) {
      if (odd.bytes() > bytes) {
        odd.clear();
      }
    }

    @Override
    void putInto(ColumnBlock block) {
      throw new IllegalStateException("Nothing is wanted of the column");
    }

    @Override
    void putInto(ColumnBlock block, @Nullable Object value) {
      putInto(block);
    }
  }
}
