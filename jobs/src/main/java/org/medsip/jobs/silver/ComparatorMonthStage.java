package org.medsip.jobs.silver;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.raise_error;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.medsip.common.contract.Table;
import org.medsip.common.run.Available;
import org.medsip.common.run.Inputs;
import org.medsip.common.run.Part;
import org.medsip.common.run.Stage;
import org.medsip.common.table.BronzeTables;
import org.medsip.common.table.CohortTables;

/**
 * What the newest comparator extract that speaks of a figure says of it. An extract has many
 * months, so each month is built from all extracts and known by its content.
 */
public final class ComparatorMonthStage implements Stage {

  /** The first month that an extract may speak of. */
  static final LocalDate FIRST = LocalDate.of(2019, 1, 1);

  @Override
  public Table writes() {
    return CohortTables.COMPARATOR_MONTH;
  }

  @Override
  public List<Table> reads() {
    return List.of(BronzeTables.OPIOID_COMPARATOR);
  }

  @Override
  public SortedMap<String, List<Part>> plan(Available available) {
    SortedSet<String> editions = available.of(BronzeTables.OPIOID_COMPARATOR);
    SortedMap<String, List<Part>> plan = new TreeMap<>();
    if (!editions.isEmpty()) {
      List<Part> all =
          editions.stream().map(e -> new Part(BronzeTables.OPIOID_COMPARATOR, e)).toList();
      LocalDate last = LocalDate.parse(editions.last());
      for (LocalDate month = FIRST; !month.isAfter(last); month = month.plusMonths(1)) {
        plan.put(month.toString(), all);
      }
    }
    return plan;
  }

  @Override
  public boolean isKnownByItsContent() {
    return true;
  }

  @Override
  public boolean mayHaveNoRows() {
    return true;
  }

  @Override
  public String definition() {
    return "comparator_month 1";
  }

  @Override
  public Dataset<Row> apply(Inputs inputs, SortedSet<String> partitions) {
    Column said =
        struct(
            col("edition"),
            col("suppressed"),
            col("patients"),
            col("registered_patients"),
            col("org_name"),
            col("definition"));
    return inputs
        .of(BronzeTables.OPIOID_COMPARATOR)
        .filter(isWanted(partitions))
        .groupBy(
            col("month"),
            col("comparator_id").as("cohort_id"),
            col("comparator_version").as("version"),
            col("org_level"),
            col("org_code"))
        .agg(max(said).as("said"))
        .select("month", "cohort_id", "version", "org_level", "org_code", "said.*")
        .withColumn("suppressed", col("suppressed").equalTo("Y"));
  }

  /** A month that no partition is planned for must not be left out in silence. */
  private static Column isWanted(SortedSet<String> partitions) {
    Column tooEarly =
        raise_error(
                concat(
                    lit("A comparator extract has a month before " + FIRST + ": "),
                    col("month").cast(DataTypes.StringType)))
            .cast(DataTypes.BooleanType);
    Column later = col("month").gt(col("edition"));
    Column tooLate =
        raise_error(
                concat(
                    lit("A comparator extract has a month after its own edition: "),
                    col("month").cast(DataTypes.StringType)))
            .cast(DataTypes.BooleanType);
    return when(col("month").lt(lit(FIRST)), tooEarly)
        .when(later, tooLate)
        .otherwise(col("month").isin(partitions.stream().map(LocalDate::parse).toArray()));
  }
}
