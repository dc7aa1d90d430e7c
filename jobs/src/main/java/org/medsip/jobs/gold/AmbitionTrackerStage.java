package org.medsip.jobs.gold;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sequence;
import static org.apache.spark.sql.functions.struct;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.api.java.function.FlatMapGroupsFunction;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.medsip.common.contract.Table;
import org.medsip.common.metric.Ambition;
import org.medsip.common.metric.CohortRates;
import org.medsip.common.run.Available;
import org.medsip.common.run.Inputs;
import org.medsip.common.run.Part;
import org.medsip.common.run.Stage;
import org.medsip.common.table.CohortTables;

/**
 * Progress towards the ambitions of the national programme, from observed counts alone. Each
 * ambition is tracked by the first of its definitions that England has for all of the baseline, at
 * every organisation by the same.
 */
public final class AmbitionTrackerStage implements Stage {

  private static final Object[] OBSERVED = {"observed_comparator", "observed_patient"};
  private static final String[] MONTH_OF_AMBITION = {"ambition_id", "month"};

  private final List<Ambition> ambitions = Ambition.all();

  @Override
  public Table writes() {
    return CohortTables.AMBITION_TRACKER;
  }

  @Override
  public List<Table> reads() {
    return List.of(CohortTables.COHORT_COUNT, CohortTables.ICB_PHASE);
  }

  @Override
  public SortedMap<String, List<Part>> plan(Available available) {
    return available.asWhole(reads());
  }

  /** There is nothing to track before the months of the first baseline. */
  @Override
  public boolean mayHaveNoRows() {
    return true;
  }

  @Override
  public String definition() {
    return "ambition_tracker 1 " + Ambition.fingerprint();
  }

  @Override
  public Dataset<Row> apply(Inputs inputs, SortedSet<String> partitions) {
    Dataset<Row> counts =
        inputs
            .of(CohortTables.COHORT_COUNT)
            .filter(col("estimate_kind").isin(OBSERVED).and(col("n_published").isNotNull()));
    Dataset<Row> people =
        counts
            .join(broadcast(trackers(counts)), new String[] {"cohort_id", "version"}, "inner")
            .groupByKey(
                (MapFunction<Row, String>)
                    row ->
                        String.join(
                            "|",
                            row.<String>getAs("ambition_id"),
                            row.<String>getAs("org_level"),
                            row.<String>getAs("org_code")),
                Encoders.STRING())
            .flatMapGroups(
                (FlatMapGroupsFunction<String, Row, Row>) new AmbitionRows(ambitions)::of,
                Encoders.row(CohortTables.AMBITION_TRACKER.schema()));
    return withContribution(people).unionByName(participants(inputs));
  }

  /** The definition by which each ambition is tracked. */
  private Dataset<Row> trackers(Dataset<Row> counts) {
    return counts
        .filter(col("org_level").equalTo("england"))
        .withColumn("tracked", explode(tracked()))
        .filter(
            col("tracked.cohort_id")
                .equalTo(col("cohort_id"))
                .and(col("month").between(col("tracked.from"), col("tracked.to"))))
        .groupBy(
            col("tracked.ambition_id").as("ambition_id"),
            col("tracked.place").as("place"),
            col("tracked.months").as("months"),
            col("cohort_id"),
            col("version"))
        .agg(countDistinct("month").as("found"))
        .filter(col("found").equalTo(col("months")))
        .groupBy("ambition_id")
        .agg(max(struct(col("place"), col("version"), col("cohort_id"))).as("first"))
        .select("ambition_id", "first.cohort_id", "first.version");
  }

  private Column tracked() {
    List<Column> tracked = new ArrayList<>();
    for (Ambition ambition : ambitions) {
      for (int place = 0;
          ambition.isAboutPeople() && place < ambition.trackedBy().size();
          place++) {
        LocalDate from = Objects.requireNonNull(ambition.baselineFrom());
        LocalDate to = Objects.requireNonNull(ambition.baselineTo());
        tracked.add(
            struct(
                lit(ambition.id()).as("ambition_id"),
                lit(-place).as("place"),
                lit(ambition.trackedBy().get(place)).as("cohort_id"),
                lit(from).as("from"),
                lit(to).as("to"),
                lit(ChronoUnit.MONTHS.between(from, to) + 1).as("months")));
      }
    }
    return array(tracked.toArray(Column[]::new));
  }

  private static Dataset<Row> withContribution(Dataset<Row> rows) {
    Dataset<Row> england =
        rows.filter(col("org_level").equalTo("england"))
            .select(col("ambition_id"), col("month"), col("reduction").as("of_england"));
    return rows.join(broadcast(england), MONTH_OF_AMBITION, "left")
        .withColumn("contribution_share", CohortRates.share(col("reduction"), col("of_england")))
        .drop("of_england");
  }

  /** How many boards take part, month by month from the first that does to the newest count. */
  private Dataset<Row> participants(Inputs inputs) {
    Dataset<Row> phases = inputs.of(CohortTables.ICB_PHASE);
    Dataset<Row> boards = phases.groupBy("icb_code").agg(min("from_month").as("from_month"));
    Dataset<Row> newest =
        inputs
            .of(CohortTables.COHORT_COUNT)
            .agg(max("month").as("newest_count"))
            .crossJoin(boards.agg(min("from_month").as("first"), max("from_month").as("newest")))
            .filter(col("first").isNotNull());
    Column last = coalesce(greatest(col("newest"), col("newest_count")), col("newest"));
    Dataset<Row> months =
        newest.select(explode(sequence(col("first"), last, expr("interval 1 month"))).as("month"));
    return months
        .join(broadcast(boards), col("from_month").leq(col("month")))
        .groupBy("month")
        .agg(countDistinct("icb_code").as("boards"))
        .flatMap(
            (FlatMapFunction<Row, Row>) new AmbitionRows(ambitions)::ofParticipants,
            Encoders.row(CohortTables.AMBITION_TRACKER.schema()));
  }
}
