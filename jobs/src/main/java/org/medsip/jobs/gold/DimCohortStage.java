package org.medsip.jobs.gold;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.nullif;
import static org.apache.spark.sql.functions.struct;

import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.SortedSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medsip.common.cohort.Cohort;
import org.medsip.common.cohort.CohortCatalogue;
import org.medsip.common.contract.Table;
import org.medsip.common.run.Available;
import org.medsip.common.run.Inputs;
import org.medsip.common.run.Part;
import org.medsip.common.run.Stage;
import org.medsip.common.table.CohortTables;
import org.medsip.common.table.SilverTables;

/** The definition of every cohort, and of every comparator in its publisher's words. */
public final class DimCohortStage implements Stage {

  private final CohortCatalogue catalogue;

  public DimCohortStage(CohortCatalogue catalogue) {
    this.catalogue = catalogue;
  }

  @Override
  public Table writes() {
    return CohortTables.DIM_COHORT;
  }

  @Override
  public List<Table> reads() {
    return List.of(CohortTables.COMPARATOR_MONTH, SilverTables.PRACTICE_MONTH);
  }

  @Override
  public SortedMap<String, List<Part>> plan(Available available) {
    return available.asWhole(reads());
  }

  @Override
  public String definition() {
    return "dim_cohort 2 " + catalogue.fingerprint();
  }

  @Override
  public Dataset<Row> apply(Inputs inputs, SortedSet<String> partitions) {
    Column[] definitions =
        catalogue.cohorts().stream().map(this::definition).toArray(Column[]::new);
    Dataset<Row> ours =
        inputs
            .of(SilverTables.PRACTICE_MONTH)
            .agg(count(lit(1)).as("sites"))
            .select(explode(array(definitions)).as("definition"))
            .select("definition.*");
    Dataset<Row> comparators =
        inputs
            .of(CohortTables.COMPARATOR_MONTH)
            .groupBy("cohort_id", "version")
            .agg(
                coalesce(max_by(col("definition"), col("month")), lit("not stated"))
                    .as("definition"))
            .withColumn("estimate_kind", lit("observed_comparator"));
    return ours.unionByName(comparators, true);
  }

  private Column definition(Cohort cohort) {
    return struct(
        lit(cohort.id()).as("cohort_id"),
        lit(String.valueOf(cohort.version())).as("version"),
        lit("observed_patient").as("estimate_kind"),
        lit(cohort.title()).as("title"),
        lit(cohort.text()).as("definition"),
        lit("oral and transdermal opioid analgesics").as("scope"),
        lit(words(cohort.rule())).as("rule"),
        lit((long) catalogue.windowMonths(cohort)).as("window_months"),
        lit(cohort.threshold())
            .cast(CohortTables.DIM_COHORT.column("threshold").type())
            .as("threshold"),
        lit(words(cohort.doseDenominator())).as("dose_denominator"),
        lit(cohort.omeSet()).as("ome_set"),
        anyOf(" ", catalogue.within(cohort.id())).as("within"),
        anyOf("; ", cohort.exclusions()).as("exclusions"),
        anyOf("; ", cohort.references()).as("references"));
  }

  /** Texts as one; null where there is none, which a file of text cannot tell from an empty one. */
  private static Column anyOf(String separator, Iterable<String> texts) {
    return nullif(lit(String.join(separator, texts)), lit(""));
  }

  private static String words(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
