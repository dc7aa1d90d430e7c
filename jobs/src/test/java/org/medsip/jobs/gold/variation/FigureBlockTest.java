package org.medsip.jobs.gold.variation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.apache.spark.api.java.function.FlatMapGroupsFunction;
import org.apache.spark.api.java.function.MapGroupsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medsip.common.Rows;
import org.medsip.common.SparkTest;
import org.medsip.common.table.GoldTables;
import org.medsip.jobs.gold.variation.FigureBlock.Site;
import org.medsip.jobs.gold.variation.FigureBlock.Way;

class FigureBlockTest {

  /** More than a block holds. */
  private static final int MANY = 40_000;

  private static final LocalDate SPRING = LocalDate.of(2025, 3, 31);
  private static final LocalDate SUMMER = LocalDate.of(2025, 6, 30);

  @TempDir private Path folder;

  @Test
  void wantedFiguresArePackedAndThereAgainUnderTheirKeyInWhateverOrderTheyCame() {
    WantedFigures wanted = new WantedFigures(Set.of(3L, 12L), "as_was", Set.of("as_is", "as_of"));
    List<String> expected = new ArrayList<>();
    Dataset<Row> rows = figures(new Random(8), wanted, expected);

    assertThat(byMeasure(rows, wanted)).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void thoseOfAFileAreTakenAsTheyLieThere() {
    for (WantedFigures wanted :
        List.of(
            WantedFigures.ofAll(Set.of(3L)),
            WantedFigures.ofPractices(Set.of(1L, 12L)),
            new WantedFigures(Set.of(1L), "as_was", Set.of("as_is", "as_of")))) {
      List<String> expected = new ArrayList<>();
      Dataset<Row> rows = figures(new Random(9), wanted, expected);
      String file = folder.resolve("f" + wanted.hashCode()).toString();
      rows.sort("period_end", "window_months", "org_level").write().parquet(file);

      assertThat(byMeasure(SparkTest.spark().read().parquet(file), wanted))
          .containsExactlyInAnyOrderElementsOf(expected);
    }
  }

  @Test
  void theDayMayBeTheKey() {
    Rows rows = Rows.of(GoldTables.MEASURE_ORG_PERIOD).each("org_vintage", "as_was", "value", 1.5);
    rows.row("period_end", SPRING.toString()).row("period_end", SUMMER.toString());

    assertThat(
            FigureBlock.grouped(
                    rows.dataset(),
                    WantedFigures.ofAll(Set.of(0L)),
                    (way, day) -> day,
                    Encoders.INT())
                .mapGroups(
                    (MapGroupsFunction<Integer, FigureBlock, String>)
                        (day, blocks) -> LocalDate.ofEpochDay(day) + " " + blocks.next().value(0),
                    Encoders.STRING())
                .collectAsList())
        .containsExactlyInAnyOrder(SPRING + " 1.5", SUMMER + " 1.5");
  }

  @Test
  void noFiguresMakeNoBlock() {
    assertThat(
            byMeasure(
                Rows.of(GoldTables.MEASURE_ORG_PERIOD).dataset(), WantedFigures.ofAll(Set.of(3L))))
        .isEmpty();
  }

  /** Figures of every kind, and the lines of those that are wanted. */
  private static Dataset<Row> figures(Random random, WantedFigures wanted, List<String> lines) {
    Rows rows = Rows.of(GoldTables.MEASURE_ORG_PERIOD);
    for (int i = 0; i < MANY; i++) {
      String measure = random.nextInt(50) == 0 ? "rare" : "common";
      String variant = "v" + random.nextInt(3);
      long window = List.of(1L, 3L, 12L).get(random.nextInt(3));
      String level = random.nextInt(4) == 0 ? "icb" : "practice";
      String code = random.nextInt(99) == 0 ? "NON_GP" : "P%05d".formatted(random.nextInt(900));
      String vintage = random.nextBoolean() ? "as_was" : "as_is";
      LocalDate end = random.nextBoolean() ? SPRING : SUMMER;
      Double value = random.nextInt(20) == 0 ? null : Double.valueOf(random.nextDouble());
      rows.each("measure_id", measure, "variant", variant, "window_months", window);
      rows.each("org_level", level, "org_code", code, "org_vintage", vintage);
      rows.each("period_end", end.toString(), "denominator", i % 7 == 0 ? null : i);
      rows.row("definition_id", "d" + window, "value", value, "numerator", i + ".25");
      if (wanted.windows().contains(window)
          && (level.equals("icb")
              ? wanted.vintagesOfOthers().contains(vintage)
              : vintage.equals(wanted.vintageOfPractices()))
          && value != null
          && !code.equals("NON_GP")) {
        Way way = new Way(measure, variant, window, "d" + window);
        Site site = new Site(level, code, vintage);
        double denominator = i % 7 == 0 ? Double.NaN : i;
        lines.add(line(measure, way, site, end.toEpochDay(), value, i + 0.25, denominator));
      }
    }
    return rows.dataset();
  }

  private static List<String> byMeasure(Dataset<Row> rows, WantedFigures wanted) {
    return FigureBlock.grouped(
            rows,
            wanted,
            (way, day) -> way.measureId(),
            Encoders.STRING(),
            "numerator",
            "denominator")
        .flatMapGroups(
            (FlatMapGroupsFunction<String, FigureBlock, String>) FigureBlockTest::lines,
            Encoders.STRING())
        .collectAsList();
  }

  private static Iterator<String> lines(String key, Iterator<FigureBlock> blocks) {
    List<String> lines = new ArrayList<>();
    blocks.forEachRemaining(
        block -> {
          List<Way> ways = block.ways();
          List<Site> sites = block.sites();
          for (int i = 0; i < block.size(); i++) {
            Way way = ways.get(block.way(i));
            Site site = sites.get(block.site(i));
            lines.add(
                line(
                    key,
                    way,
                    site,
                    block.day(i),
                    block.value(i),
                    block.number(0, i),
                    block.number(1, i)));
          }
        });
    return lines.iterator();
  }

  private static String line(Object key, Way way, Site site, long day, double... numbers) {
    return "%s %s %s %d %s".formatted(key, way, site, day, Arrays.toString(numbers));
  }
}
