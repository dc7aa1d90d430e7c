package org.medsip.common.stats;

/**
 * How sure a rank is: each organisation's rank in each of many draws of all true values, rank 1 the
 * highest.
 *
 * <p>A rank out of thousands is far less certain than the rate it comes from. The median and the
 * 5th and 95th percentile say between which places an organisation may well lie.
 *
 * <p>Unit: places.
 *
 * <p>Example: of values that never change their order, each rank is the same in every draw.
 *
 * <p>Source: Goldstein and Spiegelhalter 1996, Journal of the Royal Statistical Society A 159:
 * 385-443, doi 10.2307/2983325.
 */
public final class Ranks {

  private static final double LOW = 0.05;
  private static final double HIGH = 0.95;
  private static final int MOST_UNITS = 1 << 16;

  /** So many draws of a unit lie together in memory; ranking them together is much faster. */
  private static final int DRAWS_AT_ONCE = 32;

  private final int units;
  private final int draws;
  private final char[][] ranks;

  private Ranks(char[][] ranks) {
    this.units = ranks.length;
    this.draws = ranks[0].length;
    this.ranks = ranks;
  }

  /** The true value of an organisation so many standard normal deviations out. */
  interface Drawn {
    double at(int unit, double z);
  }

  /**
   * The rank of one organisation.
   *
   * @param median its median rank over the draws
   * @param p05 the rank that 5 % of the draws lie before
   * @param p95 the rank that 5 % of the draws lie behind
   * @param topFifth the share of the draws in which it is in the highest fifth
   */
  public record Rank(int median, int p05, int p95, double topFifth) {}

  /**
   * Ranks all organisations in every draw; of values that are the same to six figures the later in
   * the list comes first.
   *
   * @param places what {@link KeyedDraws} drew for each; the ranks take its place
   * @param drawn the true value that a draw stands for
   */
  static Ranks of(char[][] places, Drawn drawn) {
    if (places.length == 0 || places.length > MOST_UNITS) {
      throw new IllegalArgumentException("From 1 to 65,536 units, not " + places.length);
    }
    SortedKeys sorted = new SortedKeys(places.length);
    int draws = places[0].length;
    long[][] keys = new long[DRAWS_AT_ONCE][places.length];
    char[][] ranks = new char[DRAWS_AT_ONCE][places.length];
    for (int first = 0; first < draws; first += DRAWS_AT_ONCE) {
      int some = Math.min(DRAWS_AT_ONCE, draws - first);
      for (int unit = 0; unit < places.length; unit++) {
        for (int i = 0; i < some; i++) {
          double value = drawn.at(unit, KeyedDraws.normal(places[unit][first + i]));
          keys[i][unit] = ordered(value) & SortedKeys.VALUE | unit;
        }
      }
      for (int i = 0; i < some; i++) {
        rank(sorted.of(keys[i]), ranks[i]);
      }
      for (int unit = 0; unit < places.length; unit++) {
        for (int i = 0; i < some; i++) {
          places[unit][first + i] = ranks[i][unit];
        }
      }
    }
    return new Ranks(places);
  }

  private static void rank(long[] ascending, char[] ranks) {
    for (int rank = 0; rank < ascending.length; rank++) {
      ranks[(int) ascending[ascending.length - 1 - rank]] = (char) rank;
    }
  }

  /** The rank of the organisation at a place in the list. */
  public Rank of(int unit) {
    int[] timesAt = new int[units];
    int fifth = Math.max(1, units / 5);
    int inTopFifth = 0;
    for (char rank : ranks[unit]) {
      timesAt[rank]++;
      inTopFifth += rank < fifth ? 1 : 0;
    }
    return new Rank(
        after(timesAt, 0.5),
        after(timesAt, LOW),
        after(timesAt, HIGH),
        (double) inTopFifth / draws);
  }

  /** The rank by which a share of the draws is reached. */
  private int after(int[] timesAt, double share) {
    long wanted = Math.max(1, (long) Math.ceil(share * draws));
    long reached = 0;
    for (int place = 0; place < timesAt.length; place++) {
      reached += timesAt[place];
      if (reached >= wanted) {
        return place + 1;
      }
    }
    return timesAt.length;
  }

  /** Bits that are in the order of the doubles they stand for. */
  private static long ordered(double value) {
    long bits = Double.doubleToLongBits(value);
    return bits >= 0 ? bits : bits ^ Long.MAX_VALUE;
  }
}
