package org.medsip.jobs.gold.variation;

import static org.apache.spark.sql.functions.add_months;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.last_day;
import static org.apache.spark.sql.functions.lit;

import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.apache.spark.api.java.function.FlatMapGroupsFunction;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.medsip.common.contract.Table;
import org.medsip.common.metric.Measure.IntervalMethod;
import org.medsip.common.metric.MeasureCatalogue;
import org.medsip.common.run.Available;
import org.medsip.common.run.Inputs;
import org.medsip.common.run.Part;
import org.medsip.common.run.Stage;
import org.medsip.common.table.DeprivationTables;
import org.medsip.common.table.GoldTables;
import org.medsip.common.table.SilverTables;
import org.medsip.common.table.VariationTables;

/**
 * Which organisations are both deprived and high-prescribing: at the end of each calendar quarter
 * and of the latest period.
 */
final class PriorityAreaStage implements Stage {

  private static final List<Long> WINDOWS = List.of(6L, 12L);
  private static final int PARTS = 4;
  private static final String PERIOD = "of_period";

  private final MeasureCatalogue catalogue;
  private final SortedSet<String> priorityMeasures;

  /**
   * @param priorityMeasures the measures that areas are chosen by
   */
  PriorityAreaStage(MeasureCatalogue catalogue, Set<String> priorityMeasures) {
    this.catalogue = catalogue;
    this.priorityMeasures = new TreeSet<>(priorityMeasures);
  }

  @Override
  public Table writes() {
    return VariationTables.PRIORITY_AREA;
  }

  @Override
  public List<Table> reads() {
    return List.of(
        GoldTables.MEASURE_ORG_PERIOD,
        SilverTables.PRACTICE_MONTH,
        DeprivationTables.PRACTICE_DEPRIVATION,
        DeprivationTables.ORGANISATION_DEPRIVATION);
  }

  @Override
  public SortedMap<String, List<Part>> plan(Available available) {
    SortedMap<String, List<Part>> plan = new TreeMap<>();
    SortedSet<String> periods = available.of(GoldTables.MEASURE_ORG_PERIOD);
    for (String period : periods) {
      if (period.equals(periods.last()) || LocalDate.parse(period).getMonthValue() % 3 == 0) {
        plan.put(period, parts(available, period));
      }
    }
    return plan;
  }

  private static List<Part> parts(Available available, String period) {
    String month = PeerStage.lastMonth(period);
    List<Part> parts = new ArrayList<>();
    for (int part = 0; part < PARTS; part++) {
      String end =
          LocalDate.parse(month)
              .minusMonths(part * PriorityRows.MONTHS_OF_PART)
              .with(TemporalAdjusters.lastDayOfMonth())
              .toString();
      parts.addAll(available.same(GoldTables.MEASURE_ORG_PERIOD, end));
    }
    parts.addAll(available.same(SilverTables.PRACTICE_MONTH, month));
    parts.addAll(available.editionFor(DeprivationTables.PRACTICE_DEPRIVATION, month));
    parts.addAll(available.editionFor(DeprivationTables.ORGANISATION_DEPRIVATION, month));
    return parts;
  }

  @Override
  public String definition() {
    return "priority_area 1 " + catalogue.fingerprint() + " " + priorityMeasures;
  }

  @Override
  public boolean mayHaveNoRows() {
    return true;
  }

  @Override
  public Dataset<Row> apply(Inputs inputs, SortedSet<String> partitions) {
    Object[] windows = {PriorityRows.MONTHS_OF_PART, WINDOWS.get(0), WINDOWS.get(1)};
    Dataset<Row> peers =
        PeersOfPeriods.of(
                inputs.of(GoldTables.MEASURE_ORG_PERIOD),
                inputs.of(SilverTables.PRACTICE_MONTH),
                windows)
            .filter(col("measure_id").isin(priorityMeasures.toArray()));
    Dataset<Row> deprivation =
        DeprivationOfPeriods.ofPractices(inputs.of(DeprivationTables.PRACTICE_DEPRIVATION))
            .unionByName(
                DeprivationOfPeriods.ofOrganisations(
                    inputs.of(DeprivationTables.ORGANISATION_DEPRIVATION)));
    Dataset<Row> figures =
        DeprivationOfPeriods.joined(whole(peers, partitions), deprivation, partitions)
            .unionByName(quarters(peers, partitions), true);
    SortedMap<String, StudiedMeasure> measures = StudiedMeasure.of(catalogue);
    PriorityRows rows = new PriorityRows(measures);
    return figures
        .groupByKey(
            (MapFunction<Row, String>) row -> sameThing(row, measures), Encoders.STRING())
        .flatMapGroups(
            (FlatMapGroupsFunction<String, Row, Row>) (group, ofGroup) -> rows.of(ofGroup),
            Encoders.row(new RowTemplate(writes()).schema()));
  }

  /** The figures of the periods themselves. */
  private static Dataset<Row> whole(Dataset<Row> peers, SortedSet<String> periods) {
    return peers
        .filter(col("window_months").isin(WINDOWS.toArray()))
        .withColumn(PERIOD, col("period_end"))
        .withColumn(PriorityRows.PART, lit(0L))
        .filter(col(PERIOD).isin(dates(periods)));
  }

  /** The figures of the quarters that make each period up. */
  private static Dataset<Row> quarters(Dataset<Row> peers, SortedSet<String> periods) {
    Column[] parts =
        LongStream.range(0, PARTS).mapToObj(part -> lit(part)).toArray(Column[]::new);
    return peers
        .filter(col("window_months").equalTo(PriorityRows.MONTHS_OF_PART))
        .drop("org_name", "registrants", "parents")
        .withColumn(PriorityRows.PART, explode(array(parts)))
        .withColumn(
            PERIOD,
            last_day(
                add_months(
                    col("period_end"),
                    col(PriorityRows.PART)
                        .multiply(PriorityRows.MONTHS_OF_PART)
                        .cast(DataTypes.IntegerType))))
        .filter(col(PERIOD).isin(dates(periods)));
  }

  private static Object[] dates(SortedSet<String> periods) {
    return periods.stream().map(LocalDate::parse).toArray();
  }

  /** Measures of doses are ways of measuring the same; every other measure stands alone. */
  private static String sameThing(Row row, SortedMap<String, StudiedMeasure> measures) {
    String id = row.getAs("measure_id");
    StudiedMeasure measure = measures.get(id);
    boolean doses = measure != null && measure.interval() == IntervalMethod.DOBSON;
    return row.<Object>getAs(PERIOD) + (doses ? " doses" : " " + id);
  }
}
