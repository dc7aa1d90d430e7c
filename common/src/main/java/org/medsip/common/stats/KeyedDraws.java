package org.medsip.common.stats;

import java.nio.charset.StandardCharsets;

/**
 * Random draws that belong to a seed and a code, such as that of a practice: whatever is computed
 * beside it, in whatever order and on how many machines, the same code gets the same draws.
 *
 * <p>The state of SplitMix64 starts at the seed mixed with the FNV-1a hash of the code; each of its
 * outputs gives four draws of 16 bits, and a draw is the standard normal quantile of the middle of
 * its 65,536th of the distribution. So a draw lies within 4.2 standard deviations, which is far
 * enough for ranks.
 *
 * <p>Source: Steele, Lea and Flood 2014, OOPSLA, doi 10.1145/2660193.2660195; Fowler, Noll and Vo,
 * the FNV hash.
 */
public final class KeyedDraws {

  private static final long GOLDEN = 0x9E3779B97F4A7C15L;
  private static final long FNV_OFFSET = 0xCBF29CE484222325L;
  private static final long FNV_PRIME = 0x100000001B3L;
  private static final int STEPS = 1 << 16;
  private static final int DRAWS_OF_ONE = 4;
  private static final double[] NORMAL = normalQuantiles();

  private final long seed;

  public KeyedDraws(long seed) {
    this.seed = seed;
  }

  /** The first draws of a code, each as the 65,536th of the distribution that it lies in. */
  char[] places(String code, int count) {
    char[] places = new char[count];
    long state = mixed(seed ^ hash(code));
    long bits = 0;
    for (int i = 0; i < count; i++) {
      if (i % DRAWS_OF_ONE == 0) {
        state += GOLDEN;
        bits = mixed(state);
      }
      places[i] = (char) bits;
      bits >>>= Character.SIZE;
    }
    return places;
  }

  /** The standard normal value of a place. */
  static double normal(char place) {
    return NORMAL[place];
  }

  private static long hash(String code) {
    long hash = FNV_OFFSET;
    for (byte one : code.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (one & 0xFF)) * FNV_PRIME;
    }
    return hash;
  }

  private static long mixed(long state) {
    long mixed = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }

  private static double[] normalQuantiles() {
    double[] quantiles = new double[STEPS];
    for (int i = 0; i < STEPS / 2; i++) {
      double quantile = Normal.quantile((i + 0.5) / STEPS);
      quantiles[i] = quantile;
      quantiles[STEPS - 1 - i] = -quantile;
    }
    return quantiles;
  }
}
