package org.medsip.common.disclosure;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Something known, or to be kept from being known, of a sum of parts of all that is counted. */
final class Statement {

  /** What kind of statement it is. */
  enum Kind {
    /** A figure of the release at hand: shown or suppressed, as is being decided. */
    FIGURE,
    /** A figure of an earlier release: shown or suppressed for good. */
    EARLIER,
    /** Everybody knows the parts taken away to be no more than those added. */
    AT_MOST,
    /** Everybody knows the parts taken away to be the same people as those added. */
    DIVISION,
    /** Everybody knows by how many people the parts added are more than those taken away. */
    DIFFERENCE
  }

  private static final long COST_OF_A_FIGURE = 10;
  private static final long COST_OF_A_ZERO = 40;

  final int index;
  final Kind kind;
  final int[] parts;
  final int[] signs;
  final long value;
  private final Range hidden;
  private boolean small;
  private final Range told;
  private boolean suppressed;

  private Statement(
      int index,
      Kind kind,
      int[] parts,
      int[] signs,
      long value,
      Range hidden,
      boolean small,
      Range told,
      boolean suppressed) {
    this.index = index;
    this.kind = kind;
    this.parts = parts;
    this.signs = signs;
    this.value = value;
    this.hidden = hidden;
    this.small = small;
    this.told = told;
    this.suppressed = suppressed;
  }

  static Statement figure(int index, int[] parts, long value, DisclosurePolicy policy) {
    boolean small = policy.hides(value);
    Range told = small ? policy.hidden() : policy.behind(policy.rounded(value));
    return new Statement(
        index, Kind.FIGURE, parts, ones(parts), value, policy.hidden(), small, told, small);
  }

  /** A count that another release shows or hides, of which nobody is told that it is small. */
  static Statement elsewhere(int index, int[] parts, long value, DisclosurePolicy policy) {
    boolean hides = policy.hides(value);
    Range told = hides ? policy.hidden() : policy.behind(policy.rounded(value));
    return new Statement(
        index, Kind.EARLIER, parts, ones(parts), value, policy.hidden(), false, told, hides);
  }

  static Statement earlier(
      int index, int[] parts, long value, Shown shown, DisclosurePolicy policy) {
    boolean small = policy.hides(value);
    Range told =
        shown.number().isPresent()
            ? policy.behind(shown.number().getAsLong())
            : new Range(value, value);
    return new Statement(
        index,
        Kind.EARLIER,
        parts,
        ones(parts),
        value,
        policy.hidden(),
        small,
        told,
        shown.isSuppressed());
  }

  /** What everybody knows of the difference between some parts and others. */
  static Statement fact(int index, Kind kind, int[] parts, int[] signs, long value) {
    Range known = kind == Kind.AT_MOST ? Range.ANY_COUNT : new Range(value, value);
    return new Statement(index, kind, parts, signs, value, known, false, known, false);
  }

  private static int[] ones(int[] parts) {
    int[] ones = new int[parts.length];
    Arrays.fill(ones, 1);
    return ones;
  }

  /** The parts that stand on the other side of a fact than one of its parts. */
  IntStream partsAgainst(int part) {
    int sign =
        IntStream.range(0, parts.length).filter(i -> parts[i] == part).map(i -> signs[i]).sum();
    return IntStream.range(0, parts.length).filter(i -> signs[i] != sign).map(i -> parts[i]);
  }

  boolean isSuppressed() {
    return suppressed;
  }

  /**
   * Whether it is suppressed for being small, and not only for what it would give away, and
   * somebody may be told so.
   */
  boolean isSmall() {
    return small && suppressed;
  }

  /** The counts a suppressed figure may be while it is small. */
  Range hidden() {
    return hidden;
  }

  /** The sums that somebody takes for possible who sees what is shown. */
  Range told() {
    return suppressed ? Range.ANY_COUNT : told;
  }

  boolean canBeSuppressed() {
    return kind == Kind.FIGURE && !suppressed;
  }

  void neverTell() {
    small = false;
  }

  void suppress() {
    suppressed = true;
  }

  /** What is lost when it is suppressed. */
  long cost() {
    return value == 0 ? COST_OF_A_ZERO : COST_OF_A_FIGURE + value;
  }

  /** How bad it is to break it: a figure of one part cannot be mended by another of its parts. */
  long weight() {
    return parts.length == 1 ? cost() : 1;
  }
}
