package org.medsip.jobs.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.medsip.common.product.ProductReference;
import org.medsip.common.product.ProductResolver;
import org.medsip.common.product.Resolution;
import org.medsip.jobs.simulate.Medicine.Kind;

class WorldTest {

  private static final int MARCH_2026 = World.month(YearMonth.of(2026, 3));

  private static World world(double scale) {
    return WorldBuilder.of(Simulated.request(Path.of("unused"), scale, 24, "2025-01"));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.001, 0.02, 0.2})
  void everyPlaceHasANetworkAndEveryNetworkAPractice(double scale) {
    World world = world(scale);
    Set<Integer> places = world.pcns.stream().map(Pcn::sicbl).collect(Collectors.toSet());
    Set<Integer> networks = world.practices.stream().map(Practice::pcn).collect(Collectors.toSet());

    assertThat(places).hasSize(106);
    assertThat(networks).hasSize(world.pcns.size());
  }

  @Test
  void fortyTwoBoardsBecomeThirtySixInApril2026AndPlacesStay106() {
    World world = world(0.02);

    assertThat(boards(world, MARCH_2026)).hasSize(42);
    assertThat(boards(world, MARCH_2026 + 1)).hasSize(36).doesNotContain("QNQ").contains("S9B9J");
    assertThat(places(world, MARCH_2026)).hasSize(106).contains("D4U1Y");
    assertThat(places(world(1), MARCH_2026 + 1)).hasSize(106).doesNotContain("D4U1Y");
  }

  private static Set<String> boards(World world, int month) {
    return world.pcns.stream()
        .map(pcn -> World.boardOf(world.sicblOfPcn(pcn.index(), month), month).code())
        .collect(Collectors.toSet());
  }

  private static Set<String> places(World world, int month) {
    return world.pcns.stream()
        .map(pcn -> world.sicblOfPcn(pcn.index(), month).code())
        .collect(Collectors.toSet());
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.001, 0.02})
  void atLeastThreeBoardsHaveTenNetworksAndThereAreSevenRegions(double scale) {
    World world = world(scale);
    Map<String, Integer> networks = new HashMap<>();
    Set<String> regions = new HashSet<>();
    for (Pcn pcn : world.pcns) {
      Sicbl sicbl = world.sicbls.get(pcn.sicbl());
      networks.merge(sicbl.before().code(), 1, Integer::sum);
      regions.add(sicbl.region().code());
    }

    assertThat(networks.values().stream().filter(count -> count >= 10))
        .hasSizeGreaterThanOrEqualTo(3);
    assertThat(regions).hasSize(7);
  }

  @Test
  void scaleOneIsEngland() {
    World world = world(1);
    double people = world.practices.stream().mapToDouble(Practice::people).sum();
    long lsoas = world.areas.stream().mapToLong(area -> area.codes2021().size()).sum();

    assertThat(world.practices.size()).isBetween(6250, 6350);
    assertThat(world.pcns.size()).isBetween(1235, 1265);
    assertThat(world.sites.size()).isBetween(2940, 2960);
    assertThat(people).isBetween(63.9e6, 63.95e6);
    assertThat(lsoas).isBetween(33_000L, 35_500L);
  }

  @Test
  void nobodyIsLostWhenAPracticeCloses() {
    World world = world(0.02);

    for (int month = world.firstMonth(); month <= world.lastMonth(); month++) {
      int now = month;
      double there = world.practices.stream().mapToDouble(p -> world.people(p.index(), now)).sum();
      long registered =
          world.practices.stream().mapToLong(p -> world.registered(p.index(), now)).sum();
      assertThat((double) registered).isCloseTo(there, org.assertj.core.data.Offset.offset(100.0));
    }
    assertThat(world.events.moves()).extracting(Events.Move::reason).contains("merger", "closure");
    assertThat(world.events.changes()).isNotEmpty();
  }

  @Test
  void deprivationIsClusteredInSpace() {
    World world = world(0.2);
    double[] here = new double[world.areas.size() - 1];
    double[] next = new double[here.length];
    for (int i = 0; i < here.length; i++) {
      Area area = world.areas.get(i);
      double mean = world.sicbls.get(area.sicbl()).imd();
      here[i] = StrictMath.log(area.score2019() / mean);
      next[i] = StrictMath.log(world.areas.get(i + 1).score2019() / mean);
    }

    assertThat(correlation(here, next)).isBetween(0.6, 0.95);
  }

  private static double correlation(double[] a, double[] b) {
    double meanA = IntStream.range(0, a.length).mapToDouble(i -> a[i]).average().orElseThrow();
    double meanB = IntStream.range(0, b.length).mapToDouble(i -> b[i]).average().orElseThrow();
    double both = 0;
    double squaresA = 0;
    double squaresB = 0;
    for (int i = 0; i < a.length; i++) {
      both += (a[i] - meanA) * (b[i] - meanB);
      squaresA += (a[i] - meanA) * (a[i] - meanA);
      squaresB += (b[i] - meanB) * (b[i] - meanB);
    }
    return both / StrictMath.sqrt(squaresA * squaresB);
  }

  @ParameterizedTest
  @EnumSource(Figure.class)
  void everyFigureHasAValue(Figure figure) {
    assertThat(figure.value()).isFinite();
  }

  @Test
  void everyOpioidOfTheFormularyIsKnownAndEveryCodeIsItsOwn() {
    ProductResolver resolver = new ProductResolver(ProductReference.load());
    Formulary formulary = new Formulary();
    Set<String> codes = new HashSet<>();

    for (Medicine medicine : formulary.medicines) {
      assertThat(codes.add(medicine.code())).as(medicine.code()).isTrue();
      Resolution resolution = resolver.resolve(medicine.code(), medicine.name());
      if (medicine.kind() == Kind.OPIOID) {
        assertThat(resolution).as(medicine.name()).isInstanceOf(Resolution.Resolved.class);
      } else {
        assertThat(resolution).as(medicine.name()).isNotInstanceOf(Resolution.Unresolved.class);
      }
    }
    assertThat(formulary.medicines.stream().filter(m -> m.formerCode().isPresent()).count())
        .isGreaterThan(10);
  }
}
