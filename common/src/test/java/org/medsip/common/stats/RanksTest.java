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
    double[] values = {1, 9, -3, 5, 0.9};
    Ranks ranks = Ranks.of(places(5, 3), (unit, z) -> values[unit] + 0.001 * z);

    assertThat(ranks.of(1)).isEqualTo(new Rank(1, 1, 1, 1));
    assertThat(ranks.of(3)).isEqualTo(new Rank(2, 2, 2, 0));
    assertThat(ranks.of(2)).isEqualTo(new Rank(5, 5, 5, 0));
  }

  /** Counts, for each unit and draw, how many lie above. */
  @Test
  void ranksAreThoseOfANaiveCount() {
    Random random = new Random(11);
    double[] means = new double[23];
    double[][] drawn = new double[23][200];
    char[][] places = places(23, 200);
    for (int unit = 0; unit < 23; unit++) {
      means[unit] = random.nextGaussian();
      for (int draw = 0; draw < 200; draw++) {
        drawn[unit][draw] = means[unit] + KeyedDraws.normal(places[unit][draw]);
      }
    }
    Ranks ranks = Ranks.of(places, (unit, z) -> means[unit] + z);
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
    char[] first = draws.places("A81001", 100);
    draws.places("B82002", 3);

    assertThat(draws.places("A81001", 100)).isEqualTo(first);
    assertThat(new KeyedDraws(7).places("A81001", 40)).isEqualTo(Arrays.copyOf(first, 40));
    assertThat(new KeyedDraws(8).places("A81001", 100)).isNotEqualTo(first);
    assertThat(draws.places("A81002", 100)).isNotEqualTo(first);
  }

  /** The values were computed apart (Python integers), so that no other version can slip in. */
  @Test
  void theDrawsOfACodeAreTheseForEver() {
    char[] places = new KeyedDraws(7).places("A81001", 5);
    for (int i = 0; i < 5; i++) {
      assertThat(KeyedDraws.normal(places[i])).isCloseTo(EXPECTED[i], within(1e-9));
    }
  }

  @Test
  void drawsAreStandardNormalAndThoseOfCodesAlikeAreIndependent() {
    KeyedDraws draws = new KeyedDraws(2026);
    double sum = 0;
    double squares = 0;
    double products = 0;
    double below = 0;
    int n = 200_000;
    double[] one = normals(draws, "Q01", n);
    double[] other = normals(draws, "Q02", n);
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

  private static char[][] places(int units, int count) {
    KeyedDraws draws = new KeyedDraws(1);
    char[][] places = new char[units][];
    for (int unit = 0; unit < units; unit++) {
      places[unit] = draws.places("unit " + unit, count);
    }
    return places;
  }

  private static double[] normals(KeyedDraws draws, String code, int count) {
    char[] places = draws.places(code, count);
    double[] normals = new double[count];
    for (int i = 0; i < count; i++) {
      normals[i] = KeyedDraws.normal(places[i]);
    }
    return normals;
  }

  private static final double[] EXPECTED = {
    2.4108608984810034,
    0.8268175978207988,
    0.8970829000756978,
    0.5490187918473641,
    0.6342860404242829
  };
}
