package org.medsip.common.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.medsip.common.disclosure.RandomTables.Cell;

/** Random tables, published once and twice, attacked by linear programming. */
class AttackTest {

  private static final int SOME = 250;
  private static final int MANY = 1_000;

  @ParameterizedTest
  @ValueSource(strings = {"nhsbsa", "opensafely"})
  void nothingSuppressedCanBeWorkedOutFromOneRelease(String policy) {
    Outcome outcome = attack(SOME, seed -> Optional.of(once(seed, policy)));

    assertThat(outcome.workedOut).isEmpty();
    assertThat(outcome.suppressed).isGreaterThan(outcome.small);
  }

  @ParameterizedTest
  @ValueSource(strings = {"nhsbsa", "opensafely"})
  void nothingSuppressedCanBeWorkedOutFromTwoReleases(String policy) {
    Outcome outcome = attack(SOME, seed -> twice(seed, policy));

    assertThat(outcome.workedOut).isEmpty();
    assertThat(outcome.refused).isLessThan(SOME / 4);
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(strings = {"nhsbsa", "opensafely"})
  void nothingSuppressedCanBeWorkedOutFromAThousandTables(String policy) {
    assertThat(attack(MANY, seed -> Optional.of(once(MANY + seed, policy))).workedOut).isEmpty();
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(strings = {"nhsbsa", "opensafely"})
  void nothingSuppressedCanBeWorkedOutFromAThousandTablesPublishedTwice(String policy) {
    assertThat(attack(MANY, seed -> twice(MANY + seed, policy)).workedOut).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"nhsbsa", "opensafely"})
  void withoutSecondarySuppressionTheSameAttackWorksOutALot(String policy) {
    Outcome outcome =
        attack(
            20,
            seed -> {
              RandomTables tables = once(seed, policy);
              tables.cells.forEach(cell -> cell.shown = tables.policy.show(cell.value));
              return Optional.of(tables);
            });

    assertThat(outcome.workedOut).hasSizeGreaterThan(20);
  }

  @ParameterizedTest
  @ValueSource(strings = {"nhsbsa", "opensafely"})
  void whatIsShownFollowsFromTheTrueCountAlone(String policy) {
    for (int seed = 0; seed < 200; seed++) {
      RandomTables tables = once(seed, policy);
      for (Cell cell : tables.cells) {
        assertThat(cell.shown).isIn(Shown.SUPPRESSED, tables.policy.show(cell.value));
      }
    }
  }

  private static RandomTables once(long seed, String policy) {
    return RandomTables.once(seed, DisclosurePolicy.of(policy));
  }

  private static Optional<RandomTables> twice(long seed, String policy) {
    return RandomTables.twice(seed, DisclosurePolicy.of(policy));
  }

  /** What came of attacks on many tables. */
  private static final class Outcome {
    private final List<String> workedOut = new ArrayList<>();
    private int suppressed;
    private int small;
    private int refused;
  }

  private static Outcome attack(int count, LongFunction<Optional<RandomTables>> published) {
    Outcome outcome = new Outcome();
    for (int seed = 0; seed < count; seed++) {
      Optional<RandomTables> tables = published.apply(seed);
      outcome.refused += tables.isEmpty() ? 1 : 0;
      String name = "tables " + seed;
      tables.ifPresent(found -> attack(found, name, outcome));
    }
    return outcome;
  }

  private static void attack(RandomTables tables, String name, Outcome outcome) {
    Attacker attacker = new Attacker(tables);
    DisclosurePolicy policy = tables.policy;
    for (Cell cell : attacker.suppressed()) {
      String sentence = "%s: %s is %d".formatted(name, cell.name, cell.value);
      outcome.suppressed++;
      if (attacker.knowsWithin(cell, policy.width())) {
        outcome.workedOut.add(sentence);
      }
      if (policy.hides(cell.value)) {
        outcome.small++;
        if (attacker.rulesOutSomeOf(cell, policy.hidden())) {
          outcome.workedOut.add(sentence + ", for who is told which are small");
        }
      }
    }
  }
}
