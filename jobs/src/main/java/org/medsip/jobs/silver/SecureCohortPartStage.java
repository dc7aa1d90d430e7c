package org.medsip.jobs.silver;

import static org.apache.spark.sql.functions.add_months;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import org.apache.spark.api.java.function.FlatMapGroupsFunction;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.medsip.common.cohort.CohortCatalogue;
import org.medsip.common.cohort.CohortRules;
import org.medsip.common.contract.Table;
import org.medsip.common.run.Available;
import org.medsip.common.run.Inputs;
import org.medsip.common.run.Part;
import org.medsip.common.run.Stage;
import org.medsip.common.table.CohortTables;
import org.medsip.common.table.SilverTables;

/**
 * Counts the people of each month in parts that do not overlap, beside the places they lie in. A
 * month that is counted again and found different gets another edition; the earlier ones stay, as
 * what was published was made from them.
 */
public final class SecureCohortPartStage implements Stage {

  private static final String ENGLAND = "ENG";
  private static final String UNKNOWN = "UNMATCHED";
  private static final String UNKNOWN_AREA = "UNMATCHED|UNMATCHED|UNMATCHED";
  private static final List<String> AREA = List.of("icb", "psc", "region");
  private static final List<String> LEVELS = List.of("pcn", "sicbl", "icb", "psc", "region");

  private static final StructType PART =
      new StructType(
          Arrays.stream(CohortTables.COHORT_PART.schema().fields())
              .filter(field -> !field.name().equals("edition"))
              .toArray(StructField[]::new));

  private final CohortCatalogue catalogue;

  public SecureCohortPartStage(CohortCatalogue catalogue) {
    this.catalogue = catalogue;
  }

  @Override
  public Table writes() {
    return CohortTables.COHORT_PART;
  }

  @Override
  public List<Table> reads() {
    return List.of(
        CohortTables.COHORT_MEMBER, CohortTables.PATIENT_MONTH, SilverTables.PRACTICE_MONTH);
  }

  @Override
  public boolean remembers() {
    return true;
  }

  /** A month without prescribing has no places, and is not counted. */
  @Override
  public SortedMap<String, List<Part>> plan(Available available) {
    SortedMap<String, List<Part>> plan =
        available.forEachPartition(
            CohortTables.COHORT_MEMBER, month -> partsOf(LocalDate.parse(month), available));
    plan.keySet().retainAll(available.of(SilverTables.PRACTICE_MONTH));
    return plan;
  }

  private List<Part> partsOf(LocalDate month, Available available) {
    int stop = CohortRules.MONTHS_OF_A_STOP;
    int items = catalogue.longestWindow() + stop;
    List<Part> parts =
        new ArrayList<>(available.same(CohortTables.COHORT_MEMBER, month.toString()));
    parts.addAll(available.window(CohortTables.PATIENT_MONTH, month, items));
    parts.addAll(available.window(SilverTables.PRACTICE_MONTH, month, stop + 1));
    return parts;
  }

  @Override
  public String definition() {
    return "cohort_part 1 " + catalogue.fingerprint();
  }

  @Override
  public Dataset<Row> apply(Inputs inputs, SortedSet<String> partitions) {
    Object[] wanted = partitions.stream().map(LocalDate::parse).toArray();
    Dataset<Row> sites = inputs.of(SilverTables.PRACTICE_MONTH);
    Dataset<Row> items = inputs.of(CohortTables.PATIENT_MONTH);
    Dataset<Row> members = inputs.of(CohortTables.COHORT_MEMBER);
    Dataset<Row> counted =
        places(sites.filter(col("month").isin(wanted)))
            .unionByName(placesUnknown(sites, members))
            .unionByName(people(members, sites))
            .unionByName(items(items.filter(col("month").isin(wanted)), sites))
            .unionByName(monthsThere(items, wanted));
    return counted
        .withColumn("edition", lit(CohortEditions.FRESH))
        .unionByName(inputs.of(CohortTables.COHORT_PART))
        .groupByKey(
            (MapFunction<Row, String>) row -> row.getAs("month").toString(), Encoders.STRING())
        .flatMapGroups(
            (FlatMapGroupsFunction<String, Row, Row>) new CohortEditions(catalogue)::of,
            Encoders.row(CohortTables.COHORT_PART.schema()));
  }

  /** Where each site of the prescribing files lies, at every level. */
  private static Dataset<Row> places(Dataset<Row> sites) {
    List<Column> places = new ArrayList<>();
    places.add(place("practice", practice()));
    for (String level : LEVELS) {
      places.add(place(level, org(level)));
    }
    places.add(place("england", lit(ENGLAND)));
    places.add(place("area", area()));
    return placed(sites, places);
  }

