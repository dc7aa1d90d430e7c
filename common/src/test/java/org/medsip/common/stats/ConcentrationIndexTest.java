package org.medsip.common.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ConcentrationIndexTest {

  @Test
  void theWorkedExampleIsLessThanZero() {
    assertThat(ConcentrationIndex.of(groups(40, 35, 30, 25, 20)).orElseThrow().index())
        .isCloseTo(-4.0 / 30, within(1e-12));
  }

  @Test
  void theSameEverywhereIsZeroAndTurnedRoundItChangesSign() {
    List<RankedGroup> falling = groups(40, 35, 30, 25, 20);
    Collections.reverse(falling);

    assertThat(ConcentrationIndex.of(groups(3, 3, 3, 3, 3)).orElseThrow().index())
        .isCloseTo(0, within(1e-12));
    assertThat(ConcentrationIndex.of(falling).orElseThrow().index())
        .isCloseTo(4.0 / 30, within(1e-12));
  }

  @Test
  void itIsTwiceTheAreaBetweenTheDiagonalAndTheCurveOfShares() {
    Random random = new Random(97);
    List<RankedGroup> groups = new ArrayList<>();
    double people = 0;
    double counted = 0;
    for (int i = 0; i < 50; i++) {
      RankedGroup group = new RankedGroup(1 + random.nextInt(9), 5 + 20 * random.nextDouble(), 0);
      groups.add(group);
      people += group.population();
      counted += group.population() * group.value();
    }
    double under = 0;
    double share = 0;
    for (RankedGroup group : groups) {
      double more = group.population() * group.value() / counted;
      under += group.population() / people * (share + more / 2);
      share += more;
    }

    assertThat(ConcentrationIndex.of(groups).orElseThrow().index())
        .isCloseTo(1 - 2 * under, within(1e-12));
  }

  /** The published variance is that of one person a row: the same where all rows weigh one. */
  @Test
  void withPracticesOfOneSizeTheVarianceIsThatOfTheEquationAsPublished() {
    double[] y = {9, 7, 8, 4, 6, 5, 3, 4};
    int n = y.length;
    double mean = Sums.mean(y);
    double index = -1;
    for (int i = 0; i < n; i++) {
      index += 2 / (n * mean) * y[i] * (2 * i + 1) / (2.0 * n);
    }
    double squares = 0;
    double q = 0;
    for (int i = 0; i < n; i++) {
      double next = q + y[i] / (mean * n);
      double rank = (2 * i + 1) / (2.0 * n);
      double a = y[i] / mean * (2 * rank - 1 - index) + 2 - q - next;
      squares += a * a / n;
      q = next;
    }
    double variance = (squares - (1 + index) * (1 + index)) / n;

    assertThat(ConcentrationIndex.of(groups(y)).orElseThrow().limits().upper())
        .isCloseTo(index + Normal.Z95 * Math.sqrt(variance), within(1e-12));
  }

  @Test
  void ofFifthsTheIndexIsTheSameWithTheLimitsOfARatio() {
    List<RankedGroup> fifths = new ArrayList<>();
    for (double rate : new double[] {40, 35, 30, 25, 20}) {
      fifths.add(new RankedGroup(1, rate, 1));
    }
    ConcentrationIndex ofFifths =
        ConcentrationIndex.of(fifths, LinearPair.independent(fifths)).orElseThrow();
    double spread = 0;
    for (int i = 0; i < 5; i++) {
      double weight = 2 * 0.2 * (0.1 + 0.2 * i) - 0.2 * (1 - 4.0 / 30);
      spread += weight * weight / (30 * 30);
    }

    assertThat(ofFifths.index()).isCloseTo(-4.0 / 30, within(1e-12));
    assertThat(ofFifths.limits().upper() - ofFifths.limits().lower())
        .isCloseTo(2 * Normal.Z95 * Math.sqrt(spread), within(1e-3));
  }

  @Test
  void fourPracticesOrNothingCountedHaveNoIndex() {
    assertThat(ConcentrationIndex.of(groups(1, 2, 3, 4))).isEmpty();
    assertThat(ConcentrationIndex.of(groups(0, 0, 0, 0, 0))).isEmpty();
  }

  private static List<RankedGroup> groups(double... rates) {
    List<RankedGroup> groups = new ArrayList<>();
    for (double rate : rates) {
      groups.add(new RankedGroup(1, rate, 0));
    }
    return groups;
  }
}
