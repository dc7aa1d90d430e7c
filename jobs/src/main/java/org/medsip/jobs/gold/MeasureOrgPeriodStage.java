package org.medsip.jobs.gold;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.last_day;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map_from_entries;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sequence;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.apache.spark.api.java.function.CoGroupFunction;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.KeyValueGroupedDataset;
import org.apache.spark.sql.Row;
import org.medsip.common.contract.Table;
import org.medsip.common.metric.MeasureCatalogue;
import org.medsip.common.run.Available;
import org.medsip.common.run.Inputs;
import org.medsip.common.run.Part;
import org.medsip.common.run.Stage;
import org.medsip.common.table.GoldTables;
import org.medsip.common.table.PopulationTables;
import org.medsip.common.table.SilverTables;

/**
 * Every measure for every organisation and period, by every vintage of the boundaries.
 *
 * <p>Spark brings the sites of the months and their parts of some measures together; {@link
 * FigureRows} adds them up in plain Java, one measure after another.
 */
public final class MeasureOrgPeriodStage implements Stage {

  private static final List<Table> BY_MONTH =
      List.of(
          SilverTables.PRACTICE_MONTH,
          PopulationTables.WEIGHTED_REGISTRANTS,
          GoldTables.PRACTICE_MONTH_MEASURE);

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
    return List.of(
        SilverTables.PRACTICE_MONTH,
        SilverTables.PRACTICE_VINTAGE,
        PopulationTables.WEIGHTED_REGISTRANTS,
        GoldTables.PRACTICE_MONTH_MEASURE);
  }

  @Override
  public SortedMap<String, List<Part>> plan(Available available) {
    SortedMap<String, List<Part>> plan = new TreeMap<>();
    for (String month : available.of(SilverTables.PRACTICE_MONTH)) {
      LocalDate first = LocalDate.parse(month);
      List<Part> parts = new ArrayList<>(available.whole(SilverTables.PRACTICE_VINTAGE));
      for (Table table : BY_MONTH) {
        parts.addAll(available.window(table, first, Periods.LONGEST_WINDOW));
      }
      plan.put(Periods.endOf(first).toString(), parts);
    }
    return plan;
  }

  @Override
  public String definition() {
    return "measure_org_period 4 " + catalogue.fingerprint() + " " + referenceFingerprint;
  }

  @Override
  public Dataset<Row> apply(Inputs inputs, SortedSet<String> partitions) {
    Dataset<Row> practiceMonth = inputs.of(SilverTables.PRACTICE_MONTH);
    Dataset<Row> practiceVintage = inputs.of(SilverTables.PRACTICE_VINTAGE);
    MeasureShares shares = MeasureShares.of(catalogue);
    Dataset<Row> sites =
        Memberships.codes(practiceMonth, practiceVintage)
            .join(broadcast(weighted(inputs)), new String[] {"practice_code", "month"}, "left")
            .select(
                "practice_code",
                "month",
                "site_kind",
                "registrants",
                "weighted",
                "org_vintage",
                "codes")
            .withColumn("share", explode(sequence(lit(0), lit(MeasureShares.COUNT - 1))));
    Dataset<Row> parts =
        inputs
            .of(GoldTables.PRACTICE_MONTH_MEASURE)
            .withColumn("share", shares.column())
            .filter(col("share").isNotNull());
    List<LocalDate> lastMonths =
        partitions.stream().map(end -> LocalDate.parse(end).withDayOfMonth(1)).toList();
    return byShare(sites)
        .cogroupSorted(
            byShare(parts),
            columns("month", "practice_code", "org_vintage"),
            columns("measure_id", "variant"),
            (CoGroupFunction<Integer, Row, Row, Row>)
                (share, sitesOfShare, partsOfShare) ->
                    new FigureRows(shares.measures(share), lastMonths)
                        .of(sitesOfShare, partsOfShare),
            Encoders.row(FigureRows.SCHEMA))
        .join(
            broadcast(names(practiceMonth, practiceVintage)),
            new String[] {"org_vintage", "org_level", "org_code", "period_end"},
            "left")
        .withColumn("definition_id", definitionId())
        .sortWithinPartitions("period_end", "window_months", "org_vintage");
  }

  /** The weighted registrants of each practice and month as one map, by the set of weights. */
  private static Dataset<Row> weighted(Inputs inputs) {
    return inputs
        .of(PopulationTables.WEIGHTED_REGISTRANTS)
        .groupBy("practice_code", "month")
        .agg(
            map_from_entries(collect_list(struct(col("weight_set"), col("weighted"))))
                .as("weighted"));
  }

  private static KeyValueGroupedDataset<Integer, Row> byShare(Dataset<Row> rows) {
    return rows.groupByKey((MapFunction<Row, Integer>) row -> row.getAs("share"), Encoders.INT());
  }

  private static Column[] columns(String... names) {
    return Arrays.stream(names).map(name -> col(name)).toArray(Column[]::new);
  }

  /** The name of each organisation in each month: {@code org_name} by the last day of the month. */
  private static Dataset<Row> names(Dataset<Row> practiceMonth, Dataset<Row> practiceVintage) {
    Dataset<Row> above =
        Memberships.of(practiceMonth, practiceVintage)
            .select("org_vintage", "org_level", "org_code", "month", "org_name");
    Column ownCode = col("site_kind").isin("GP", "UNMATCHED");
    Dataset<Row> own =
        practiceMonth.select(
            lit(Memberships.AS_WAS).as("org_vintage"),
            lit("practice").as("org_level"),
            col("practice_code").as("org_code"),
            col("month"),
            when(ownCode, col("practice_name")).as("org_name"));
    return above
        .unionByName(own)
        .filter(col("org_name").isNotNull())
        .groupBy(
            col("org_vintage"),
            col("org_level"),
            col("org_code"),
            last_day(col("month")).as("period_end"))
        .agg(max("org_name").as("org_name"));
  }

  private Column definitionId() {
    return concat(
        lit("measures@"),
        lit(catalogue.fingerprint().substring(0, 12)),
        lit(" reference@"),
        lit(referenceFingerprint.substring(0, 12)));
  }
}
