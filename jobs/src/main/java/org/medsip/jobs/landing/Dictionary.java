package org.medsip.jobs.landing;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
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
final class Dictionary {

  /** The number that stands for no value. */
  static final int ABSENT = -1;

  /** What a field is that the column refuses. */
  static final int REFUSED = -2;

  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long FACTOR = 0x9E3779B97F4A7C15L;

  private final Cell cell;
  private final Charset charset;
  private final String absent;
  private final @Nullable Object only;
  private final Fields one = new Fields();
  private final Map<Object, Integer> numbers = new HashMap<>();
  private final List<Object> values = new ArrayList<>();

  private int[] slots = new int[1 << 10];
  private long[] hashes = new long[1 << 8];
  private int[] ends = new int[1 << 8];
  private int[] verdicts = new int[1 << 8];
  private byte[] bytes = new byte[1 << 12];
  private int size;

  /**
   * @param only the one value that fields may have, where they may have but one
   */
  Dictionary(Cell cell, Charset charset, String absent, @Nullable Object only) {
    this.cell = cell;
    this.charset = charset;
    this.absent = absent;
    this.only = only;
  }

  /** The values by their numbers. */
  List<Object> values() {
    return values;
  }

  /** The number of the value that a field says, {@link #ABSENT} or {@link #REFUSED}. */
  int find(byte[] buffer, int start, int end) {
    long hash = hash(buffer, start, end);
    int mask = slots.length - 1;
    int slot = (int) hash & mask;
    for (int entry = slots[slot]; entry != 0; entry = slots[slot]) {
      int i = entry - 1;
      if (hashes[i] == hash
          && Arrays.equals(bytes, i == 0 ? 0 : ends[i - 1], ends[i], buffer, start, end)) {
        return verdicts[i];
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
    one.add(new String(buffer, start, end - start, charset));
    if (RowTyping.read(cell, one, 0, absent) != null) {
      return REFUSED;
    }
    return only == null || only.equals(cell.value) ? numberOf(cell.value) : REFUSED;
  }

  private void remember(long hash, int slot, int verdict, byte[] buffer, int start, int end) {
    int before = size == 0 ? 0 : ends[size - 1];
    int length = end - start;
    if (size == hashes.length) {
      hashes = Arrays.copyOf(hashes, 2 * size);
      ends = Arrays.copyOf(ends, 2 * size);
      verdicts = Arrays.copyOf(verdicts, 2 * size);
    }
    if (before + length > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, before + length));
    }
    System.arraycopy(buffer, start, bytes, before, length);
    hashes[size] = hash;
    ends[size] = before + length;
    verdicts[size] = verdict;
    size++;
    slots[slot] = size;
    if (3 * size > slots.length) {
      spread();
    }
  }

  private void spread() {
    slots = new int[4 * slots.length];
    int mask = slots.length - 1;
    for (int i = 0; i < size; i++) {
      int slot = (int) hashes[i] & mask;
      while (slots[slot] != 0) {
        slot = (slot + 1) & mask;
      }
      slots[slot] = i + 1;
    }
  }

  /** The bytes that are remembered. */
  long bytes() {
    return (size == 0 ? 0 : ends[size - 1]) + 24L * size;
  }

  /** Forgets everything, numbers too. */
  void clear() {
    size = 0;
    Arrays.fill(slots, 0);
    numbers.clear();
    values.clear();
  }

  private static long hash(byte[] buffer, int start, int end) {
    long hash = end - start;
    int at = start;
    for (; at + Long.BYTES <= end; at += Long.BYTES) {
      hash = (hash ^ (long) WORDS.get(buffer, at)) * FACTOR;
      hash ^= hash >>> 29;
    }
    long rest = 0;
    for (; at < end; at++) {
      rest = (rest << 8) | (buffer[at] & 0xFF);
    }
    hash = (hash ^ rest) * FACTOR;
    return hash ^ (hash >>> 32);
  }
}
