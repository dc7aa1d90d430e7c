package org.medsip.jobs.gold;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.month;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.year;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.medsip.common.contract.Table;
import org.medsip.common.metric.PublishedMedians;
import org.medsip.common.metric.PublishedMedians.Area;
import org.medsip.common.run.Available;
import org.medsip.common.run.Inputs;
import org.medsip.common.run.Part;
import org.medsip.common.run.Stage;
import org.medsip.common.table.GoldTables;
import org.medsip.common.table.MeasureTables;

/**
 * The medians of practices that Chen et al. 2019 published for the calendar year 2015 beside those
 * of the calendar years here: the same statistic over the same length of time.
 */
public final class Chen2019ComparisonStage implements Stage {

  private static final String MEASURE = "opioid_ddd_per_1000_per_day";
  private static final long WINDOW = 12;
  private static final int DECEMBER = 12;

  /** What holds for every area. */
  private static final String DIFFERS =
      "; the paper has 2015, its list of products with a DDD and the day of its list sizes are not"
          + " known, and it leaves out practices without opioids; here the list size of each month"
          + " counts, in ";

  private final PublishedMedians published;

  public Chen2019ComparisonStage(PublishedMedians published) {
    this.published = published;
  }

  @Override
  public Table writes() {
    return MeasureTables.CHEN_2019_COMPARISON;
  }

  @Override
  public List<Table> reads() {
    return List.of(GoldTables.MEASURE_ORG_PERIOD);
  }

  @Override
  public SortedMap<String, List<Part>> plan(Available available) {
    return available.eachOf(GoldTables.MEASURE_ORG_PERIOD);
  }

  @Override
  public String definition() {
    return "chen_2019_comparison 1 " + published.fingerprint();
  }

  @Override
  public boolean mayHaveNoRows() {
    return true;
  }

  @Override
  public Dataset<Row> apply(Inputs inputs, SortedSet<String> partitions) {
    Dataset<Row> years =
        inputs
            .of(GoldTables.MEASURE_ORG_PERIOD)
            .filter(
                col("measure_id")
                    .equalTo(MEASURE)
                    .and(col("org_vintage").equalTo("as_was"))
                    .and(col("window_months").equalTo(WINDOW))
                    .and(month(col("period_end")).equalTo(DECEMBER))
                    .and(col("median_of_practices").isNotNull()))
            .drop("source_run_id");
    return years
        .withColumn("published", explode(array(areas())))
        .filter(
            col("published.org_level")
                .equalTo(col("org_level"))
                .and(col("published.org_code").equalTo(col("org_code"))))
        .select(
            col("*"),
            col("published.area"),
            col("published.published_median"),
            col("published.published_q1"),
            col("published.published_q3"),
            col("published.published_practices"),
            concat(
                    col("published.differs"),
                    lit(DIFFERS),
                    year(col("period_end")).cast(DataTypes.StringType))
                .as("differs"),
            col("published.source"));
  }

  private Column[] areas() {
    List<Column> areas = new ArrayList<>();
    for (Area area : published.areas()) {
      for (String code : area.orgCodes()) {
        areas.add(
            struct(
                lit(area.name()).as("area"),
                lit(area.orgLevel()).as("org_level"),
                lit(code).as("org_code"),
                lit(area.median()).as("published_median"),
                lit(area.q1()).as("published_q1"),
                lit(area.q3()).as("published_q3"),
                lit(area.practices().orElse(null))
                    .cast(DataTypes.LongType)
                    .as("published_practices"),
                lit(area.differs()).as("differs"),
                lit(area.source()).as("source")));
      }
    }
    return areas.toArray(Column[]::new);
  }
}
