package org.medsip.jobs.gold;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.medsip.common.cohort.CohortCatalogue;
import org.medsip.common.cohort.Places;
import org.medsip.common.contract.Table;
import org.medsip.common.metric.CohortRates;
import org.medsip.common.run.Available;
import org.medsip.common.run.Inputs;
import org.medsip.common.run.Part;
import org.medsip.common.run.Stage;
import org.medsip.common.table.CohortTables;

/** People in cohorts by sex, age, deprivation and duration, as they are published. */
public final class CohortBreakdownStage implements Stage {

  private static final String LONG_TERM = "LT-A";
  private static final String OVER_THREE = "LT-A-GT3M";
  private static final String OVER_SIX = "LT-A-GT6M";
  private static final String OVER_TWELVE = "LT-A-GT12M";
  private static final String KNOWN = "known";
  private static final String SHOWN = "shown";

  private final CohortCatalogue catalogue;

  public CohortBreakdownStage(CohortCatalogue catalogue) {
    this.catalogue = catalogue;
  }

  @Override
  public Table writes() {
    return CohortTables.COHORT_BREAKDOWN;
  }

  @Override
  public List<Table> reads() {
    return List.of(CohortTables.COHORT_FIGURE);
  }

  @Override
  public SortedMap<String, List<Part>> plan(Available available) {
    return available.eachOf(CohortTables.COHORT_FIGURE);
  }

  @Override
  public boolean mayHaveNoRows() {
    return true;
  }

  @Override
  public String definition() {
    return "cohort_breakdown 1 " + catalogue.fingerprint();
  }

  @Override
  public Dataset<Row> apply(Inputs inputs, SortedSet<String> partitions) {
    Dataset<Row> figures = inputs.of(CohortTables.COHORT_FIGURE);
    Column dimension =
        when(col("figure").equalTo("deprivation_quintile"), "deprivation_quintile_1_most_deprived")
            .otherwise(col("figure"));
    Dataset<Row> divided =
        CohortFigureRows.of(figures, catalogue, "sex", "age_band", "deprivation_quintile")
            .withColumn("dimension", dimension);
    return inOrder(divided).unionByName(inOrder(durations(figures)));
  }

  /** How long the members of the reference cohort have been in it, from what is shown of each. */
  private Dataset<Row> durations(Dataset<Row> figures) {
    Column durations =
        array(
            duration("up_to_3_months", LONG_TERM, OVER_THREE),
            duration("over_3_to_6_months", OVER_THREE, OVER_SIX),
            duration("over_6_to_12_months", OVER_SIX, OVER_TWELVE),
            duration("over_12_months", of(OVER_TWELVE, SHOWN), isKnown(OVER_TWELVE)));
    return figures
        .filter(col("figure").equalTo("count").and(col("org_level").isin(Places.UPPER.toArray())))
        .groupBy("month", "org_level", "org_code")
        .agg(cohort(LONG_TERM), cohort(OVER_THREE), cohort(OVER_SIX), cohort(OVER_TWELVE))
        .withColumn("duration", explode(durations))
        .filter(col("duration.known"))
        .select(
            lit(LONG_TERM).as("cohort_id"),
            CohortFigureRows.version(lit(LONG_TERM), catalogue).as("version"),
            col("org_level"),
            col("org_code"),
            col("month"),
            lit("observed_patient").as("estimate_kind"),
            lit("duration").as("dimension"),
            col("duration.category").as("category"),
            col("duration.n_published").as("n_published"),
            col("duration.n_published").isNull().as("suppressed"));
  }

  /** What is shown of a cohort, and whether its months are there. */
  private static Column cohort(String id) {
    return max(when(
            col("cohort_id").equalTo(id),
            struct(col("missing_reason").isNull().as(KNOWN), col("n_published").as(SHOWN))))
        .as(id);
  }

  private static Column of(String id, String field) {
    return col("`" + id + "`").getField(field);
  }

  private static Column isKnown(String id) {
    return coalesce(of(id, KNOWN), lit(false));
  }

  /** Those who have been in it longer than one cohort asks for, and not longer than another. */
  private static Column duration(String category, String longer, String evenLonger) {
    return duration(
        category,
        CohortRates.less(of(longer, SHOWN), of(evenLonger, SHOWN)),
        isKnown(longer).and(isKnown(evenLonger)));
  }

  private static Column duration(String category, Column shown, Column known) {
    return struct(lit(category).as("category"), shown.as("n_published"), known.as("known"));
  }

  private static Dataset<Row> inOrder(Dataset<Row> rows) {
    Column[] columns =
        CohortTables.COHORT_BREAKDOWN.columnNames().stream()
            .filter(name -> !name.equals("source_run_id"))
            .map(functions::col)
            .toArray(Column[]::new);
    return rows.select(columns);
  }
}
