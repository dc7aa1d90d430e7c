package org.medsip.common.metric;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.medsip.common.SparkTest;

class DeprivationColumnsTest {

  private static final StructType PEERS =
      new StructType()
          .add("world", DataTypes.LongType)
          .add("code", DataTypes.StringType)
          .add("registrants", DataTypes.LongType)
          .add("imd_score_weighted", DataTypes.DoubleType);

  private record Peer(long world, String code, @Nullable Long registrants, @Nullable Double score) {
    long weight() {
      return registrants == null ? 0 : registrants;
    }
  }

  @Test
  void fifthsOfEnglandsPracticesHaveEachAFifthOfThePeople() {
    Random random = new Random(5);
    List<Peer> practices = new ArrayList<>();
    for (int i = 0; i < 6_500; i++) {
      long registrants = Math.round(8_500 * Math.exp(0.6 * random.nextGaussian()));
      double score = 5 + 50 * random.nextDouble() * random.nextDouble();
      practices.add(new Peer(1, "P" + i, registrants, score));
    }
    Map<String, Object> fifths = fifths(practices);

    double all = practices.stream().mapToLong(Peer::weight).sum();
    for (long fifth = 1; fifth <= 5; fifth++) {
      long number = fifth;
      double people =
          practices.stream()
              .filter(practice -> Objects.equals(fifths.get("1 " + practice.code()), number))
              .mapToLong(Peer::weight)
              .sum();
      assertThat(people / all).as("fifth %d", fifth).isBetween(0.2 * 0.98, 0.2 * 1.02);
    }
  }

  @Test
  void aFifthIsWhatPlainLoopsOverThePeersGive() {
    Random random = new Random(6);
    List<Peer> peers = new ArrayList<>();
    for (long world = 0; world < 1_000; world++) {
      int practices = random.nextInt(12);
      for (int i = 0; i < practices; i++) {
        Long registrants = random.nextInt(6) == 0 ? null : Long.valueOf(random.nextInt(4) * 1000L);
        Double score = random.nextInt(6) == 0 ? null : Double.valueOf(random.nextInt(8) * 2.5);
        peers.add(new Peer(world, "P" + i, registrants, score));
      }
    }

    Map<String, Object> expected = new HashMap<>();
    for (Peer peer : peers) {
      expected.put(peer.world() + " " + peer.code(), fifth(peer, peers));
    }
    assertThat(fifths(peers)).isEqualTo(expected);
    assertThat(expected.values()).contains(1L, 2L, 3L, 4L, 5L, null);
  }

  @Test
  void theMostDeprivedOfFiveEquallyLargePeersIsTheFirstFifthAndFourHaveNone() {
    List<Peer> five = new ArrayList<>();
    for (int i = 1; i <= 5; i++) {
      five.add(new Peer(1, "P" + i, 900L, 60.0 - 10 * i));
    }

    assertThat(fifths(five))
        .isEqualTo(Map.of("1 P1", 1L, "1 P2", 2L, "1 P3", 3L, "1 P4", 4L, "1 P5", 5L));
    assertThat(fifths(five.subList(0, 4)).values()).containsOnlyNulls();
  }

  /** By the definition: where the middle person of those with this score stands among all. */
  private static @Nullable Long fifth(Peer peer, List<Peer> all) {
    if (peer.score() == null) {
      return null;
    }
    int peers = 0;
    double before = 0;
    double alike = 0;
    double everybody = 0;
    for (Peer other : all) {
      if (other.world() == peer.world() && other.score() != null) {
        peers++;
        everybody += other.weight();
        before += other.score() > peer.score() ? other.weight() : 0;
        alike += other.score().equals(peer.score()) ? other.weight() : 0;
      }
    }
    if (peers < 5 || everybody == 0) {
      return null;
    }
    double middle = (before + alike / 2) / everybody;
    for (long fifth = 1; fifth < 5; fifth++) {
      if (middle * 5 < fifth) {
        return fifth;
      }
    }
    return 5L;
  }

  private static Map<String, Object> fifths(List<Peer> peers) {
    List<Row> rows =
        peers.stream()
            .map(p -> RowFactory.create(p.world(), p.code(), p.registrants(), p.score()))
            .toList();
    Dataset<Row> ranked =
        SparkTest.rows(rows, PEERS).withColumn("fifth", DeprivationColumns.quintile(col("world")));
    Map<String, Object> fifths = new HashMap<>();
    for (Row row : ranked.collectAsList()) {
      fifths.put(row.get(0) + " " + row.get(1), row.getAs("fifth"));
    }
    return fifths;
  }
}
