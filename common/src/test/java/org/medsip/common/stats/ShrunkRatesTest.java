package org.medsip.common.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.medsip.common.metric.Measure.IntervalMethod;

class ShrunkRatesTest {

  @ParameterizedTest
  @EnumSource(
      value = IntervalMethod.class,
      names = {"BYAR", "DOBSON", "WILSON"})
  void shrunkRatesLieNearerTheTruthThanTheRatesThemselves(IntervalMethod counts) {
    double[] truth = new double[400];
    PeerGroup group = group(counts, truth);
    ShrunkRates rates = ShrunkRates.of(group, counts, 1, Map.of()).orElseThrow();
    double raw = 0;
    double shrunk = 0;
    for (int i = 0; i < 400; i++) {
      int place = Integer.parseInt(rates.codes().get(i));
      raw += Math.pow(group.members().get(i).value() - truth[place], 2);
      shrunk += Math.pow(rates.rate(i) - truth[place], 2);
    }

    assertThat(shrunk).isLessThan(0.8 * raw);
  }

  @ParameterizedTest
  @EnumSource(
      value = IntervalMethod.class,
      names = {"BYAR", "DOBSON", "WILSON"})
  void aProbabilityOfBeingHighComesTrueAsOften(IntervalMethod counts) {
    double[] truth = new double[400];
    ShrunkRates rates = ShrunkRates.of(group(counts, truth), counts, 1, Map.of()).orElseThrow();
    double probable = 0;
    int high = 0;
    for (int i = 0; i < 400; i++) {
      probable += rates.above(i, 0.11);
      high += truth[Integer.parseInt(rates.codes().get(i))] > 0.11 ? 1 : 0;
    }

    assertThat(probable).isCloseTo(high, within(16.0));
  }

  @Test
  void theGreaterTheDispersionWithinTheMoreIsDrawnToTheMean() {
    double[] truth = new double[400];
    PeerGroup group = group(IntervalMethod.BYAR, truth);
    double little = spread(ShrunkRates.of(group, IntervalMethod.BYAR, 1, Map.of()).orElseThrow());
    double much = spread(ShrunkRates.of(group, IntervalMethod.BYAR, 2, Map.of()).orElseThrow());

    assertThat(much).isLessThan(little);
  }

  @Test
  void wherePlacesAreCertainTheRankIsThatOfTheRate() {
    List<Counted> sure = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      double items = 1e8 * (1 + i);
      sure.add(new Counted("%02d".formatted(i), items, items, 1e9));
    }
    ShrunkRates rates =
        ShrunkRates.of(
                new PeerGroup(sure, IntervalMethod.DOBSON), IntervalMethod.DOBSON, 1, Map.of())
            .orElseThrow();
    Ranks ranks = rates.ranks(new int[] {19, 0, 7}, new KeyedDraws(1), 100);

    assertThat(ranks.of(0).median()).isEqualTo(1);
    assertThat(ranks.of(1).median()).isEqualTo(3);
    assertThat(ranks.of(2).p95()).isEqualTo(2);
  }

  @Test
  void whereNoDosesWereCountedThereIsNoRate() {
    List<Counted> some = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      some.add(new Counted("A" + i, 10.0 * i, 50.0 * i, 100));
    }
    ShrunkRates rates =
        ShrunkRates.of(
                new PeerGroup(some, IntervalMethod.DOBSON), IntervalMethod.DOBSON, 1, Map.of())
            .orElseThrow();

    assertThat(rates.codes()).hasSize(8).doesNotContain("A0");
  }

  @Test
  void twoOrganisationsHaveNoShrunkRates() {
    PeerGroup two =
        new PeerGroup(
            List.of(new Counted("A", 1, 1, 10), new Counted("B", 2, 2, 10)), IntervalMethod.BYAR);

    assertThat(ShrunkRates.of(two, IntervalMethod.BYAR, 1, Map.of())).isEmpty();
  }

  @Test
  void theClassOfADeprivedOrganisationGoesByHowProbableItIsHigh() {
    assertThat(JointClass.ofDeprived(0.8)).isEqualTo(JointClass.PRIORITY);
    assertThat(JointClass.ofDeprived(0.79)).isEqualTo(JointClass.PROBABLE);
    assertThat(JointClass.ofDeprived(0.49)).isEqualTo(JointClass.DEPRIVED_ONLY);
    assertThat(JointClass.ofOther(0.5)).isEqualTo(JointClass.HIGH_ONLY);
    assertThat(JointClass.ofOther(0.49)).isEqualTo(JointClass.NEITHER);
  }

  private static double spread(ShrunkRates rates) {
    double[] values = new double[rates.codes().size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = rates.rate(i);
    }
    return Spread.coefficientOfVariation(values).orElseThrow();
  }

  /** Four hundred organisations whose true rates lie about 0.1; their codes are their places. */
  private static PeerGroup group(IntervalMethod counts, double[] truth) {
    Random random = new Random(42);
    List<Counted> members = new ArrayList<>();
    for (int i = 0; i < truth.length; i++) {
      truth[i] = 0.1 * Math.exp(0.12 * random.nextGaussian());
      int people = 400 + random.nextInt(800);
      double items = 0;
      double squares = 0;
      if (counts == IntervalMethod.WILSON) {
        for (int person = 0; person < people; person++) {
          items += random.nextDouble() < truth[i] ? 1 : 0;
        }
        squares = items;
      } else {
        for (long item = Samples.poisson(random, people * truth[i]); item > 0; item--) {
          double dose = counts == IntervalMethod.DOBSON ? 0.5 + random.nextInt(2) : 1;
          items += dose;
          squares += dose * dose;
        }
      }
      members.add(new Counted("%03d".formatted(i), items, squares, people));
    }
    return new PeerGroup(members, counts);
  }
}
