package org.medsip.jobs.gold;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.percent_rank;
import static org.apache.spark.sql.functions.percentile;
import static org.apache.spark.sql.functions.when;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.medsip.common.contract.Table;
import org.medsip.common.metric.MeasureCatalogue;
import org.medsip.common.metric.Rates;
import org.medsip.common.run.Available;
import org.medsip.common.run.Inputs;
import org.medsip.common.run.Part;
import org.medsip.common.run.Stage;
import org.medsip.common.table.GoldTables;
import org.medsip.common.table.SilverTables;

/**
 * Every measure for every organisation and period.
 *
 * <p>The parts of each site and month are given to every organisation the site counts for ({@link
 * OrganisationLevels}), added up over each window that the month belongs to ({@link Periods}), and
 * divided once, at the end. A level above practice shows the median and quartiles of its practices
 * beside the pooled value.
 */
public final class MeasureOrgPeriodStage implements Stage {

  private static final int LONGEST_WINDOW = Collections.max(Periods.WINDOWS);

  private final MeasureCatalogue catalogue;
  private final String referenceFingerprint;

  public MeasureOrgPeriodStage(MeasureCatalogue catalogue, String referenceFingerprint) {
    this.catalogue = catalogue;
    this.referenceFingerprint = referenceFingerprint;
  }

  @Override
  public Table writes() {
    return GoldTables.MEASURE_ORG_PERIOD;
  }

  @Override
  public List<Table> reads() {
    return List.of(SilverTables.PRACTICE_MONTH, GoldTables.PRACTICE_MONTH_MEASURE);
  }

  @Override
  public SortedMap<String, List<Part>> plan(Available available) {
    SortedMap<String, List<Part>> plan = new TreeMap<>();
    for (String month : available.of(SilverTables.PRACTICE_MONTH)) {
      LocalDate first = LocalDate.parse(month);
      List<Part> parts = new ArrayList<>();
      for (Table table : reads()) {
        parts.addAll(available.window(table, first, LONGEST_WINDOW));
      }
      plan.put(Periods.endOf(first).toString(), parts);
    }
    return plan;
  }

  @Override
  public String definition() {
    return "measure_org_period 2 " + catalogue.fingerprint() + " " + referenceFingerprint;
  }

  @Override
  public Dataset<Row> apply(Inputs inputs, SortedSet<String> partitions) {
    Dataset<Row> sites = inputs.of(SilverTables.PRACTICE_MONTH);
    Dataset<Row> parts =
        MeasureParts.of(sites, inputs.of(GoldTables.PRACTICE_MONTH_MEASURE), catalogue);
    Dataset<Row> monthly = OrganisationLevels.summedByMonth(parts);
    Dataset<Row> rates = withRates(Periods.summed(monthly, partitions));
    return withPractices(rates, sites)
        .withColumn("percentile", percentileAmongPeers())
        .withColumn("org_vintage", lit("as_was"))
        .withColumn("definition_id", definitionId());
  }

  private static Dataset<Row> withRates(Dataset<Row> sums) {
    Column residual = col("org_code").isin(OrganisationLevels.RESIDUAL.toArray());
    Column share = col("denominator_kind").equalTo("ITEMS");
    Column noDenominator = col("denominator").isNull().or(col("denominator").leq(0));
    Column missing =
        when(residual, "no_registrants")
            .when(noDenominator.and(share), "no_items")
            .when(noDenominator, "no_registrants")
            .when(col("months").lt(col("window_months")), "incomplete_period")
            .when(
                col("items").gt(0).and(col("items_with_value").equalTo(0)), "no_value_in_variant");
    Dataset<Row> rated =
        sums.withColumn("missing_reason", missing)
            .withColumn("rate", when(col("missing_reason").isNull(), Rates.valueWithInterval()));
    Column isShare = col("items").gt(0).and(col("items_with_value").between(lit(0), col("items")));
    Column coverage =
        when(isShare, col("items_with_value").cast("double").divide(col("items").cast("double")));
    return rated
        .withColumn("value", col("rate.value"))
        .withColumn("lcl", col("rate.lcl"))
        .withColumn("ucl", col("rate.ucl"))
        .withColumn("coverage", coverage);
  }

  /** Median and quartiles of the practices that belong to each organisation in the last month. */
  private static Dataset<Row> withPractices(Dataset<Row> rates, Dataset<Row> sites) {
    Dataset<Row> practices =
        rates
            .filter(col("org_level").equalTo("practice").and(col("value").isNotNull()))
            .select(
                col("measure_id"),
                col("variant"),
                col("period_end"),
                col("window_months"),
                col("org_code").as("practice_code"),
                col("value"));
    Dataset<Row> members =
        OrganisationLevels.members(sites.filter(col("site_kind").equalTo("GP")))
            .withColumn("period_end", Periods.endOf(col("month")))
            .drop("month");
    Column quartiles = percentile(col("value"), array(lit(0.25), lit(0.5), lit(0.75)));
    Dataset<Row> ofPractices =
        practices
            .join(members, new String[] {"practice_code", "period_end"}, "inner")
            .groupBy(
                "measure_id", "variant", "period_end", "window_months", "org_level", "org_code")
            .agg(count(lit(1)).as("member_practices"), quartiles.as("quartiles"));
    String[] key = {
      "measure_id", "variant", "period_end", "window_months", "org_level", "org_code"
    };
    Column isPractice = col("org_level").equalTo("practice");
    Column ownValue = when(col("value").isNotNull(), lit(1L)).otherwise(lit(0L));
    return rates
        .join(ofPractices, key, "left")
        .withColumn(
            "practices",
            when(isPractice, ownValue).otherwise(coalesce(col("member_practices"), lit(0L))))
        .withColumn("q1_of_practices", col("quartiles").getItem(0))
        .withColumn("median_of_practices", col("quartiles").getItem(1))
        .withColumn("q3_of_practices", col("quartiles").getItem(2));
  }

  private static Column percentileAmongPeers() {
    WindowSpec peers =
        Window.partitionBy(
            col("measure_id"),
            col("variant"),
            col("org_level"),
            col("period_end"),
            col("window_months"),
            col("value").isNotNull());
    Column amongSeveral = col("value").isNotNull().and(count(lit(1)).over(peers).gt(1));
    return when(amongSeveral, percent_rank().over(peers.orderBy("value")).multiply(100));
  }

  private Column definitionId() {
    return concat(
        lit("measures@"),
        lit(catalogue.fingerprint().substring(0, 12)),
        lit(" reference@"),
        lit(referenceFingerprint.substring(0, 12)));
  }
}
