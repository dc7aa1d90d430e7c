package org.medsip.common.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.medsip.common.metric.IndirectStandardisation.Standardised;

class IndirectStandardisationTest {

  private static final Optional<Interval> NO_LIMITS = Optional.empty();

  @Test
  void theWorkedExample() {
    Standardised practice =
        IndirectStandardisation.of(
                90, 60.0, 1_000_000, 500_000.0, 20, Optional.of(ByarInterval.ofCount(90)))
            .orElseThrow();

    assertThat(practice.ratio()).isEqualTo(0.75);
    assertThat(practice.value()).isEqualTo(15);
    assertThat(practice.limits().orElseThrow().lower()).isCloseTo(12.06, within(0.005));
    assertThat(practice.limits().orElseThrow().upper()).isCloseTo(18.44, within(0.005));
  }

  @Test
  void englandIsItsOwnStandardWhateverTheUnitOfTheWeights() {
    for (double unit : new double[] {1e-6, 1, 1e6}) {
      Standardised england =
          IndirectStandardisation.of(
                  4711, 12.5 * unit, 4711, 12.5 * unit, 3.25, Optional.of(new Interval(4577, 4847)))
              .orElseThrow();

      assertThat(england.ratio()).isCloseTo(1, within(1e-12));
      assertThat(england.value()).isCloseTo(3.25, within(1e-12));
      assertThat(england.limits().orElseThrow().lower())
          .isCloseTo(3.25 * 4577 / 4711, within(1e-12));
    }
  }

  @Test
  void withoutWeightedRegistrantsThereIsNoValue() {
    assertThat(IndirectStandardisation.of(9, null, 100, 50.0, 2, NO_LIMITS)).isEmpty();
    assertThat(IndirectStandardisation.of(9, 0.0, 100, 50.0, 2, NO_LIMITS)).isEmpty();
    assertThat(IndirectStandardisation.of(9, 4.0, 100, null, 2, NO_LIMITS)).isEmpty();
    assertThat(IndirectStandardisation.of(9, 4.0, 100, 0.0, 2, NO_LIMITS)).isEmpty();
    assertThat(IndirectStandardisation.of(9, Double.NaN, 100, 50.0, 2, NO_LIMITS)).isEmpty();
  }

  @Test
  void whereEnglandHasNothingNothingCanBeExpected() {
    assertThat(IndirectStandardisation.of(0, 4.0, 0, 50.0, 0, NO_LIMITS)).isEmpty();
  }

  @Test
  void nothingObservedIsAValueOfZeroWithAnUpperLimit() {
    Standardised practice =
        IndirectStandardisation.of(0, 4.0, 100, 50.0, 2, Optional.of(ByarInterval.ofCount(0)))
            .orElseThrow();

    assertThat(practice.value()).isZero();
    assertThat(practice.limits().orElseThrow().lower()).isZero();
    assertThat(practice.limits().orElseThrow().upper())
        .isCloseTo(3.6888794541139363 / 8 * 2, within(1e-12));
  }

  @Test
  void whatHasNoLimitsHasNoneAfterwards() {
    assertThat(IndirectStandardisation.of(-1, 4.0, 100, 50.0, 2, NO_LIMITS).orElseThrow().limits())
        .isEmpty();
  }

  /** The textbook: expected is the sum over cells of people times England's rate of the cell. */
  @Test
  void theExpectedOfAnOrganisationIsThatOfTheTextbookAndAllOfThemAddUp() {
    Random random = new Random(1987);
    for (int england = 0; england < 200; england++) {
      int cells = 1 + random.nextInt(8);
      int places = 1 + random.nextInt(6);
      double[][] people = new double[places][cells];
      double[][] observed = new double[places][cells];
      for (int place = 0; place < places; place++) {
        for (int cell = 0; cell < cells; cell++) {
          people[place][cell] = 1 + random.nextInt(500);
          observed[place][cell] = 1 + random.nextInt(50);
        }
      }
      double[] rates = new double[cells];
      for (int cell = 0; cell < cells; cell++) {
        rates[cell] = sumOfColumn(observed, cell) / sumOfColumn(people, cell);
      }
      double allObserved = sum(observed);
      double allPeople = sum(people);
      double crude = 1000 * allObserved / allPeople;
      double allExpected = 0;
      for (int place = 0; place < places; place++) {
        double expected = 0;
        double seen = 0;
        for (int cell = 0; cell < cells; cell++) {
          expected += people[place][cell] * rates[cell];
          seen += observed[place][cell];
        }
        Standardised of =
            IndirectStandardisation.of(seen, expected, allObserved, allObserved, crude, NO_LIMITS)
                .orElseThrow();
        assertThat(of.ratio()).isCloseTo(seen / expected, within(1e-9));
        assertThat(of.value()).isCloseTo(seen / expected * crude, within(1e-9 * crude));
        allExpected += seen / of.ratio();
      }
      assertThat(allExpected).isCloseTo(allObserved, within(1e-6));
    }
  }

  private static double sumOfColumn(double[][] table, int column) {
    double sum = 0;
    for (double[] row : table) {
      sum += row[column];
    }
    return sum;
  }

  private static double sum(double[][] table) {
    double sum = 0;
    for (double[] row : table) {
      for (double value : row) {
        sum += value;
      }
    }
    return sum;
  }
}
