package org.medsip.jobs.landing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The values of one column of a file, each with a number from 0. A field is looked up by its bytes;
 * bytes not met before are judged by the {@link Cell} of the column, once.
 */
class Dictionary {

  /** The number that stands for no value. */
  static final int ABSENT = -1;

  /** What a field is that the column refuses. */
  static final int REFUSED = -2;

  /** The bits of a hash that are kept beside the number of an entry. */
  private static final long KEPT = 0xFFFFFFFF00000000L;

  private static final int START = 0;
  private static final int LENGTH = 1;
  private static final int VERDICT = 2;
  private static final int PARTS = 3;

  /** Makes bytes a text. */
  interface Decoding {
    String text(byte[] in, int start, int end);
  }

  private final Cell cell;
  private final Decoding decoding;
  private final String absent;
  private final @Nullable Object only;
  private final Fields one = new Fields();
  private final Map<Object, Integer> numbers = new HashMap<>();

  private List<Object> values = new ArrayList<>();
  private long[] slots = new long[1 << 10];
  private int[] entries = new int[PARTS << 8];
  private byte[] bytes = new byte[1 << 12];
  private int size;
  private int used;

  /**
   * @param only the one value that fields may have, where they may have but one
   */
  Dictionary(Cell cell, Decoding decoding, String absent, @Nullable Object only) {
    this.cell = cell;
    this.decoding = decoding;
    this.absent = absent;
    this.only = only;
  }

  /** The values by their numbers. */
  List<Object> values() {
    return values;
  }

  /** The number of the value that a field says, {@link #ABSENT} or {@link #REFUSED}. */
  int find(byte[] buffer, int start, int end) {
    long hash = Bytes.hash(buffer, start, end);
    int mask = slots.length - 1;
    int slot = (int) hash & mask;
    for (long found = slots[slot]; found != 0; found = slots[slot]) {
      if (((found ^ hash) & KEPT) == 0) {
        int entry = PARTS * ((int) found - 1);
        if (entries[entry + LENGTH] == end - start
            && Bytes.areSame(bytes, entries[entry + START], buffer, start, end - start)) {
          return entries[entry + VERDICT];
        }
      }
      slot = (slot + 1) & mask;
    }
    int verdict = judge(buffer, start, end);
    remember(hash, slot, verdict, buffer, start, end);
    return verdict;
  }

  /** The number of a value that was read otherwise. */
  int numberOf(@Nullable Object value) {
    if (value == null) {
      return ABSENT;
    }
    Integer known = numbers.putIfAbsent(value, values.size());
    if (known == null) {
      values.add(value);
      return values.size() - 1;
    }
    return known;
  }

  private int judge(byte[] buffer, int start, int end) {
    one.begin(0);
    one.add(decoding.text(buffer, start, end));
    if (RowTyping.read(cell, one, 0, absent) != null) {
      return REFUSED;
    }
    return only == null || only.equals(cell.value) ? numberOf(cell.value) : REFUSED;
  }

  private void remember(long hash, int slot, int verdict, byte[] buffer, int start, int end) {
    int length = end - start;
    int entry = PARTS * size;
    if (entry == entries.length) {
      entries = Arrays.copyOf(entries, 2 * entry);
    }
    if (used + length > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, used + length));
    }
    System.arraycopy(buffer, start, bytes, used, length);
    entries[entry + START] = used;
    entries[entry + LENGTH] = length;
    entries[entry + VERDICT] = verdict;
    used += length;
    size++;
    slots[slot] = (hash & KEPT) | size;
    if (2 * size > slots.length) {
      spread();
    }
  }

  private void spread() {
    slots = new long[2 * slots.length];
    int mask = slots.length - 1;
    for (int i = 0; i < size; i++) {
      int start = entries[PARTS * i + START];
      long hash = Bytes.hash(bytes, start, start + entries[PARTS * i + LENGTH]);
      int slot = (int) hash & mask;
      while (slots[slot] != 0) {
        slot = (slot + 1) & mask;
      }
      slots[slot] = (hash & KEPT) | (i + 1);
    }
  }

  /** The bytes that are remembered. */
  long bytes() {
    return used + 24L * size;
  }

  /** Forgets everything, numbers too; who has the values keeps them. */
  void clear() {
    size = 0;
    used = 0;
    Arrays.fill(slots, 0);
    numbers.clear();
    values = new ArrayList<>();
  }

  /** A dictionary of whose values nothing is wanted but that the column does not refuse them. */
  static final class OfVerdicts extends Dictionary {

    OfVerdicts(Cell cell, Decoding decoding, String absent, @Nullable Object only) {
      super(cell, decoding, absent, only);
    }

    @Override
    int numberOf(@Nullable Object value) {
      return ABSENT;
    }
  }
}
