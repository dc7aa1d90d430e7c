package org.medsip.jobs.gold;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min_by;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.medsip.common.contract.Table;
import org.medsip.common.metric.DeprivationColumns;
import org.medsip.common.quality.Rule;
import org.medsip.common.quality.Severity;
import org.medsip.common.run.Available;
import org.medsip.common.run.EditionOfMonth;
import org.medsip.common.run.Inputs;
import org.medsip.common.run.Part;
import org.medsip.common.run.Stage;
import org.medsip.common.table.DeprivationTables;
import org.medsip.common.table.SilverTables;

/**
 * How deprived the areas are where the registrants of each practice live, by every release at hand.
 *
 * <p>A release ranks the areas of one census. Where the quarter has a file of that census, it is
 * used; where it has only one of the other, the areas are turned into those of the release by the
 * lookup, and {@code source} says so. A practice that no file places gets the score that
 * Fingertips publishes, if people are registered with it. Where the lake has no file of small areas
 * at all, every edition of the published scores is a quarter of its own.
 */
public final class PracticeDeprivationStage implements Stage {

  static final String FALLBACK = "fingertips";

  private static final String[] KEY = {"quarter", "imd_release", "practice_code"};
  private static final String[] QUARTER_PRACTICE = {"quarter", "practice_code"};
  private static final double MOST_PRACTICES = 0.98;

  /** What only areas can say. */
  private static final List<String> OF_AREAS =
      Stream.concat(
              Stream.of("assumed_registrants", "coverage", "low_coverage", "lsoa_vintage"),
              DeprivationTables.QUINTILES.stream().map(fifth -> "registrants_" + fifth))
          .toList();

  @Override
  public Table writes() {
    return DeprivationTables.PRACTICE_DEPRIVATION;
  }

  @Override
  public List<Table> reads() {
    return List.of(
        DeprivationTables.REGISTRANTS_BY_LSOA,
        DeprivationTables.LSOA_DEPRIVATION,
        DeprivationTables.PUBLISHED_DEPRIVATION,
        SilverTables.REGISTRANTS,
        SilverTables.PRACTICE_MONTH);
  }

  @Override
  public SortedMap<String, List<Part>> plan(Available available) {
    Table quarters =
        available.of(DeprivationTables.REGISTRANTS_BY_LSOA).isEmpty()
            ? DeprivationTables.PUBLISHED_DEPRIVATION
            : DeprivationTables.REGISTRANTS_BY_LSOA;
    return available.forEachPartition(
        quarters,
        quarter -> {
          List<Part> parts =
              new ArrayList<>(available.same(DeprivationTables.REGISTRANTS_BY_LSOA, quarter));
          parts.addAll(available.all(DeprivationTables.LSOA_DEPRIVATION));
          parts.addAll(available.all(DeprivationTables.PUBLISHED_DEPRIVATION));
          parts.addAll(available.editionFor(SilverTables.REGISTRANTS, quarter));
          parts.addAll(available.editionFor(SilverTables.PRACTICE_MONTH, quarter));
          return parts;
        });
  }

  @Override
  public String definition() {
    return "practice_deprivation 1";
  }

  /** A quarter whose only published scores are of larger areas has no practice. */
  @Override
  public boolean mayHaveNoRows() {
    return true;
  }

  @Override
  public List<Rule> rules() {
    return List.of(
        Rule.Holds.always(
            "the registrants in the five fifths are those covered", fifthsAreTheCovered()),
        new Rule.Holds(
            "at least 95 % of the registrants of a practice are covered",
            coalesce(col("low_coverage"), lit(false)).unary_$bang(),
            MOST_PRACTICES,
            Severity.WARNING));
  }

  /** Of rows that have fifths at all. */
  static Column fifthsAreTheCovered() {
    Column sum =
        DeprivationTables.QUINTILES.stream()
            .map(fifth -> col("registrants_" + fifth))
            .reduce(Column::plus)
            .orElseThrow();
    return sum.isNull().or(sum.equalTo(col("covered_registrants")));
  }

  @Override
  public Dataset<Row> apply(Inputs inputs, SortedSet<String> partitions) {
    Dataset<Row> byAreas =
        DeprivationColumns.withShares(
            byAreas(
                inputs.of(DeprivationTables.REGISTRANTS_BY_LSOA),
                inputs.of(DeprivationTables.LSOA_DEPRIVATION)));
    Dataset<Row> practices =
        withPublished(byAreas, published(inputs, partitions))
            .join(broadcast(icbs(inputs, partitions)), QUARTER_PRACTICE, "left");
    Column national = DeprivationColumns.quintile(col("quarter"), col("imd_release"));
    Column withinIcb =
        DeprivationColumns.quintile(col("quarter"), col("imd_release"), col("icb_code"));
    return practices.withColumns(
        Map.of(
            "quintile_1_most_deprived",
            national,
            "quintile_within_icb_1_most_deprived",
            when(col("icb_code").isNotNull(), withinIcb)));
  }

  /** The sums over the areas of each practice's registrants. */
  private static Dataset<Row> byAreas(Dataset<Row> registrants, Dataset<Row> areas) {
    List<Column> sums = DeprivationColumns.sumsOverAreas();
    return registrants
        .join(
            broadcast(filesToUse(registrants, areas)),
            new String[] {"quarter", "lsoa_vintage"},
            "inner")
        .join(
            broadcast(areas.drop("edition", "by_lookup")),
            new String[] {"imd_release", "lsoa_vintage", "lsoa_code"},
            "left")
        .groupBy(
            "quarter", "imd_release", "practice_code", "lsoa_vintage", "by_lookup", "placeable")
        .agg(sums.get(0), sums.subList(1, sums.size()).toArray(Column[]::new));
  }

