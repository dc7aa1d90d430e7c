package org.medsip.jobs.gold;

import static org.apache.spark.sql.functions.add_months;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.datediff;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.medsip.common.cohort.Cohort;
import org.medsip.common.cohort.Cohort.DoseDenominator;
import org.medsip.common.cohort.Cohort.Rule;
import org.medsip.common.cohort.CohortCatalogue;
import org.medsip.common.cohort.CohortMedicines;
import org.medsip.common.contract.Table;
import org.medsip.common.metric.CohortRates;
import org.medsip.common.product.OmeSet;
import org.medsip.common.run.Available;
import org.medsip.common.run.Inputs;
import org.medsip.common.run.Part;
import org.medsip.common.run.Stage;
import org.medsip.common.table.CohortTables;
import org.medsip.common.table.SilverTables;

/**
 * The most people that can be in a cohort, from all prescribing: nobody is in a cohort that asks
 * for an item in the month without one, and nobody has had a daily dose without the milligrams.
 */
public final class CohortBoundStage implements Stage {

  private static final int LONGEST = 3;
  private static final String BY_ITEMS =
      "Every member has an item in the month: holds for the members of each organisation, movers"
          + " included.";
  private static final String BY_DOSE =
      "Every member has had the dose on every day of the window: holds for members all of whose"
          + " items are at the organisation, and for everybody at England.";

  private final CohortCatalogue catalogue;
  private final CohortMedicines medicines = new CohortMedicines();

  public CohortBoundStage(CohortCatalogue catalogue) {
    this.catalogue = catalogue;
  }

  @Override
  public Table writes() {
    return CohortTables.COHORT_BOUND;
  }

  @Override
  public List<Table> reads() {
    return List.of(
        SilverTables.PRESCRIBING,
        SilverTables.PRODUCT_MONTH,
        SilverTables.PRACTICE_MONTH,
        SilverTables.PRACTICE_VINTAGE);
  }

  @Override
  public SortedMap<String, List<Part>> plan(Available available) {
    return available.forEachPartition(
        SilverTables.PRESCRIBING,
        month -> {
          List<Part> parts = new ArrayList<>();
          for (Table table : reads().subList(0, LONGEST)) {
            parts.addAll(available.window(table, LocalDate.parse(month), LONGEST));
          }
          return parts;
        });
  }

  @Override
  public boolean mayHaveNoRows() {
    return true;
  }

  @Override
  public String definition() {
    return "cohort_bound 1 " + catalogue.fingerprint() + " " + medicines.fingerprint();
  }

  @Override
  public Dataset<Row> apply(Inputs inputs, SortedSet<String> partitions) {
    Dataset<Row> monthly = byOrganisation(inputs);
    Dataset<Row> monthsThere =
        inPlaces(inputs.of(SilverTables.PRACTICE_MONTH).select("month").distinct(), partitions)
            .groupBy("place")
            .agg(countDistinct("month").as("months"));
    List<Column> sums = new ArrayList<>();
    for (OmeSet set : OmeSet.values()) {
      sums.add(inMonth(set.id()).as(set.id() + "_1"));
      sums.add(sum(set.id()).as(set.id() + "_3"));
    }
    return inPlaces(monthly, partitions)
        .groupBy("place", "org_level", "org_code")
        .agg(inMonth("items").as("items"), sums.toArray(Column[]::new))
        .filter(col("items").isNotNull())
        .join(broadcast(monthsThere), "place")
        .withColumn("bound", explode(bounds()))
        .select(
            col("bound.cohort_id"),
            col("bound.version"),
            col("org_level"),
            col("org_code"),
            col("place").as("month"),
            lit("bound").as("estimate_kind"),
            when(isComplete(), col("bound.upper")).as("upper"),
            col("bound.assumption"),
            when(isComplete(), lit(null).cast(DataTypes.StringType))
                .otherwise("incomplete_window")
                .as("missing_reason"),
            lit("").as("source_run_id"));
  }

  private static Column isComplete() {
    return col("months").geq(col("bound.window_months"));
  }

