package org.medsip.jobs.silver;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.regexp_extract;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.medsip.common.contract.Table;
import org.medsip.common.quality.Rule;
import org.medsip.common.quality.Severity;
import org.medsip.common.run.Available;
import org.medsip.common.run.Inputs;
import org.medsip.common.run.Part;
import org.medsip.common.run.Stage;
import org.medsip.common.table.BronzeTables;
import org.medsip.common.table.PopulationTables;

/**
 * The people of each practice by sex and five years of age, in the months whose extract says so:
 * from the file of five-year bands, else from the single ages, added up. A kind of file counts only
 * where the month has both sexes of it, and a row of totals never does.
 */
public final class RegistrantsAgeSexStage implements Stage {

  private static final String BY_BANDS = "QUIN_AGE";
  private static final String BY_YEARS = "SINGLE_AGE";
  private static final String LAST_BAND = "95+";
  private static final int START_OF_LAST_BAND = 95;
  private static final int YEARS = 5;

  @Override
  public Table writes() {
    return PopulationTables.REGISTRANTS_AGE_SEX;
  }

  @Override
  public List<Table> reads() {
    return List.of(BronzeTables.REGISTERED_PATIENTS);
  }

  @Override
  public SortedMap<String, List<Part>> plan(Available available) {
    return available.eachOf(BronzeTables.REGISTERED_PATIENTS);
  }

  @Override
  public String definition() {
    return "registrants_age_sex 1";
  }

  @Override
  public List<Rule> rules() {
    return List.of(
        new Rule.Holds(
            "the bands of a practice add up to its list size, but for people of UNKNOWN age or of"
                + " UNKNOWN or INDETERMINATE sex, who are in no band",
            col("unbanded").equalTo(0),
            1,
            Severity.WARNING));
  }

  /** An extract may have totals alone. */
  @Override
  public boolean mayHaveNoRows() {
    return true;
  }

  @Override
  public Dataset<Row> apply(Inputs inputs, SortedSet<String> partitions) {
    Dataset<Row> patients = inputs.of(BronzeTables.REGISTERED_PATIENTS);
    Dataset<Row> byAge = ofOneSexAndAge(patients);
    Dataset<Row> bands =
        byAge
            .join(broadcast(bestKinds(byAge)), new String[] {"month", "age_kind"}, "left_semi")
            .withColumn("age_band", band(col("age_group")))
            .groupBy(col("month"), col("org_code").as("practice_code"), col("sex"), col("age_band"))
            .agg(sum("patients").as("registrants"));
    return bands.join(
        broadcast(unbanded(bands, ListSizes.of(patients))),
        new String[] {"month", "practice_code"},
        "left");
  }

  private static Dataset<Row> ofOneSexAndAge(Dataset<Row> patients) {
    return patients
        .filter(col("org_type").equalTo("GP"))
        .filter(col("age_kind").isin(BY_BANDS, BY_YEARS))
        .filter(col("sex").isin(PopulationTables.SEXES.toArray()))
        .filter(col("age_group").rlike("^[0-9]"));
  }

  /** The one kind of file each month is taken from. */
  private static Dataset<Row> bestKinds(Dataset<Row> byAge) {
    return byAge
        .groupBy("month", "age_kind")
        .agg(has("sex", "MALE").and(has("sex", "FEMALE")).as("complete"))
        .filter(col("complete"))
        .groupBy("month")
        .agg(when(has("age_kind", BY_BANDS), BY_BANDS).otherwise(BY_YEARS).as("age_kind"));
  }

  private static Column has(String column, String value) {
    return max(col(column).equalTo(value));
  }

  /**
   * The band of a year of age or of a band; one that is neither is left for the rules to refuse.
   */
  private static Column band(Column ageGroup) {
    Column age = regexp_extract(ageGroup, "^[0-9]+", 0).cast(DataTypes.IntegerType);
    Column start = age.minus(age.mod(YEARS));
    Column years = concat(start.cast("string"), lit("_"), start.plus(YEARS - 1).cast("string"));
    return when(age.geq(START_OF_LAST_BAND), LAST_BAND)
        .when(ageGroup.rlike("^[0-9]+$"), years)
        .otherwise(ageGroup);
  }

  private static Dataset<Row> unbanded(Dataset<Row> bands, Dataset<Row> lists) {
    return bands
        .groupBy("month", "practice_code")
        .agg(sum("registrants").as("in_bands"))
        .join(
            lists.select(col("month"), col("practice_code"), col("registrants").as("list_size")),
            new String[] {"month", "practice_code"})
        .select(
            col("month"),
            col("practice_code"),
            col("list_size").minus(col("in_bands")).as("unbanded"));
  }
}