  /**
   * Which census's file of a quarter is used for a release: its own if there is one. {@code
   * placeable} says whether anything places the areas of the file in those of the release.
   */
  private static Dataset<Row> filesToUse(Dataset<Row> registrants, Dataset<Row> areas) {
    Dataset<Row> releases =
        areas
            .filter(col("by_lookup").unary_$bang())
            .select(col("imd_release"), col("lsoa_vintage").as("of_release"))
            .distinct();
    Dataset<Row> placed =
        areas.select(col("imd_release"), col("lsoa_vintage"), lit(true).as("placeable")).distinct();
    return registrants
        .select("quarter", "lsoa_vintage")
        .distinct()
        .crossJoin(releases)
        .withColumn("by_lookup", col("lsoa_vintage").notEqual(col("of_release")))
        .groupBy("quarter", "imd_release")
        .agg(
            min_by(col("lsoa_vintage"), col("by_lookup")).as("lsoa_vintage"),
            min_by(col("by_lookup"), col("by_lookup")).as("by_lookup"))
        .join(placed, new String[] {"imd_release", "lsoa_vintage"}, "left")
        .withColumn("placeable", coalesce(col("placeable"), lit(false)));
  }

  /**
   * The published score of every practice with registrants in the month that speaks for the
   * quarter; of every practice where no list size is known.
   */
  private static Dataset<Row> published(Inputs inputs, SortedSet<String> quarters) {
    Dataset<Row> scores =
        inputs
            .of(DeprivationTables.PUBLISHED_DEPRIVATION)
            .filter(col("publisher").equalTo(FALLBACK));
    Dataset<Row> edition =
        EditionOfMonth.forMonths(scores, "edition", quarters, "quarter", "imd_release");
    Dataset<Row> lists = inputs.of(SilverTables.REGISTRANTS);
    Dataset<Row> sizes =
        lists
            .join(
                broadcast(EditionOfMonth.forMonths(lists, "month", quarters, "quarter")),
                "month")
            .select(
                col("quarter"), col("practice_code"), col("registrants").as("list_size"));
    Dataset<Row> known = sizes.select(col("quarter"), lit(true).as("has_lists")).distinct();
    return scores
        .join(broadcast(edition), new String[] {"edition", "imd_release"}, "inner")
        .join(sizes, QUARTER_PRACTICE, "left")
        .join(broadcast(known), new String[] {"quarter"}, "left")
        .filter(col("list_size").gt(0).or(col("has_lists").isNull()))
        .select(
            col("quarter"),
            col("imd_release"),
            col("practice_code"),
            col("list_size"),
            col("imd_score").as("published_score"));
  }

  /** The published score takes the place of what the areas say where they place nobody. */
  private static Dataset<Row> withPublished(Dataset<Row> byAreas, Dataset<Row> published) {
    Column covered = coalesce(col("covered_registrants").gt(0), lit(false));
    Dataset<Row> both =
        byAreas
            .join(published, KEY, "full")
            .withColumns(
                Map.of(
                    "registrants",
                    coalesce(col("registrants"), col("list_size")),
                    "covered",
                    covered,
                    "falls_back",
                    covered.unary_$bang().and(col("published_score").isNotNull())));
    Map<String, Column> figures = new HashMap<>();
    OF_AREAS.forEach(name -> figures.put(name, orPublished(name, lit(null))));
    Column everybody = col("registrants").cast(DeprivationTables.PEOPLE);
    figures.put("covered_registrants", orPublished("covered_registrants", everybody));
    figures.put(
        "imd_score_sum", orPublished("imd_score_sum", DeprivationColumns.sumOfPublishedScore()));
    Column score = col("published_score").cast(DataTypes.DoubleType);
    figures.put("imd_score_weighted", orPublished("imd_score_weighted", score));
    figures.put("source", source());
    figures.put("missing_reason", missingReason());
    return both.withColumns(figures);
  }

  private static Column orPublished(String column, Column published) {
    return when(col("falls_back"), published).otherwise(col(column));
  }

  private static Column source() {
    return when(col("falls_back"), FALLBACK)
        .when(col("covered").and(col("by_lookup")), "lsoa_weighted_by_lookup")
        .when(col("covered"), "lsoa_weighted");
  }

  private static Column missingReason() {
    Column hasScore = col("falls_back").or(col("imd_score_weighted").isNotNull());
    return when(hasScore, lit(null).cast(DataTypes.StringType))
        .when(col("placeable").unary_$bang(), "no_lookup")
        .when(col("covered").unary_$bang(), "no_covered_registrants")
        .otherwise("no_scores_in_release");
  }

  /** The ICB of each practice in the month that speaks for the quarter. */
  private static Dataset<Row> icbs(Inputs inputs, SortedSet<String> quarters) {
    Dataset<Row> sites = inputs.of(SilverTables.PRACTICE_MONTH);
    return sites
        .join(broadcast(EditionOfMonth.forMonths(sites, "month", quarters, "quarter")), "month")
        .filter(col("site_kind").equalTo("GP").and(col("icb_code").isNotNull()))
        .select("quarter", "practice_code", "icb_code");
  }
}
