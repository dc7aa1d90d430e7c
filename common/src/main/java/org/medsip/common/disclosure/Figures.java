package org.medsip.common.disclosure;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.medsip.common.disclosure.Statement.Kind;

/**
 * Everything that one release tells of counts of people, and the decision what of it is suppressed.
 *
 * <p>Parts are counts that do not overlap, such as the people of a practice in a cohort. A figure
 * is what would be published of a sum of parts. Levels of organisation, breakdowns and tables are
 * all figures over the same parts, so that subtracting any of them from others is seen here. What
 * everybody knows (a cohort within another) and what an earlier release told are statements too.
 *
 * <p>{@link #protect} suppresses the counts that the policy hides. For each suppressed figure it
 * then looks for other counts of people that would look the same from outside and in which the
 * figure is another number; where there are too few of them, it suppresses the figures that stand
 * in the way, at the least cost. A figure counts as safe only when such other counts were found, so
 * a search that gives up early suppresses too much and never too little.
 */
public final class Figures {

  private final DisclosurePolicy policy;
  private final List<Statement> statements = new ArrayList<>();
  private long[] counts = new long[64];
  private int parts;

  public Figures(DisclosurePolicy policy) {
    this.policy = policy;
  }

  /** Adds a part and returns its number. */
  public int part(long count) {
    if (count < 0) {
      throw new IllegalArgumentException("A count of people is not " + count);
    }
    if (parts == counts.length) {
      counts = Arrays.copyOf(counts, 2 * parts);
    }
    counts[parts] = count;
    return parts++;
  }

  /** Adds a figure to be published over some parts, each once, and returns its number. */
  public int figure(int... of) {
    return add(Statement.figure(statements.size(), of.clone(), sum(of), policy));
  }

  /**
   * Takes nobody to be told that a figure is small, where a balance ties it to others whatever is
   * suppressed: that those are small too would tell it.
   */
  public void neverTell(int figure) {
    statements.get(figure).neverTell();
  }

  /** States that another release shows the sum of some parts, rounded, or hides it for good. */
  public int shownElsewhere(int... of) {
    return add(Statement.elsewhere(statements.size(), of.clone(), sum(of), policy));
  }

  /** Keeps a figure suppressed, whatever its count. */
  public void suppress(int figure) {
    statements.get(figure).suppress();
  }

  /**
   * Adds a figure of an earlier release, which stands as it was shown.
   *
   * @param then the policy of that release
   */
  public int earlier(Shown shown, DisclosurePolicy then, int... of) {
    return add(Statement.earlier(statements.size(), of.clone(), sum(of), shown, then));
  }

  /**
   * Adds a figure of an earlier release, unless its parts are now known to be others: a practice
   * that was in another group of practices then, of which no record is kept.
   */
  public OptionalInt earlierIfStillSo(Shown shown, DisclosurePolicy then, int... of) {
    boolean so = shown.isSuppressed() || then.behind(shown.number().getAsLong()).contains(sum(of));
    return so ? OptionalInt.of(earlier(shown, then, of)) : OptionalInt.empty();
  }

  /** The people of some parts together. */
  public long people(int... of) {
    return sum(of);
  }

  /** States that everybody knows some parts to be no more than others together. */
  public void knownToBeAtMost(int[] some, int[] others) {
    add(difference(Kind.AT_MOST, others, some));
  }

  /** States that everybody knows some parts to be the same people as others, divided otherwise. */
  public void knownToBeTheSame(int[] some, int[] others) {
    add(difference(Kind.DIVISION, some, others));
  }

  /** States that everybody knows by how many people some parts are more than others. */
  public void differenceIsKnown(int[] some, int[] others) {
    add(difference(Kind.DIFFERENCE, some, others));
  }

  private int add(Statement statement) {
    if (!statement.isSuppressed() && !statement.told().contains(statement.value)) {
      throw new IllegalArgumentException(
          "What is stated of parts %s is not true of their counts"
              .formatted(Arrays.toString(statement.parts)));
    }
    statements.add(statement);
    return statement.index;
  }

  private Statement difference(Kind kind, int[] plus, int[] minus) {
    int[] all = Arrays.copyOf(plus, plus.length + minus.length);
    System.arraycopy(minus, 0, all, plus.length, minus.length);
    int[] signs = new int[all.length];
    Arrays.fill(signs, 0, plus.length, 1);
    Arrays.fill(signs, plus.length, signs.length, -1);
    return Statement.fact(statements.size(), kind, all, signs, sum(plus) - sum(minus));
  }

  private long sum(int... of) {
    return Arrays.stream(of).mapToLong(part -> counts[part]).sum();
  }

  /**
   * Decides what is shown.
   *
   * @return what is shown of each statement, by its number; a fact shows nothing
   * @throws NotProtectable if an earlier release or a balance makes a suppressed count known,
   *     whatever is suppressed now
   */
  public List<Shown> protect() {
    Deque<Statement> open = new ArrayDeque<>();
    statements.stream().filter(Statement::isSuppressed).forEach(open::add);
    if (!open.isEmpty()) {
      Lookalikes lookalikes = new Lookalikes(statements, Arrays.copyOf(counts, parts));
      Set<Integer> without = new TreeSet<>();
      while (!open.isEmpty()) {
        Statement next = open.remove();
        if (!lookalikes.makeRoomFor(next, policy, open)) {
          without.add(next.index);
        }
      }
      if (!without.isEmpty()) {
        throw new NotProtectable(without);
      }
    }
    return statements.stream().map(this::shown).toList();
  }

  private Shown shown(Statement statement) {
    return statement.kind == Kind.FIGURE && !statement.isSuppressed()
        ? policy.show(statement.value)
        : Shown.SUPPRESSED;
  }
}
