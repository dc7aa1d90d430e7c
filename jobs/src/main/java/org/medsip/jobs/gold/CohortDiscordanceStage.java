package org.medsip.jobs.gold;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medsip.common.cohort.CohortCatalogue;
import org.medsip.common.cohort.CohortCatalogue.Pair;
import org.medsip.common.cohort.Places;
import org.medsip.common.contract.Table;
import org.medsip.common.metric.CohortRates;
import org.medsip.common.run.Available;
import org.medsip.common.run.Inputs;
import org.medsip.common.run.Part;
import org.medsip.common.run.Stage;
import org.medsip.common.table.CohortTables;

/**
 * How far two definitions of the same thing find the same people, as it is published. Where one
 * lies within the other, those in both are those in the inner one.
 */
public final class CohortDiscordanceStage implements Stage {

  private final CohortCatalogue catalogue;

  public CohortDiscordanceStage(CohortCatalogue catalogue) {
    this.catalogue = catalogue;
  }

  @Override
  public Table writes() {
    return CohortTables.COHORT_DISCORDANCE;
  }

  @Override
  public List<Table> reads() {
    return List.of(CohortTables.COHORT_FIGURE);
  }

  @Override
  public SortedMap<String, List<Part>> plan(Available available) {
    return available.eachOf(CohortTables.COHORT_FIGURE);
  }

  /** Two cohorts are compared from the month on in which both are known. */
  @Override
  public boolean mayHaveNoRows() {
    return true;
  }

  @Override
  public String definition() {
    return "cohort_discordance 1 " + catalogue.fingerprint();
  }

  @Override
  public Dataset<Row> apply(Inputs inputs, SortedSet<String> partitions) {
    Dataset<Row> figures = inputs.of(CohortTables.COHORT_FIGURE);
    String[] ofSecond = {"month", "org_level", "org_code", "other_cohort_id"};
    String[] ofPair = {"month", "org_level", "org_code", "cohort_id", "other_cohort_id"};
    Dataset<Row> counts =
        figures.filter(
            col("figure")
                .equalTo("count")
                .and(col("org_level").isin(Places.UPPER.toArray()))
                .and(col("missing_reason").isNull()));
    Dataset<Row> first =
        counts.select(
            col("month"),
            col("org_level"),
            col("org_code"),
            col("cohort_id"),
            col("n_published").as("n_first"));
    Dataset<Row> second =
        counts.select(
            col("month"),
            col("org_level"),
            col("org_code"),
            col("cohort_id").as("other_cohort_id"),
            col("n_published").as("n_other"));
    Dataset<Row> both =
        figures
            .filter(col("figure").equalTo("both"))
            .select(
                col("month"),
                col("org_level"),
                col("org_code"),
                col("cohort_id"),
                col("category").as("other_cohort_id"),
                col("n_published").as("n_both"));
    Column inner = when(col("first_is_inner"), col("n_first")).otherwise(col("n_other"));
    return first
        .withColumn("pair", explode(pairs()))
        .filter(col("pair.cohort_id").equalTo(col("cohort_id")))
        .select(
            col("*"),
            col("pair.other_cohort_id"),
            col("pair.is_nested"),
            col("pair.first_is_inner"))
        .join(second, ofSecond, "inner")
        .join(both, ofPair, "left")
        .withColumn("in_both", when(col("is_nested"), inner).otherwise(col("n_both")))
        .withColumn("only_in_first", CohortRates.less(col("n_first"), col("in_both")))
        .withColumn("only_in_other", CohortRates.less(col("n_other"), col("in_both")))
        .withColumn(
            "suppressed",
            col("in_both").isNull().or(col("n_first").isNull()).or(col("n_other").isNull()))
        .withColumn("version", CohortFigureRows.version(col("cohort_id"), catalogue))
        .withColumn("other_version", CohortFigureRows.version(col("other_cohort_id"), catalogue))
        .withColumn("estimate_kind", lit("observed_patient"));
  }

  private Column pairs() {
    return array(
        catalogue.comparable().stream()
            .map(
                pair ->
                    struct(
                        lit(pair.cohort()).as("cohort_id"),
                        lit(pair.other()).as("other_cohort_id"),
                        lit(pair.isNested()).as("is_nested"),
                        lit(isFirstInner(pair)).as("first_is_inner")))
            .toArray(Column[]::new));
  }

  private boolean isFirstInner(Pair pair) {
    return catalogue.within(pair.cohort()).contains(pair.other());
  }
}
