package org.medsip.jobs.gold;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
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

/**
 * Sets the scores of each practice by two sources side by side: ours from where its registrants
 * live, and those that others publish. Sources of other years differ because people move and
 * practices merge, so a difference is a reason to look and not an error.
 */
public final class DeprivationCrossCheckStage implements Stage {

  private static final String OURS = "medsip";
  private static final double USUAL_MEDIAN = 0.5;
  private static final double USUAL_DIFFERENCE = 1;

  /** Two sources of one score. */
  private record Pair(String source, String other) {

    static final List<Pair> ALL =
        List.of(
            new Pair(OURS, "fingertips"),
            new Pair(OURS, "swahsn"),
            new Pair("fingertips", "swahsn"));

    Column isOfRow() {
      return col("source").equalTo(source).and(col("other_source").equalTo(other));
    }

    List<Rule> rules() {
      String names = source + " and " + other;
      Column difference = when(isOfRow(), abs(col("difference")));
      return List.of(
          new Rule.MedianAtMost(
              "median difference between the practice scores of " + names,
              difference,
              USUAL_MEDIAN,
              Severity.WARNING),
          new Rule.Holds(
              "the practice scores of " + names + " differ by at most 1 point",
              difference.isNull().or(difference.leq(USUAL_DIFFERENCE)),
              1,
              Severity.WARNING));
    }
  }

  @Override
  public Table writes() {
    return DeprivationTables.DEPRIVATION_CROSS_CHECK;
  }

  @Override
  public List<Table> reads() {
    return List.of(
        DeprivationTables.PRACTICE_DEPRIVATION, DeprivationTables.PUBLISHED_DEPRIVATION);
  }

  @Override
  public SortedMap<String, List<Part>> plan(Available available) {
    if (available.of(DeprivationTables.PUBLISHED_DEPRIVATION).isEmpty()) {
      return new TreeMap<>();
    }
    return available.forEachPartition(
        DeprivationTables.PRACTICE_DEPRIVATION,
        quarter -> {
          List<Part> parts =
              new ArrayList<>(available.same(DeprivationTables.PRACTICE_DEPRIVATION, quarter));
          parts.addAll(available.all(DeprivationTables.PUBLISHED_DEPRIVATION));
          return parts;
        });
  }

  @Override
  public String definition() {
    return "deprivation_cross_check 1";
  }

  @Override
  public List<Rule> rules() {
    return Pair.ALL.stream().flatMap(pair -> pair.rules().stream()).toList();
  }

  @Override
  public boolean mayHaveNoRows() {
    return true;
  }

  @Override
  public Dataset<Row> apply(Inputs inputs, SortedSet<String> partitions) {
    Dataset<Row> published = published(inputs, partitions);
    Dataset<Row> scores =
        ours(inputs.of(DeprivationTables.PRACTICE_DEPRIVATION)).unionByName(published);
    Dataset<Row> others =
        published
            .withColumnRenamed("source", "other_source")
            .withColumnRenamed("score", "other_score");
    Column compared = Pair.ALL.stream().map(Pair::isOfRow).reduce(Column::or).orElseThrow();
    return scores
        .join(others, new String[] {"quarter", "imd_release", "practice_code"}, "inner")
        .filter(compared)
        .withColumn("difference", DeprivationColumns.difference());
  }

  private static Dataset<Row> ours(Dataset<Row> practices) {
    Column byAreas = col("source").notEqual(PracticeDeprivationStage.FALLBACK);
    return practices
        .filter(byAreas.and(col("imd_score_weighted").isNotNull()))
        .select(
            col("quarter"),
            col("imd_release"),
            col("practice_code"),
            lit(OURS).as("source"),
            col("imd_score_weighted").as("score"));
  }

  /** The edition of each publisher that speaks for the quarter. */
  private static Dataset<Row> published(Inputs inputs, SortedSet<String> quarters) {
    Dataset<Row> scores = inputs.of(DeprivationTables.PUBLISHED_DEPRIVATION);
    Dataset<Row> editions =
        EditionOfMonth.forMonths(
            scores, "edition", quarters, "quarter", "publisher", "imd_release");
    return scores
        .join(
            broadcast(editions), new String[] {"edition", "publisher", "imd_release"}, "inner")
        .select(
            col("quarter"),
            col("imd_release"),
            col("practice_code"),
            col("publisher").as("source"),
            col("imd_score").cast(DataTypes.DoubleType).as("score"));
  }
}
