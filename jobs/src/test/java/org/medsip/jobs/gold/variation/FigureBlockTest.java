package org.medsip.jobs.gold.variation;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import org.apache.spark.api.java.function.FlatMapGroupsFunction;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.junit.jupiter.api.Test;
import org.medsip.common.Rows;
import org.medsip.common.table.GoldTables;
import org.medsip.jobs.gold.variation.FigureBlock.Site;
import org.medsip.jobs.gold.variation.FigureBlock.Way;

class FigureBlockTest {

  /** More than a block holds. */
  private static final int MANY = 40_000;

  private static final LocalDate SPRING = LocalDate.of(2025, 3, 31);
  private static final LocalDate SUMMER = LocalDate.of(2025, 6, 30);

  @Test
  void whatIsPackedIsThereAgainUnderItsKeyInWhateverOrderItCame() {
    Random random = new Random(8);
    Rows rows = Rows.of(GoldTables.MEASURE_ORG_PERIOD).each("org_level", "practice");
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      String measure = random.nextInt(50) == 0 ? "rare" : "common";
      String variant = "v" + random.nextInt(3);
      long window = random.nextBoolean() ? 3 : 12;
      String code = "P%05d".formatted(random.nextInt(900));
      String vintage = random.nextBoolean() ? "as_was" : "as_is";
      LocalDate end = random.nextBoolean() ? SPRING : SUMMER;
      Double value = random.nextInt(20) == 0 ? null : Double.valueOf(random.nextDouble());
      rows.each("measure_id", measure, "variant", variant, "window_months", window);
      rows.each("org_code", code, "org_vintage", vintage, "period_end", end.toString());
      rows.row("definition_id", "d" + window, "value", value, "numerator", i + ".25");
      Way way = new Way(measure, variant, window, "d" + window);
      Site site = new Site("practice", code, vintage);
      double given = value == null ? Double.NaN : value;
      expected.add(line(measure, way, site, (int) end.toEpochDay(), given, i + 0.25));
    }

    assertThat(unpacked(rows, "measure_id", Encoders.STRING()))
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void aNumberMayBeTheKey() {
    Rows rows = Rows.of(GoldTables.MEASURE_ORG_PERIOD);
    rows.row("window_months", 3).row("window_months", 12, "value", 1.5);

    assertThat(unpacked(rows, "window_months", Encoders.LONG()))
        .hasSize(2)
        .anyMatch(line -> line.startsWith("3 ") && line.endsWith(" NaN 0.0"))
        .anyMatch(line -> line.startsWith("12 ") && line.endsWith(" 1.5 0.0"));
  }

  @Test
  void noFiguresMakeNoBlock() {
    assertThat(unpacked(Rows.of(GoldTables.MEASURE_ORG_PERIOD), "measure_id", Encoders.STRING()))
        .isEmpty();
  }

  private static <K> List<String> unpacked(Rows rows, String key, Encoder<K> ofKey) {
    return FigureBlock.grouped(rows.dataset(), col(key), ofKey, "value", "numerator")
        .flatMapGroups(
            (FlatMapGroupsFunction<K, FigureBlock, String>) FigureBlockTest::lines,
            Encoders.STRING())
        .collectAsList();
  }

  private static <K> Iterator<String> lines(K key, Iterator<FigureBlock> blocks) {
    List<String> lines = new ArrayList<>();
    blocks.forEachRemaining(
        block -> {
          List<Way> ways = block.ways();
          List<Site> sites = block.sites();
          for (int i = 0; i < block.size(); i++) {
            Way way = ways.get(block.way(i));
            Site site = sites.get(block.site(i));
            lines.add(line(key, way, site, block.day(i), block.number(0, i), block.number(1, i)));
          }
        });
    return lines.iterator();
  }

  private static String line(
      Object key, Way way, Site site, int day, double value, double numerator) {
    return "%s %s %s %d %s %s".formatted(key, way, site, day, value, numerator);
  }
}
