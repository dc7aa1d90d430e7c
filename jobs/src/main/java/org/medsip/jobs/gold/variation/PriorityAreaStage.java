package org.medsip.jobs.gold.variation;

import static org.apache.spark.sql.functions.add_months;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.last_day;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.spark.api.java.function.CoGroupFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.KeyValueGroupedDataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.medsip.common.contract.Table;
import org.medsip.common.metric.Measure;
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
  private static final String GROUP = "of_group";

  private final MeasureCatalogue catalogue;
  private final SortedSet<String> priorityMeasures;

  PriorityAreaStage(MeasureCatalogue catalogue) {
    this.catalogue = catalogue;
    this.priorityMeasures =
        catalogue.measures().stream()
            .filter(Measure::priority)
            .map(Measure::id)
            .collect(Collectors.toCollection(TreeSet::new));
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
    return "priority_area 1 " + catalogue.fingerprint();
  }

  @Override
  public boolean mayHaveNoRows() {
    return true;
  }

  @Override
  public Dataset<Row> apply(Inputs inputs, SortedSet<String> partitions) {
    Object[] windows = {PriorityRows.MONTHS_OF_PART, WINDOWS.get(0), WINDOWS.get(1)};
    Dataset<Row> figures =
        PeersOfPeriods.figures(inputs.of(GoldTables.MEASURE_ORG_PERIOD), windows)
            .filter(col("measure_id").isin(priorityMeasures.toArray()));
    Dataset<Row> deprivation =
        DeprivationOfPeriods.ofPractices(inputs.of(DeprivationTables.PRACTICE_DEPRIVATION))
            .unionByName(
                DeprivationOfPeriods.ofOrganisations(
                    inputs.of(DeprivationTables.ORGANISATION_DEPRIVATION)));
    Dataset<Row> places =
        DeprivationOfPeriods.joined(
            PeersOfPeriods.places(inputs.of(SilverTables.PRACTICE_MONTH)), deprivation, partitions);
    PriorityRows rows = new PriorityRows(StudiedMeasure.of(catalogue));
    return byGroup(whole(figures, partitions).unionByName(quarters(figures, partitions)))
        .cogroup(
            byGroup(inEveryGroup(places)),
            (CoGroupFunction<String, Row, Row, Row>)
                (group, ofGroup, placed) -> rows.of(ofGroup, placed),
            Encoders.row(new RowTemplate(writes()).schema()));
  }

  private static KeyValueGroupedDataset<String, Row> byGroup(Dataset<Row> rows) {
    return rows.groupBy(col(GROUP)).as(Encoders.STRING(), Encoders.row(rows.schema()));
  }

  /** The period, and what is measured: doses in all ways together, every other measure alone. */
  private Column group(Column period) {
    return concat_ws(" ", period.cast(DataTypes.StringType), what());
  }

  private Column what() {
    Object[] ofDoses =
        StudiedMeasure.of(catalogue).values().stream()
            .filter(measure -> measure.interval() == IntervalMethod.DOBSON)
            .map(StudiedMeasure::measureId)
            .toArray();
    return when(col("measure_id").isin(ofDoses), "doses").otherwise(col("measure_id"));
  }

  /** The places of a period, once for each thing that is measured. */
  private Dataset<Row> inEveryGroup(Dataset<Row> places) {
    Column[] measures = priorityMeasures.stream().map(functions::lit).toArray(Column[]::new);
    return places
        .withColumn("measure_id", explode(array(measures)))
        .withColumn(GROUP, group(col("period_end")))
        .drop("measure_id")
        .dropDuplicates(GROUP, "org_level", "org_code");
  }

  /** The figures of the periods themselves. */
  private Dataset<Row> whole(Dataset<Row> figures, SortedSet<String> periods) {
    return figures
        .filter(col("window_months").isin(WINDOWS.toArray()))
        .filter(col("period_end").isin(dates(periods)))
        .withColumn(PriorityRows.PART, lit(0L))
        .withColumn(GROUP, group(col("period_end")));
  }

  /** The figures of the quarters that make each period up. */
  private Dataset<Row> quarters(Dataset<Row> figures, SortedSet<String> periods) {
    Column[] parts = LongStream.range(0, PARTS).mapToObj(part -> lit(part)).toArray(Column[]::new);
    Column months =
        col(PriorityRows.PART).multiply(PriorityRows.MONTHS_OF_PART).cast(DataTypes.IntegerType);
    return figures
        .filter(col("window_months").equalTo(PriorityRows.MONTHS_OF_PART))
        .filter(col("value").isNotNull())
        .withColumn(PriorityRows.PART, explode(array(parts)))
        .withColumn("of_period", last_day(add_months(col("period_end"), months)))
        .filter(col("of_period").isin(dates(periods)))
        .withColumn(GROUP, group(col("of_period")))
        .drop("of_period");
  }

  private static Object[] dates(SortedSet<String> periods) {
    return periods.stream().map(LocalDate::parse).toArray();
  }
}
