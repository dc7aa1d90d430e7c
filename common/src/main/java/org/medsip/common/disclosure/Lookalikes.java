package org.medsip.common.disclosure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.medsip.common.disclosure.World.Change;

/**
 * Finds other counts that look the same from outside: every statement that is shown, known or told
 * earlier stays true, and one suppressed figure is another number.
 *
 * <p>The search changes a part of the figure and then mends, one after another, the statements that
 * this breaks, each by an opposite change of another part of it, the smallest statement first: a
 * person more at one practice of a network is a person less at another of the same network, and no
 * larger area has noticed. A statement that cannot be mended may be given up, which means that it
 * has to be suppressed; the cost of that is the count it would have shown.
 */
final class Lookalikes {

  private static final int[] MOST_CHANGES = {2, 8, 48};
  private static final int MOST_CHOICES = 8;
  private static final int MOST_LOOKED_AT = 512;
  private static final int USUAL_STEPS = 200;
  private static final int PATIENT_STEPS = 10_000;
  private static final long NOTHING_GIVEN_UP = 1;
  private static final long ANY_COST = Long.MAX_VALUE;

  private final PartIndex index;
  private final Onlooker onlooker;
  private final World world;
  private boolean nothingGivenUp;
  private int mostChanges;
  private int stepsLeft;
  private boolean isCutShort;
  private Found best = Found.NOTHING;

  /** A change that may be made next, and what it breaks less what it mends. */
  private record Choice(Change change, long harm) {}

  /** The changes that make one target another number, and what has to be suppressed for them. */
  private record Found(List<Change> changes, List<Statement> givenUp, long cost) {
    static final Found NOTHING = new Found(List.of(), List.of(), ANY_COST);
  }

  Lookalikes(List<Statement> statements, long[] counts) {
    index = new PartIndex(statements, counts.length);
    onlooker = new Onlooker(index, counts.length, statements);
    world = new World(statements, counts, index, onlooker);
  }

  /**
   * Suppresses as much as is needed for a suppressed figure not to be told from others: a small one
   * may be any number that the policy hides, and any one is unknown by the width of the policy.
   *
   * @param suppressed takes what was suppressed for it, which now needs room too
   * @return whether there is room
   */
  boolean makeRoomFor(Statement figure, DisclosurePolicy policy, Collection<Statement> suppressed) {
    boolean enough = true;
    if (figure.isSmall()) {
      onlooker.lookAtAndBeTold(figure);
      enough =
          makeItReach(figure.hidden().from() - figure.value, suppressed)
              && makeItReach(figure.hidden().to() - figure.value, suppressed);
    }
    onlooker.lookAt(figure);
    return enough && makeItWide(policy.width(), suppressed);
  }

  private boolean makeItReach(long change, Collection<Statement> suppressed) {
    long missing = change - moveFreely(change);
    boolean enough = suppressFor(missing, suppressed);
    putBack();
    return enough;
  }

  private boolean makeItWide(long width, Collection<Statement> suppressed) {
    if (world.spread(onlooker.target()) >= width) {
      return true;
    }
    long up = moveFreely(width);
    putBack();
    long most = Math.min(onlooker.target().value, width - up);
    long down = most > 0 ? moveFreely(-most) : 0;
    putBack();
    long missing = width - up + down;
    if (missing == 0) {
      return true;
    }
    moveFreely(up);
    boolean enough = suppressFor(missing, suppressed);
    putBack();
    return enough;
  }

  private void putBack() {
    world.putBack();
    world.lookAnew();
  }

  /** Moves the target as far as it goes without anything being given up; returns how far. */
  private long moveFreely(long change) {
    long done = 0;
    long step = change;
    while (done != change) {
      Found found = search(step, NOTHING_GIVEN_UP, USUAL_STEPS);
      if (found.cost == 0) {
        world.settle(found.changes);
        done += step;
        step = nearer(step, change - done);
      } else if (Math.abs(step) > 1) {
        step /= 2;
      } else {
        return done;
      }
    }
    return done;
  }

  /**
   * Moves the target all the way and suppresses what stands in it, at the least cost found.
   *
   * @return whether it could be moved so far
   */
  private boolean suppressFor(long change, Collection<Statement> suppressed) {
    long missing = change;
    long step = change;
    while (missing != 0) {
      Found found = cheapest(step);
      if (found.cost < ANY_COST) {
        found.givenUp.forEach(Statement::suppress);
        suppressed.addAll(found.givenUp);
        world.settle(found.changes);
        missing -= step;
        step = nearer(step, missing);
      } else if (Math.abs(step) > 1) {
        step /= 2;
      } else {
        return false;
      }
    }
    return true;
  }

