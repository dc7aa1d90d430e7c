package org.medsip.common.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.medsip.common.stats.Ranks.Rank;

class RanksTest {

  @Test
  void valuesThatNeverChangePlacesHaveOneRankEach() {
    double[][] drawn = {{1, 1, 2}, {9, 8, 9}, {-3, -4, 0.5}, {5, 5, 5}, {0.9, 0.9, 1}};
    Ranks ranks = Ranks.of(drawn);

    assertThat(ranks.of(1)).isEqualTo(new Rank(1, 1, 1, 1));
    assertThat(ranks.of(3)).isEqualTo(new Rank(2, 2, 2, 0));
    assertThat(ranks.of(2)).isEqualTo(new Rank(5, 5, 5, 0));
  }

  /** Counts, for each unit and draw, how many lie above. */
  @Test
  void ranksAreThoseOfANaiveCount() {
    Random random = new Random(11);
    double[][] drawn = new double[23][200];
    for (double[] unit : drawn) {
      double mean = random.nextGaussian();
      for (int draw = 0; draw < unit.length; draw++) {
        unit[draw] = mean + random.nextGaussian();
      }
    }
    Ranks ranks = Ranks.of(drawn);
    for (int unit = 0; unit < drawn.length; unit++) {
      int[] counted = new int[200];
      int top = 0;
      for (int draw = 0; draw < 200; draw++) {
        counted[draw] = 1;
        for (double[] other : drawn) {
          counted[draw] += other[draw] > drawn[unit][draw] ? 1 : 0;
        }
        top += counted[draw] <= 4 ? 1 : 0;
      }
      Arrays.sort(counted);

      assertThat(ranks.of(unit))
          .isEqualTo(new Rank(counted[99], counted[9], counted[189], top / 200.0));
    }
  }

  @Test
  void aCodeHasTheSameDrawsWhateverElseIsDrawn() {
    KeyedDraws draws = new KeyedDraws(7);
    double[] first = draws.normals("A81001", 100);
    draws.normals("B82002", 3);

    assertThat(draws.normals("A81001", 100)).isEqualTo(first);
    assertThat(new KeyedDraws(7).normals("A81001", 40)).isEqualTo(Arrays.copyOf(first, 40));
    assertThat(new KeyedDraws(8).normals("A81001", 100)).isNotEqualTo(first);
    assertThat(draws.normals("A81002", 100)).isNotEqualTo(first);
  }

  /** The values were computed apart (Python integers), so that no other version can slip in. */
  @Test
  void theDrawsOfACodeAreTheseForEver() {
    assertThat(new KeyedDraws(7).normals("A81001", 5)).containsExactly(EXPECTED, within(1e-9));
  }

  @Test
  void drawsAreStandardNormalAndThoseOfCodesAlikeAreIndependent() {
    KeyedDraws draws = new KeyedDraws(2026);
    double sum = 0;
    double squares = 0;
    double products = 0;
    double below = 0;
    int n = 200_000;
    double[] one = draws.normals("Q01", n);
    double[] other = draws.normals("Q02", n);
    for (int i = 0; i < n; i++) {
      sum += one[i];
      squares += one[i] * one[i];
      products += one[i] * other[i];
      below += one[i] < -Normal.Z95 ? 1 : 0;
    }

    assertThat(sum / n).isCloseTo(0, within(0.01));
    assertThat(squares / n).isCloseTo(1, within(0.01));
    assertThat(products / n).isCloseTo(0, within(0.01));
    assertThat(below / n).isCloseTo(0.025, within(0.001));
  }

  private static final double[] EXPECTED = {
    2.4108608984810034,
    0.8268175978207988,
    0.8970829000756978,
    0.5490187918473641,
    0.6342860404242829
  };
}
