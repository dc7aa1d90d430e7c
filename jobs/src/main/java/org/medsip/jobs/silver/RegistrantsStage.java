package org.medsip.jobs.silver;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.medsip.common.contract.Table;
import org.medsip.common.metric.Interpolation;
import org.medsip.common.quality.Rule;
import org.medsip.common.quality.Severity;
import org.medsip.common.run.Available;
import org.medsip.common.run.Inputs;
import org.medsip.common.run.Part;
import org.medsip.common.run.Stage;
import org.medsip.common.table.BronzeTables;
import org.medsip.common.table.SilverTables;

/**
 * The list size of each practice in every month there is prescribing or a list file for. The rule:
 *
 * <ol>
 *   <li>published, where the month has an extract of its own ({@link ListSizes});
 *   <li>interpolated, where the practice is in the newest extract before the month and in the
 *       oldest behind it, and these lie at most 12 months apart;
 *   <li>carried forward from the extract before, where that is at most 6 months old and no later
 *       one says that the practice has gone;
 *   <li>no row otherwise. Nothing is ever carried backward.
 * </ol>
 */
public final class RegistrantsStage implements Stage {

  private static final DecimalType PEOPLE = DataTypes.createDecimalType(20, 0);
  private static final LocalDate FIRST_OF_PDS = LocalDate.of(2024, 4, 1);

  @Override
  public Table writes() {
    return SilverTables.REGISTRANTS;
  }

  @Override
  public List<Table> reads() {
    return List.of(BronzeTables.REGISTERED_PATIENTS, BronzeTables.EPD, BronzeTables.PDPI);
  }

  /** The prescribing files say which months are wanted; only list files say what is in them. */
  @Override
  public SortedMap<String, List<Part>> plan(Available available) {
    SortedSet<String> extracts = available.of(BronzeTables.REGISTERED_PATIENTS);
    SortedSet<String> wanted = new TreeSet<>(PrescribingMonths.plan(available).keySet());
    wanted.addAll(extracts);
    SortedMap<String, List<Part>> plan = new TreeMap<>();
    for (String month : wanted) {
      List<Part> parts = new ArrayList<>();
      for (String extract : new Extracts(month, extracts).ofLists()) {
        parts.add(new Part(BronzeTables.REGISTERED_PATIENTS, extract));
      }
      if (!parts.isEmpty()) {
        plan.put(month, parts);
      }
    }
    return plan;
  }

  @Override
  public String definition() {
    return "registrants 3";
  }

  @Override
  public List<Rule> rules() {
    return List.of(
        Rule.Holds.always(
            "files of one month agree on the list size", col("other_registrants").isNull()),
        new Rule.Holds(
            "no list size differs by more than 50 % from the extract before",
            not(col("jump")), 1, Severity.WARNING));
  }

  /** A revised extract seldom changes what the next one says. */
  @Override
  public boolean isKnownByItsContent() {
    return true;
  }

  /** No practice may be in both of the extracts around a month. */
  @Override
  public boolean mayHaveNoRows() {
    return true;
  }

  @Override
  public Dataset<Row> apply(Inputs inputs, SortedSet<String> partitions) {
    Dataset<Row> patients = inputs.of(BronzeTables.REGISTERED_PATIENTS);
    return listsAround(ListSizes.of(patients), extractsAround(patients, partitions))
        .withColumn("basis", basis())
        .filter(col("basis").isNotNull())
        .withColumn("registrants", listSize())
        .withColumn("extract_month", coalesce(col("own"), col("before")))
        .withColumn("next_extract_month", when(isInterpolated(), col("after")))
        .withColumn("list_system", listSystem())
        .withColumn("jump", coalesce(jump(), lit(false)));
  }

  /**
   * The extract of each month wanted and the nearest before and after it. The inputs hold those
   * that the plan names, so that no other one of theirs is nearer.
   */
  private static Dataset<Row> extractsAround(Dataset<Row> patients, SortedSet<String> months) {
    Column[] wanted =
        months.stream().map(month -> lit(LocalDate.parse(month))).toArray(Column[]::new);
    Column extract = col("extract");
    return patients
        .select(col("month").as("extract"))
        .distinct()
        .withColumn("month", explode(array(wanted)))
        .groupBy("month")
        .agg(
            max(when(extract.equalTo(col("month")), extract)).as("own"),
            max(when(extract.lt(col("month")), extract)).as("before"),
            min(when(extract.gt(col("month")), extract)).as("after"));
  }

  /** What each practice has in the extracts around each month, null where it is not in one. */
  private static Dataset<Row> listsAround(Dataset<Row> lists, Dataset<Row> around) {
    Dataset<Row> eachExtract =
        around.withColumn("extract", explode(array(col("own"), col("before"), col("after"))));
    return lists
        .withColumnRenamed("month", "extract")
        .join(broadcast(eachExtract), "extract")
        .groupBy("month", "own", "before", "after", "practice_code")
        .agg(
            in("own", "registrants").as("in_own"),
            in("before", "registrants").as("in_before"),
            in("after", "registrants").as("in_after"),
            in("own", "other_registrants").as("other_registrants"));
  }

  private static Column in(String extract, String column) {
    return max(when(col("extract").equalTo(col(extract)), col(column)));
  }

  private static Column basis() {
    Column isFilled = col("own").isNull().and(col("in_before").isNotNull());
    Column isInNext = col("in_after").isNotNull();
    Column closeTogether = Extracts.months("before", "after").leq(Extracts.MOST_MONTHS_APART);
    Column recent = Extracts.months("before", "month").leq(Extracts.MOST_MONTHS_CARRIED);
    return when(col("in_own").isNotNull(), "published")
        .when(isFilled.and(isInNext).and(closeTogether), "interpolated")
        .when(isFilled.and(isInNext.or(col("after").isNull())).and(recent), "carried_forward");
  }

  private static Column isInterpolated() {
    return col("basis").equalTo("interpolated");
  }

  private static Column listSize() {
    Column onTheLine =
        Interpolation.between(
            people("in_before"),
            people("in_after"),
            Extracts.months("before", "month"),
            Extracts.months("before", "after"),
            PEOPLE);
    return when(isInterpolated(), onTheLine.cast(DataTypes.LongType))
        .otherwise(coalesce(col("in_own"), col("in_before")));
  }

  private static Column people(String column) {
    return col(column).cast(PEOPLE);
  }

  private static Column listSystem() {
    return when(col("extract_month").lt(lit(FIRST_OF_PDS)), "NHAIS").otherwise("PDS");
  }

  private static Column jump() {
    return abs(col("registrants").minus(col("in_before"))).multiply(2).gt(col("in_before"));
  }
}
