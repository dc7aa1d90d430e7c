package org.medsip.jobs.gold.variation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.medsip.common.metric.MeasureCatalogue;
import org.medsip.common.stats.Counted;
import org.medsip.common.table.VariationTables;

/**
 * Worlds of 400 practices in 20 boards: each tenth more deprived adds 1.0 to the rate, as the
 * published study found, each per cent of people of 65 and over 0.5; and the less deprived are
 * older, which hides three quarters of the gradient from whoever does not ask.
 */
class AdjustedGradientTest {

  private static final int WORLDS = 200;
  private static final double PER_TENTH = 1.0;

  private static final StudiedMeasure MEASURE =
      Objects.requireNonNull(
          StudiedMeasure.of(MeasureCatalogue.load()).get("opioid_ddd_per_1000_per_day"));

  @Test
  void thePlantedGradientIsFoundBetweenPracticesOfLikeAge() {
    double crude = 0;
    double adjusted = 0;
    int inside = 0;
    for (int world = 0; world < WORLDS; world++) {
      Row england = england(practices(new Random(world), true));
      double lower = value(england, "per_decile_adjusted_lcl");
      double upper = value(england, "per_decile_adjusted_ucl");
      crude += value(england, "per_decile") / WORLDS;
      adjusted += value(england, "per_decile_adjusted") / WORLDS;
      inside += lower <= PER_TENTH && PER_TENTH <= upper ? 1 : 0;
    }

    assertThat(adjusted).isCloseTo(PER_TENTH, within(0.05));
    assertThat(crude).isLessThan(0.4);
    assertThat((double) inside / WORLDS).isBetween(0.9, 0.99);
  }

  @Test
  void whereNoExtractSaysTheAgesThereIsNoAdjustedGradient() {
    Row england = england(practices(new Random(1), false));

    assertThat(value(england, "per_decile")).isFinite();
    assertThat(england.get(column("per_decile_adjusted"))).isNull();
  }

  private static Row england(List<Peer> practices) {
    Subject subject = new Subject(MEASURE, "main_index", LocalDate.of(2024, 6, 30), 12);
    return new GradientRows()
        .rows(subject, practices).stream()
            .filter(row -> "england".equals(row.get(column("org_level"))))
            .filter(row -> "practice".equals(row.get(column("attribution"))))
            .findFirst()
            .orElseThrow();
  }

  private static double value(Row row, String name) {
    return row.getDouble(column(name));
  }

  private static int column(String name) {
    return new RowTemplate(VariationTables.DEPRIVATION_GRADIENT).place(name);
  }

  private static List<Peer> practices(Random random, boolean agesAreKnown) {
    int count = 400;
    int boards = 20;
    double[] levels = random.doubles(boards, -5, 5).toArray();
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      order.add(i);
    }
    Collections.shuffle(order, random);
    List<Peer> peers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int rank = order.get(i);
      int tenth = 1 + 10 * rank / count;
      int board = random.nextInt(boards);
      double older = 0.10 + 0.015 * tenth + 0.02 * random.nextGaussian();
      double rate = 40 - PER_TENTH * tenth + 50 * older + levels[board] + 4 * random.nextGaussian();
      Counted counted = new Counted("P%03d".formatted(i), rate * 5, rate * 50, 5_000);
      Deprivation deprivation =
          new Deprivation(
              2019, 80 - 0.1 * rank, 1, (long) (1 + 5 * rank / count), null, rank, null);
      AgeSex ageSex = new AgeSex(5_000, Math.round(5_000 * older), 2_450 + random.nextInt(100));
      List<String> parents = Arrays.asList(null, "S" + board, "I%02d".formatted(board), "C", "R");
      int[] numbers = {Peer.NOBODY, board, board, 0, 0};
      peers.add(
          new Peer(
              "practice",
              null,
              counted,
              rate,
              new Place(
                  5_000L, parents, numbers, List.of(deprivation), agesAreKnown ? ageSex : null),
              "test"));
    }
    return peers;
  }
}
