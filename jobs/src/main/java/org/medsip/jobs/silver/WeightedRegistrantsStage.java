package org.medsip.jobs.silver;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.when;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DecimalType;
import org.medsip.common.contract.Table;
import org.medsip.common.metric.AgeSexWeights;
import org.medsip.common.metric.Interpolation;
import org.medsip.common.run.Available;
import org.medsip.common.run.Inputs;
import org.medsip.common.run.Part;
import org.medsip.common.run.Stage;
import org.medsip.common.table.PopulationTables;
import org.medsip.common.table.SilverTables;

/**
 * The people of each practice and month weighted by sex and age, in every set of weights. A month
 * without an extract has the weighted people of the extracts that its list size comes from, brought
 * to the month in the same way; a practice whose extracts do not tell ages has no row.
 *
 * <p>Of several editions of a set the newest that is not later than the month speaks, else the
 * oldest; of an interpolated month one edition weighs both extracts.
 */
public final class WeightedRegistrantsStage implements Stage {

  private static final DecimalType WEIGHTED =
      (DecimalType) PopulationTables.WEIGHTED_REGISTRANTS.column("weighted").type();

  @Override
  public Table writes() {
    return PopulationTables.WEIGHTED_REGISTRANTS;
  }

  @Override
  public List<Table> reads() {
    return List.of(
        SilverTables.REGISTRANTS,
        PopulationTables.REGISTRANTS_AGE_SEX,
        PopulationTables.AGE_SEX_WEIGHT);
  }

  @Override
  public SortedMap<String, List<Part>> plan(Available available) {
    SortedSet<String> extracts = available.of(PopulationTables.REGISTRANTS_AGE_SEX);
    return available.forEachPartition(
        SilverTables.REGISTRANTS,
        month -> {
          List<Part> parts = new ArrayList<>(available.same(SilverTables.REGISTRANTS, month));
          for (String extract : new Extracts(month, extracts).ofFigures()) {
            parts.add(new Part(PopulationTables.REGISTRANTS_AGE_SEX, extract));
          }
          parts.addAll(available.whole(PopulationTables.AGE_SEX_WEIGHT));
          return parts;
        });
  }

  @Override
  public String definition() {
    return "weighted_registrants 1";
  }

  /** The extracts may have totals alone. */
  @Override
  public boolean mayHaveNoRows() {
    return true;
  }

  @Override
  public Dataset<Row> apply(Inputs inputs, SortedSet<String> partitions) {
    Dataset<Row> weights = inputs.of(PopulationTables.AGE_SEX_WEIGHT);
    Dataset<Row> ofExtracts = ofExtracts(inputs.of(PopulationTables.REGISTRANTS_AGE_SEX), weights);
    Dataset<Row> lists =
        inputs
            .of(SilverTables.REGISTRANTS)
            .select("month", "practice_code", "basis", "extract_month", "next_extract_month")
            .withColumn("extract", explode(array(col("extract_month"), col("next_extract_month"))))
            .join(broadcast(editions(weights, partitions)), "month");
    return lists
        .join(ofExtracts, new String[] {"extract", "practice_code", "weight_set", "edition"})
        .groupBy(
            "month",
            "practice_code",
            "weight_set",
            "edition",
            "basis",
            "extract_month",
            "next_extract_month")
        .agg(in("extract_month").as("extracted"), in("next_extract_month").as("next"))
        .withColumn("weighted", weighted())
        .filter(col("weighted").isNotNull());
  }

  /** The weighted people of each practice in each extract, by every edition of every set. */
  private static Dataset<Row> ofExtracts(Dataset<Row> bands, Dataset<Row> weights) {
    return bands
        .join(
            broadcast(weights.select("weight_set", "edition", "sex", "age_band", "weight")),
            new String[] {"sex", "age_band"})
        .groupBy(
            col("month").as("extract"), col("practice_code"), col("weight_set"), col("edition"))
        .agg(AgeSexWeights.weighted().as("of_extract"));
  }

  /** The edition of each set that speaks for each month. */
  private static Dataset<Row> editions(Dataset<Row> weights, SortedSet<String> months) {
    Column[] wanted =
        months.stream().map(month -> lit(LocalDate.parse(month))).toArray(Column[]::new);
    Column notLater = when(col("edition").leq(col("month")), col("edition"));
    return weights
        .select("weight_set", "edition")
        .distinct()
        .withColumn("month", explode(array(wanted)))
        .groupBy("month", "weight_set")
        .agg(coalesce(max(notLater), min("edition")).as("edition"));
  }

  private static Column in(String extract) {
    return max(when(col("extract").equalTo(col(extract)), col("of_extract")));
  }

  private static Column weighted() {
    Column onTheLine =
        Interpolation.between(
            col("extracted"),
            col("next"),
            Extracts.months("extract_month", "month"),
            Extracts.months("extract_month", "next_extract_month"),
            WEIGHTED);
    return when(col("basis").equalTo("interpolated"), onTheLine).otherwise(col("extracted"));
  }
}
