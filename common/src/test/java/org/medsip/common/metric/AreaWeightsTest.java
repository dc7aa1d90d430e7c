package org.medsip.common.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.medsip.common.metric.AreaWeights.Basis;
import org.medsip.common.metric.AreaWeights.Link;
import org.medsip.common.metric.AreaWeights.Weight;

class AreaWeightsTest {

  @Test
  void anAreaThatLiesInOneAreaGivesItEverybody() {
    assertThat(AreaWeights.forward(List.of(new Link("A", null)))).containsExactly(whole("A"));
    assertThat(AreaWeights.backward(List.of(new Link("A", BigDecimal.ONE))))
        .containsExactly(whole("A"));
  }

  @Test
  void givenWeightsAreTakenAsTheyAre() {
    assertThat(AreaWeights.forward(links("0.7", "0.3")))
        .containsExactly(
            weight("A0", "0.700000000000000", Basis.GIVEN),
            weight("A1", "0.300000000000000", Basis.GIVEN));
  }

  @Test
  void whereNoneIsGivenThePeopleAreSharedEquallyAndNobodyIsLost() {
    assertThat(AreaWeights.forward(links(null, null, null)))
        .containsExactly(
            weight("A0", "0.333333333333334", Basis.EQUAL_PARTS),
            weight("A1", "0.333333333333333", Basis.EQUAL_PARTS),
            weight("A2", "0.333333333333333", Basis.EQUAL_PARTS));
  }

  @Test
  void weightsTurnedRoundTakeTheAreasOf2011AsEquallyPopulous() {
    assertThat(AreaWeights.backward(links("1", "0.25")))
        .as("of five people in the area of 2021 four come from the one that lies in it wholly")
        .containsExactly(
            weight("A0", "0.800000000000000", Basis.GIVEN_TURNED_ROUND),
            weight("A1", "0.200000000000000", Basis.GIVEN_TURNED_ROUND));
  }

  @Test
  void whatIsNoPublishedWeightIsCalledAnAssumption() {
    assertThat(Arrays.stream(Basis.values()).filter(Basis::isAssumed))
        .containsExactly(Basis.GIVEN_TURNED_ROUND, Basis.EQUAL_PARTS);
  }

  @Test
  void weightsCanBeUsedIfTheyAreAllThereAndAddUpToOne() {
    assertThat(AreaWeights.addUp(links(null, null))).isTrue();
    assertThat(AreaWeights.addUp(links("0.4", "0.6"))).isTrue();
    assertThat(AreaWeights.addUp(links("0.333", "0.333", "0.333"))).as("rounded").isTrue();
    assertThat(AreaWeights.addUp(links("0.4", "0.5"))).isFalse();
    assertThat(AreaWeights.addUp(links("1", null))).isFalse();
    assertThat(AreaWeights.addUp(links("1.5", "-0.5"))).isFalse();
    assertThat(AreaWeights.addUp(links("0.8"))).isFalse();
  }

  @Test
  void weightsAddUpToOneExactlyWhateverIsGivenInWhateverOrder() {
    Random random = new Random(11);
    for (int world = 0; world < 2_000; world++) {
      boolean given = random.nextBoolean();
      List<Link> links = new ArrayList<>();
      int areas = 1 + random.nextInt(9);
      for (int i = 0; i < areas; i++) {
        links.add(new Link("A" + i, given ? BigDecimal.valueOf(1 + random.nextInt(999), 3) : null));
      }
      List<Weight> weights = AreaWeights.forward(links);
      Collections.shuffle(links, random);

      assertThat(weights.stream().map(Weight::part).reduce(BigDecimal.ZERO, BigDecimal::add))
          .isEqualByComparingTo(BigDecimal.ONE);
      assertThat(AreaWeights.forward(links)).isEqualTo(weights);
      double sum = links.stream().mapToDouble(AreaWeightsTest::size).sum();
      for (Weight weight : weights) {
        Link link = links.stream().filter(l -> l.area().equals(weight.area())).findAny().get();
        assertThat(weight.part().doubleValue() - size(link) / sum).isBetween(-2e-15, 2e-15);
      }
    }
  }

  private static double size(Link link) {
    return link.given() == null ? 1 : link.given().doubleValue();
  }

  private static Weight whole(String area) {
    return weight(area, "1.000000000000000", Basis.WHOLE);
  }

  private static Weight weight(String area, String part, Basis basis) {
    return new Weight(area, new BigDecimal(part), basis);
  }

  private static List<Link> links(@Nullable String... given) {
    List<Link> links = new ArrayList<>();
    for (int i = 0; i < given.length; i++) {
      links.add(new Link("A" + i, given[i] == null ? null : new BigDecimal(given[i])));
    }
    return links;
  }
}
