package org.medsip.jobs.gold.variation;

import static org.apache.spark.sql.functions.add_months;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.date_from_unix_date;
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
import org.medsip.common.table.PopulationTables;
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
  private final List<Measure> priorityMeasures;

  PriorityAreaStage(MeasureCatalogue catalogue) {
    this.catalogue = catalogue;
    this.priorityMeasures = catalogue.measures().stream().filter(Measure::priority).toList();
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
        PopulationTables.REGISTRANTS_AGE_SEX,
        DeprivationTables.PRACTICE_DEPRIVATION,
        DeprivationTables.ORGANISATION_DEPRIVATION);
  }

  @Override
  public SortedMap<String, List<Part>> plan(Available available) {
    return ComparedPeriods.plan(available, period -> parts(available, period));
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
    parts.addAll(available.editionFor(PopulationTables.REGISTRANTS_AGE_SEX, month));
    parts.addAll(available.editionFor(DeprivationTables.ORGANISATION_DEPRIVATION, month));
    return parts;
  }

  @Override
  public String definition() {
    return "priority_area 3 " + catalogue.fingerprint();
  }

  @Override
  public boolean mayHaveNoRows() {
    return true;
  }

  @Override
  public Dataset<Row> apply(Inputs inputs, SortedSet<String> partitions) {
    Dataset<Row> figures = PeerRows.of(inputs.of(GoldTables.MEASURE_ORG_PERIOD), windows());
    Dataset<Row> places =
        PlaceRows.practices(inputs.of(SilverTables.PRACTICE_MONTH))
            .unionByName(
                PlaceRows.deprivationOfPractices(
                    inputs.of(DeprivationTables.PRACTICE_DEPRIVATION), partitions))
            .unionByName(
                PlaceRows.deprivationOfOrganisations(
                    inputs.of(DeprivationTables.ORGANISATION_DEPRIVATION), partitions))
            .unionByName(
                PlaceRows.ageSex(inputs.of(PopulationTables.REGISTRANTS_AGE_SEX), partitions));
    SortedMap<String, StudiedMeasure> measures = StudiedMeasure.of(catalogue);
    RowTemplate template = new RowTemplate(writes());
    return template.table(
        byGroup(ofPeriods(figures, partitions))
            .cogroup(
                byGroup(inEveryGroup(places)),
                (CoGroupFunction<String, Row, Row, Row>)
                    (group, counted, placed) ->
                        new PriorityRows(new PeerRows(measures, new Places(placed))).of(counted),
                template.encoder()));
  }

  private static KeyValueGroupedDataset<String, Row> byGroup(Dataset<Row> rows) {
    return rows.groupBy(col(GROUP)).as(Encoders.STRING(), Encoders.row(rows.schema()));
  }

  /** The period, and what is measured: doses in all ways together, every other measure alone. */
  private static Column group(Column period, Column what) {
    return concat_ws(" ", period.cast(DataTypes.StringType), what);
  }

  /** What a measure is a way of measuring. */
  private static String what(Measure measure) {
    return measure.interval() == IntervalMethod.DOBSON ? "doses" : measure.id();
  }

  /** The places of a period, once for each thing that is measured. */
  private Dataset<Row> inEveryGroup(Dataset<Row> places) {
    Column[] all =
        priorityMeasures.stream()
            .map(PriorityAreaStage::what)
            .distinct()
            .map(functions::lit)
            .toArray(Column[]::new);
    return places
        .withColumn(GROUP, explode(array(all)))
        .withColumn(GROUP, group(date_from_unix_date(col(PlaceRows.PERIOD)), col(GROUP)));
  }

  /** The figures of each period, and those of the quarters it is made up of. */
  private Dataset<Row> ofPeriods(Dataset<Row> figures, SortedSet<String> periods) {
    Column isQuarter = col("window_months").equalTo(PriorityRows.MONTHS_OF_PART);
    Column[] parts = LongStream.range(0, PARTS).mapToObj(part -> lit(part)).toArray(Column[]::new);
    Column what = lit(null);
    for (Measure measure : priorityMeasures) {
      what = when(col("measure_id").equalTo(measure.id()), what(measure)).otherwise(what);
    }
    Column months =
        col(PriorityRows.PART).multiply(PriorityRows.MONTHS_OF_PART).cast(DataTypes.IntegerType);
    return figures
        .withColumn("what", what.cast(DataTypes.StringType))
        .filter(col("what").isNotNull())
        .filter(isQuarter.unary_$bang().or(col("value").isNotNull()))
        .withColumn(
            PriorityRows.PART, explode(when(isQuarter, array(parts)).otherwise(array(lit(0L)))))
        .withColumn(
            "of_period", last_day(add_months(date_from_unix_date(col(PlaceRows.PERIOD)), months)))
        .filter(col("of_period").isin(dates(periods)))
        .withColumn(GROUP, group(col("of_period"), col("what")))
        .drop("of_period", "what");
  }

  private static Object[] windows() {
    return new Object[] {PriorityRows.MONTHS_OF_PART, WINDOWS.get(0), WINDOWS.get(1)};
  }

  private static Object[] dates(SortedSet<String> periods) {
    return periods.stream().map(LocalDate::parse).toArray();
  }
}