  private static long nearer(long one, long other) {
    return Math.abs(one) < Math.abs(other) ? one : other;
  }

  private Found cheapest(long step) {
    Found found = search(step, ANY_COST, USUAL_STEPS);
    return found.cost < ANY_COST ? found : search(step, ANY_COST, PATIENT_STEPS);
  }

  /**
   * The cheapest way found to change the target by a step, below a bound of the cost. Few changes
   * are tried first: what they cost bounds the search among more. More are not tried where fewer
   * were no hindrance.
   */
  private Found search(long step, long below, int steps) {
    nothingGivenUp = below == NOTHING_GIVEN_UP;
    best = new Found(List.of(), List.of(), below);
    List<Choice> choices = choices(onlooker.target(), step);
    isCutShort = true;
    for (int i = 0; i < MOST_CHANGES.length && isCutShort && best.cost > 0; i++) {
      mostChanges = MOST_CHANGES[i];
      stepsLeft = steps;
      isCutShort = false;
      mendBy(choices, choice -> true, 0);
    }
    return best.changes.isEmpty() ? Found.NOTHING : best;
  }

  private void mend(long cost) {
    if (stepsLeft-- <= 0) {
      isCutShort = true;
      return;
    }
    if (cost >= best.cost) {
      return;
    }
    @Nullable Statement next = world.smallestBroken();
    if (next == null) {
      best = new Found(List.copyOf(world.changes()), List.copyOf(world.givenUp()), cost);
      return;
    }
    boolean enough = world.changes().size() >= mostChanges;
    isCutShort |= enough;
    List<Choice> choices = enough ? List.of() : choices(next, world.shortOf(next));
    mendBy(choices, choice -> choice.harm < 0, cost);
    if (next.canBeSuppressed() && cost + next.cost() < best.cost) {
      world.giveUp(next);
      mend(cost + next.cost());
      world.takeBack(next);
    }
    mendBy(choices, choice -> choice.harm >= 0, cost);
  }

  private void mendBy(List<Choice> choices, Predicate<Choice> which, long cost) {
    for (Choice choice : choices) {
      if (which.test(choice) && cost < best.cost) {
        world.make(choice.change);
        mend(cost);
        world.unmake(choice.change);
      }
    }
  }

  /** The changes of one part each that bring a statement nearer, those that harm least first. */
  private List<Choice> choices(Statement statement, long wanted) {
    boolean isTarget = statement == onlooker.target();
    List<Choice> choices = new ArrayList<>();
    int[] parts = lookedAt(statement);
    boolean isAll = parts == statement.parts;
    for (int i = 0; i < parts.length; i++) {
      int part = parts[i];
      if (onlooker.isPartOfTarget(part) == isTarget) {
        int sign = isAll ? statement.signs[i] : index.signIn(statement, part);
        long by = within(part, wanted * sign);
        boolean tooLittle = by == 0 || (isTarget && by != wanted);
        if (!tooLittle && !world.wouldUndo(part, by)) {
          addInOrder(choices, new Choice(new Change(part, by), world.harm(part, by)));
        }
      }
    }
    return choices;
  }

  private static void addInOrder(List<Choice> choices, Choice choice) {
    int place = choices.size();
    while (place > 0 && choices.get(place - 1).harm > choice.harm) {
      place--;
    }
    if (place < MOST_CHOICES) {
      choices.add(place, choice);
      if (choices.size() > MOST_CHOICES) {
        choices.remove(MOST_CHOICES);
      }
    }
  }

  /** The parts of a statement; of a large one, those that lie nearest to what was changed. */
  private int[] lookedAt(Statement statement) {
    if (statement.parts.length <= MOST_LOOKED_AT) {
      return statement.parts;
    }
    for (Change change : world.changes()) {
      if (index.signIn(statement, change.part()) != 0) {
        return largestAround(change.part());
      }
    }
    return Arrays.copyOf(statement.parts, MOST_LOOKED_AT);
  }

  private int[] largestAround(int part) {
    int[] around = {part};
    for (int i = 0; i < index.statements(part); i++) {
      int[] parts = index.statement(part, i).parts;
      around = parts.length <= MOST_LOOKED_AT ? parts : around;
    }
    return around;
  }

  /** As much of a change as a part and the figures over nothing but it can take. */
  private long within(int part, long change) {
    long by = world.within(part, change);
    for (int i = 0; i < index.statementsOfOnly(part); i++) {
      Statement own = index.statement(part, i);
      boolean stays = nothingGivenUp || !own.canBeSuppressed();
      if (own != onlooker.target() && stays) {
        by = world.within(own, by);
      }
    }
    return by;
  }
}