  /** Items and doses of the opioids in scope, by month and organisation. */
  private Dataset<Row> byOrganisation(Inputs inputs) {
    Dataset<Row> sites = inputs.of(SilverTables.PRACTICE_MONTH);
    List<Column> sums = new ArrayList<>();
    for (OmeSet set : OmeSet.values()) {
      sums.add(CohortRates.omeMg(set).as(set.id()));
    }
    Column inScope =
        col("resolution")
            .equalTo("opioid")
            .and(col("route").isin(CohortMedicines.routes().toArray()))
            .and(substring(col("bnf_code"), 1, 9).isin(medicines.opioids().toArray()));
    Dataset<Row> bySite =
        OpioidRows.of(inputs)
            .filter(inScope)
            .groupBy("practice_code", "month")
            .agg(sum("items").as("items"), sums.toArray(Column[]::new));
    Column own = col("site_kind").isin("GP", "UNMATCHED");
    Dataset<Row> organisations =
        Memberships.of(sites, inputs.of(SilverTables.PRACTICE_VINTAGE).limit(0))
            .select("practice_code", "month", "org_level", "org_code")
            .unionByName(
                sites.select(
                    col("practice_code"),
                    col("month"),
                    lit("practice").as("org_level"),
                    when(own, col("practice_code")).otherwise(col("site_kind")).as("org_code")));
    List<Column> totals = new ArrayList<>();
    for (OmeSet set : OmeSet.values()) {
      totals.add(
          coalesce(sum(set.id()), lit(0)).cast(DataTypes.createDecimalType(38, 14)).as(set.id()));
    }
    return organisations
        .join(bySite, new String[] {"practice_code", "month"}, "left")
        .groupBy("month", "org_level", "org_code")
        .agg(coalesce(sum("items"), lit(0L)).as("items"), totals.toArray(Column[]::new));
  }

  /** Gives each month to the months in whose windows it lies. */
  private static Dataset<Row> inPlaces(Dataset<Row> monthly, SortedSet<String> partitions) {
    List<Column> ahead = new ArrayList<>();
    for (int i = 0; i < LONGEST; i++) {
      ahead.add(add_months(col("month"), i));
    }
    return monthly
        .withColumn("place", explode(array(ahead.toArray(Column[]::new))))
        .filter(col("place").isin(partitions.stream().map(LocalDate::parse).toArray()));
  }

  private static Column inMonth(String name) {
    return sum(when(col("month").equalTo(col("place")), col(name)));
  }

  private Column bounds() {
    List<Column> bounds = new ArrayList<>();
    for (Cohort cohort : catalogue.cohorts()) {
      if (cohort.rule() == Rule.DAILY_DOSE
          && cohort.doseDenominator() == DoseDenominator.CALENDAR_DAYS
          && cohort.windowMonths() != 2
          && cohort.windowMonths() <= LONGEST) {
        bounds.add(bound(cohort, byDose(cohort), cohort.windowMonths(), BY_DOSE));
      } else if (asksForAnItemInTheMonth(cohort)) {
        bounds.add(bound(cohort, greatest(col("items"), lit(0L)), 1, BY_ITEMS));
      }
    }
    return array(bounds.toArray(Column[]::new));
  }

  private boolean asksForAnItemInTheMonth(Cohort cohort) {
    boolean itself =
        List.of(Rule.CONSECUTIVE_MONTHS, Rule.MONTHS_OF_WINDOW, Rule.EPISODE_LONGER_THAN)
            .contains(cohort.rule());
    return itself
        || cohort.requires().stream()
            .map(id -> catalogue.cohorts().get(catalogue.indexOf(id)))
            .anyMatch(this::asksForAnItemInTheMonth);
  }

  private static Column byDose(Cohort cohort) {
    int months = cohort.windowMonths();
    Column days = datediff(add_months(col("place"), 1), add_months(col("place"), 1 - months));
    return CohortRates.mostWithDose(col(cohort.omeSet() + "_" + months), cohort.threshold(), days);
  }

  private static Column bound(Cohort cohort, Column upper, int months, String assumption) {
    return struct(
        lit(cohort.id()).as("cohort_id"),
        lit(String.valueOf(cohort.version())).as("version"),
        upper.cast(DataTypes.LongType).as("upper"),
        lit(months).as("window_months"),
        lit(assumption).as("assumption"));
  }
}
