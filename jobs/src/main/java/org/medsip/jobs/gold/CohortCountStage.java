package org.medsip.jobs.gold;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sum;
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
import org.medsip.common.cohort.CohortCatalogue;
import org.medsip.common.contract.Table;
import org.medsip.common.disclosure.DisclosurePolicy;
import org.medsip.common.metric.CohortRates;
import org.medsip.common.run.Available;
import org.medsip.common.run.Inputs;
import org.medsip.common.run.Part;
import org.medsip.common.run.Stage;
import org.medsip.common.table.CohortTables;
import org.medsip.common.table.SilverTables;

/**
 * How many people are in each cohort: those of the patient items, as they are published, and those
 * that comparator extracts count under their own definitions, as their publisher shows them.
 */
public final class CohortCountStage implements Stage {

  private final CohortCatalogue catalogue;
  private final DisclosurePolicy policy;

  public CohortCountStage(CohortCatalogue catalogue, DisclosurePolicy policy) {
    this.catalogue = catalogue;
    this.policy = policy;
  }

  @Override
  public Table writes() {
    return CohortTables.COHORT_COUNT;
  }

  @Override
  public List<Table> reads() {
    return List.of(
        CohortTables.COHORT_FIGURE,
        CohortTables.COMPARATOR_MONTH,
        SilverTables.PRACTICE_MONTH,
        SilverTables.PRACTICE_VINTAGE);
  }

  @Override
  public SortedMap<String, List<Part>> plan(Available available) {
    SortedMap<String, List<Part>> plan = new TreeMap<>();
    for (Table table : List.of(CohortTables.COHORT_FIGURE, CohortTables.COMPARATOR_MONTH)) {
      for (String month : available.of(table)) {
        plan.computeIfAbsent(month, none -> registered(month, available))
            .addAll(available.same(table, month));
      }
    }
    return plan;
  }

  private static List<Part> registered(String month, Available available) {
    return new ArrayList<>(available.same(SilverTables.PRACTICE_MONTH, month));
  }

  @Override
  public boolean mayHaveNoRows() {
    return true;
  }

  @Override
  public String definition() {
    return "cohort_count 1 %s %s".formatted(policy, catalogue.fingerprint());
  }

  @Override
  public Dataset<Row> apply(Inputs inputs, SortedSet<String> partitions) {
    Dataset<Row> sites = inputs.of(SilverTables.PRACTICE_MONTH);
    Dataset<Row> vintages = inputs.of(SilverTables.PRACTICE_VINTAGE).limit(0);
    Dataset<Row> ofPatients =
        ofPatients(inputs.of(CohortTables.COHORT_FIGURE), registered(sites, vintages));
    return ofPatients
        .unionByName(ofComparators(inputs.of(CohortTables.COMPARATOR_MONTH)))
        .withColumn("per_1000", CohortRates.perThousand(col("n_published"), col("denominator")));
  }

  private Dataset<Row> ofPatients(Dataset<Row> figures, Dataset<Row> registered) {
    String[] place = {"month", "org_level", "org_code"};
    return CohortFigureRows.of(figures, catalogue, "count")
        .join(registered, place, "left")
        .join(captureRates(figures), place, "left")
        .select(
            col("cohort_id"),
            col("version"),
            col("org_level"),
            col("org_code"),
            col("month"),
            col("estimate_kind"),
            col("n_published"),
            col("suppressed"),
            col("denominator"),
            col("capture_rate"),
            col("missing_reason"));
  }

  /** People registered by organisation; a residual row has none. */
  private static Dataset<Row> registered(Dataset<Row> sites, Dataset<Row> vintages) {
    Dataset<Row> practices =
        sites.filter(col("site_kind").equalTo("GP").and(col("registrants").gt(0)));
    Dataset<Row> above =
        Memberships.of(practices, vintages)
            .join(
                practices.select("practice_code", "month", "registrants"),
                new String[] {"practice_code", "month"},
                "inner")
            .groupBy("month", "org_level", "org_code")
            .agg(sum("registrants").as("denominator"));
    return practices
        .select(
            col("month"),
            lit("practice").as("org_level"),
            col("practice_code").as("org_code"),
            col("registrants").as("denominator"))
        .unionByName(above);
  }

  private static Dataset<Row> captureRates(Dataset<Row> figures) {
    return figures
        .filter(col("figure").isin("items", "captured_items"))
        .groupBy("month", "org_level", "org_code")
        .agg(
            CohortRates.share(
                    CohortFigureRows.shown("captured_items"), CohortFigureRows.shown("items"))
                .as("capture_rate"));
  }

  /** A count that the policy hides is suppressed, also where its publisher shows it. */
  private Dataset<Row> ofComparators(Dataset<Row> comparators) {
    Column hidden = col("patients").between(policy.hidden().from(), policy.hidden().to());
    Column suppressed = col("suppressed").or(coalesce(hidden, lit(false)));
    return comparators.select(
        col("cohort_id"),
        col("version"),
        col("org_level"),
        col("org_code"),
        col("month"),
        lit("observed_comparator").as("estimate_kind"),
        when(not(suppressed), col("patients")).as("n_published"),
        suppressed.as("suppressed"),
        col("registered_patients").as("denominator"),
        lit(null).cast(DataTypes.DoubleType).as("capture_rate"),
        lit(null).cast(DataTypes.StringType).as("missing_reason"));
  }
}
