package org.medsip.jobs.simulate;

/**
 * Random numbers that depend on nothing but a seed and the name of what they are drawn for, so that
 * any part of the world can be made again on its own, on any machine and in any order (SplitMix64).
 */
final class Draw {

  /** What numbers are drawn for: two topics never share any. */
  enum Topic {
    LIST,
    NAME,
    AREA,
    SCORE,
    REDRAWING,
    RATE,
    EXCESS,
    EVENT,
    AGES,
    SITE,
    ITEMS,
    STARTS,
    EPISODE,
    MISSED,
    PERSON,
    PROGRAMME,
    COMPARATOR,
    BAD_ROW
  }

  private static final long GAMMA = 0x9E3779B97F4A7C15L;
  private static final double UNIT = 0x1.0p-53;
  private static final double LARGE = 40;

  private long state;

  private Draw(long state) {
    this.state = state;
  }

  static Draw of(long seed, Topic topic, long a, long b, long c) {
    long state = mix(seed + GAMMA * (topic.ordinal() + 1));
    state = mix(state ^ (a * GAMMA + 1));
    state = mix(state ^ (b * GAMMA + 2));
    return new Draw(mix(state ^ (c * GAMMA + 3)));
  }

  static Draw of(long seed, Topic topic, long a) {
    return of(seed, topic, a, 0, 0);
  }

  /** Another number for each number, without an order that shows. */
  static long scrambled(long seed, long number) {
    return mix(number ^ mix(seed + GAMMA));
  }

  private static long mix(long z) {
    long y = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    long x = (y ^ (y >>> 27)) * 0x94D049BB133111EBL;
    return x ^ (x >>> 31);
  }

  private long next() {
    state += GAMMA;
    return mix(state);
  }

  /** At least 0 and less than 1. */
  double uniform() {
    return (next() >>> 11) * UNIT;
  }

  boolean withChance(double chance) {
    return uniform() < chance;
  }

  int below(int bound) {
    return (int) (uniform() * bound);
  }

  double normal() {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - uniform()));
    return radius * StrictMath.cos(2 * StrictMath.PI * uniform());
  }

  /** A number with this mean if it is Poisson; of large means the nearest normal one. */
  int poisson(double mean) {
    double u = uniform();
    if (u < 1 - mean) {
      return 0;
    }
    if (mean > LARGE) {
      return (int) Math.max(0, StrictMath.floor(mean + StrictMath.sqrt(mean) * normal() + 0.5));
    }
    double chance = StrictMath.exp(-mean);
    int count = 0;
    for (double below = chance; u >= below && chance > 0; below += chance) {
      count++;
      chance *= mean / count;
    }
    return count;
  }

  /** At least 1, with this mean; one as likely to be over after any month as after the first. */
  int months(double mean) {
    return 1 + (int) (StrictMath.log(1 - uniform()) / StrictMath.log(1 - 1 / mean));
  }

  /** The index of one of several, where {@code upTo} adds their chances up to the last. */
  int pick(double[] upTo) {
    double u = uniform() * upTo[upTo.length - 1];
    int low = 0;
    int high = upTo.length - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (u < upTo[middle]) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }
}