  /** A practice that people of the extract belong to and that is in no prescribing file. */
  private static Dataset<Row> placesUnknown(Dataset<Row> sites, Dataset<Row> members) {
    List<Column> places = new ArrayList<>();
    places.add(place("practice", col("practice_code")));
    for (String level : LEVELS) {
      places.add(place(level, lit(UNKNOWN)));
    }
    places.add(place("england", lit(ENGLAND)));
    places.add(place("area", lit(UNKNOWN_AREA)));
    Dataset<Row> practices =
        members
            .filter(col("practice_code").isNotNull())
            .select("month", "practice_code")
            .distinct();
    String[] site = {"month", "practice_code"};
    return placed(
        practices.join(sites.select("month", "practice_code"), site, "left_anti"), places);
  }

  private static Dataset<Row> placed(Dataset<Row> practices, List<Column> places) {
    return practices
        .withColumn("place", explode(array(places.toArray(Column[]::new))))
        .select(
            col("month"),
            lit("place").as("kind"),
            lit("").as("cohort_id"),
            col("place.level").as("category"),
            col("practice_code").as("area"),
            col("place.org").as("other"),
            lit(0L).as("people"));
  }

  /** The parts that the members of cohorts make up. */
  private Dataset<Row> people(Dataset<Row> members, Dataset<Row> sites) {
    Dataset<Row> areas = sites.select(col("month"), col("practice_code"), area().as("area"));
    Dataset<Row> placed =
        withArea(
            withArea(
                withArea(members, areas, 0, "practice_code", "area"),
                areas,
                1,
                "practice_before",
                "area_before"),
            areas,
            CohortRules.MONTHS_OF_A_STOP,
            "practice_left",
            "area_left");
    return placed
        .select(CohortParts.columns())
        .mapPartitions(
            (MapPartitionsFunction<Row, Row>) new CohortParts(catalogue)::of, Encoders.row(PART))
        .groupBy("month", "kind", "cohort_id", "category", "area", "other")
        .agg(sum("people").as("people"));
  }

  /** Adds the area that a practice lay in some months ago. */
  private static Dataset<Row> withArea(
      Dataset<Row> members, Dataset<Row> areas, int monthsAgo, String practice, String name) {
    Dataset<Row> then =
        areas.select(
            add_months(col("month"), monthsAgo).as("month"),
            col("practice_code").as(practice),
            col("area").as(name));
    return members
        .join(broadcast(then), new String[] {"month", practice}, "left")
        .withColumn(name, coalesce(col(name), lit(UNKNOWN_AREA)));
  }

  private static Dataset<Row> items(Dataset<Row> items, Dataset<Row> sites) {
    Dataset<Row> areas = sites.select(col("month"), col("practice_code"), area().as("area"));
    Dataset<Row> ofPractices =
        items
            .groupBy("month", "practice_code")
            .agg(sum("items").as("items"), sum("captured_items").as("captured"));
    Column both =
        array(
            struct(lit("item").as("kind"), col("items").as("people")),
            struct(lit("captured").as("kind"), col("captured").as("people")));
    return withArea(ofPractices, areas, 0, "practice_code", "area")
        .withColumn("counted", explode(both))
        .groupBy("month", "counted.kind", "area")
        .agg(sum("counted.people").as("people"))
        .select(
            col("month"),
            col("kind"),
            lit("").as("cohort_id"),
            lit("").as("category"),
            col("area"),
            lit("").as("other"),
            col("people"));
  }

  /** A row for each month of the extract that is there, up to each month that is counted. */
  private static Dataset<Row> monthsThere(Dataset<Row> items, Object[] wanted) {
    Column months = array(Arrays.stream(wanted).map(functions::lit).toArray(Column[]::new));
    return items
        .select(col("month").as("there"))
        .distinct()
        .withColumn("month", explode(months))
        .filter(col("there").leq(col("month")))
        .select(
            col("month"),
            lit(CohortEditions.MONTH_THERE).as("kind"),
            lit("").as("cohort_id"),
            lit("").as("category"),
            col("there").cast("string").as("area"),
            lit("").as("other"),
            lit(0L).as("people"));
  }

  private static Column place(String level, Column org) {
    return struct(lit(level).as("level"), org.as("org"));
  }

  /** At level practice a GP practice counts for itself, and anything else for its kind. */
  private static Column practice() {
    return when(col("site_kind").isin("GP", "UNMATCHED"), col("practice_code"))
        .otherwise(col("site_kind"));
  }

  private static Column org(String level) {
    Column isGp = col("site_kind").equalTo("GP");
    Column residual = when(isGp, UNKNOWN).otherwise(col("site_kind"));
    return coalesce(when(isGp, col(level + "_code")), residual);
  }

  private static Column area() {
    return concat_ws("|", AREA.stream().map(SecureCohortPartStage::org).toArray(Column[]::new));
  }
}
