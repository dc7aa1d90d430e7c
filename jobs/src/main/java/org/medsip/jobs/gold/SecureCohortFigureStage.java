package org.medsip.jobs.gold;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.datediff;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.min_by;
import static org.apache.spark.sql.functions.when;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.KeyValueGroupedDataset;
import org.apache.spark.sql.Row;
import org.medsip.common.cohort.CohortCatalogue;
import org.medsip.common.contract.Table;
import org.medsip.common.disclosure.DisclosurePolicy;
import org.medsip.common.run.Available;
import org.medsip.common.run.DisclosingStage;
import org.medsip.common.run.Inputs;
import org.medsip.common.run.Part;
import org.medsip.common.table.CohortTables;
import org.medsip.common.table.DeprivationTables;

/**
 * Every count of people that is published, month by month: the only way by which anything of the
 * patient items leaves the secure part of the lake.
 */
public final class SecureCohortFigureStage implements DisclosingStage {

  /** Days by which a quarter after a month is worse than any before it. */
  private static final int NEVER = 1_000_000;

  private final CohortCatalogue catalogue;
  private final DisclosurePolicy policy;

  public SecureCohortFigureStage(CohortCatalogue catalogue, DisclosurePolicy policy) {
    this.catalogue = catalogue;
    this.policy = policy;
  }

  @Override
  public DisclosurePolicy policy() {
    return policy;
  }

  @Override
  public Table writes() {
    return CohortTables.COHORT_FIGURE;
  }

  @Override
  public List<Table> reads() {
    return List.of(CohortTables.COHORT_PART, DeprivationTables.PRACTICE_DEPRIVATION);
  }

  /** What was published of a month is no hiding place for what is suppressed of it now. */
  @Override
  public boolean remembers() {
    return true;
  }

  @Override
  public SortedMap<String, List<Part>> plan(Available available) {
    return available.forEachPartition(
        CohortTables.COHORT_PART,
        month -> {
          List<Part> parts = new ArrayList<>(available.same(CohortTables.COHORT_PART, month));
          parts.addAll(available.editionFor(DeprivationTables.PRACTICE_DEPRIVATION, month));
          return parts;
        });
  }

  @Override
  public String definition() {
    return "cohort_figure 1 %s %s".formatted(policy, catalogue.fingerprint());
  }

  @Override
  public Dataset<Row> apply(Inputs inputs, SortedSet<String> partitions) {
    Dataset<Row> parts =
        inputs
            .of(CohortTables.COHORT_PART)
            .unionByName(quintiles(inputs.of(DeprivationTables.PRACTICE_DEPRIVATION), partitions));
    return byMonth(parts)
        .cogroup(
            byMonth(inputs.of(CohortTables.COHORT_FIGURE)),
            new PublishedFigures(catalogue, policy),
            Encoders.row(CohortTables.COHORT_FIGURE.schema()));
  }

  /**
   * The quintile of each practice by the newest release of the index, for the quarter that speaks
   * for a month: the newest that is not later, else the oldest.
   */
  private static Dataset<Row> quintiles(Dataset<Row> deprivation, SortedSet<String> partitions) {
    Column months =
        array(partitions.stream().map(month -> lit(LocalDate.parse(month))).toArray(Column[]::new));
    Column age = datediff(col("month"), col("quarter"));
    Column nearest = when(age.geq(0), age).otherwise(lit(NEVER).minus(age));
    Dataset<Row> byMonth = deprivation.withColumn("month", explode(months));
    Dataset<Row> quarters =
        byMonth.groupBy("month").agg(min_by(col("quarter"), nearest).as("quarter"));
    return byMonth
        .join(broadcast(quarters), new String[] {"month", "quarter"}, "inner")
        .filter(col("quintile_1_most_deprived").isNotNull())
        .groupBy("month", "practice_code")
        .agg(max_by(col("quintile_1_most_deprived"), col("imd_release")).as("quintile"))
        .select(
            col("month"),
            lit(PublishedFigures.EVERY_EDITION).as("edition"),
            lit("place").as("kind"),
            lit("").as("cohort_id"),
            lit("deprivation_quintile").as("category"),
            col("practice_code").as("area"),
            col("quintile").cast("string").as("other"),
            lit(0L).as("people"));
  }

  private static KeyValueGroupedDataset<String, Row> byMonth(Dataset<Row> rows) {
    return rows.groupByKey(
        (MapFunction<Row, String>) row -> row.getAs("month").toString(), Encoders.STRING());
  }
}
