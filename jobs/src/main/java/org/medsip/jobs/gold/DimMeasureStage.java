package org.medsip.jobs.gold;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;

import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.SortedSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;
import org.medsip.common.contract.Table;
import org.medsip.common.metric.Measure;
import org.medsip.common.metric.MeasureCatalogue;
import org.medsip.common.metric.MeasureVariant;
import org.medsip.common.metric.MeasureWords;
import org.medsip.common.run.Available;
import org.medsip.common.run.Inputs;
import org.medsip.common.run.Part;
import org.medsip.common.run.Stage;
import org.medsip.common.table.GoldTables;

/** The definition of every measure that has values. */
public final class DimMeasureStage implements Stage {

  private final MeasureCatalogue catalogue;
  private final MeasureWords words;

  public DimMeasureStage(MeasureCatalogue catalogue, MeasureWords words) {
    this.catalogue = catalogue;
    this.words = words;
  }

  @Override
  public Table writes() {
    return GoldTables.DIM_MEASURE;
  }

  @Override
  public List<Table> reads() {
    return List.of(GoldTables.PRACTICE_MONTH_MEASURE);
  }

  @Override
  public SortedMap<String, List<Part>> plan(Available available) {
    return available.asWhole(reads());
  }

  @Override
  public String definition() {
    return "dim_measure 2 " + catalogue.fingerprint();
  }

  @Override
  public Dataset<Row> apply(Inputs inputs, SortedSet<String> partitions) {
    Column[] definitions =
        catalogue.variants().stream().map(this::definition).toArray(Column[]::new);
    String[] key = {"measure_id", "variant"};
    Dataset<Row> measured =
        inputs
            .of(GoldTables.PRACTICE_MONTH_MEASURE)
            .select(col("measure_id"), col("variant"))
            .distinct();
    return measured
        .withColumn("definition", explode(array(definitions)))
        .filter(
            col("definition.measure_id")
                .equalTo(col("measure_id"))
                .and(col("definition.variant").equalTo(col("variant"))))
        .drop(key)
        .select("definition.*");
  }

  private Column definition(MeasureVariant variant) {
    Measure measure = variant.measure();
    return struct(
        lit(measure.id()).as("measure_id"),
        lit(variant.id()).as("variant"),
        lit(measure.title()).as("title"),
        lit(variant.variant().title()).as("variant_title"),
        lit(measure.whyItMatters()).as("why_it_matters"),
        lit(measure.unit()).as("unit"),
        lit(measure.scale()).cast(GoldTables.DIM_MEASURE.column("scale").type()).as("scale"),
        lit(lowerCase(measure.direction())).as("direction"),
        lit(measure.numerator().quantity().meaning()).as("numerator"),
        lit(words.selected(variant)).as("selection"),
        lit(words.denominator(variant)).as("denominator"),
        textOrNull(String.join("; ", words.exclusions(variant))).as("exclusions"),
        lit(lowerCase(measure.interval())).as("interval"),
        textOrNull(measure.standardisedBy()).as("standardised_by"),
        lit(measure.priority()).as("priority"),
        lit(String.join("; ", measure.authors())).as("authors"),
        lit(measure.reviewed()).as("reviewed"),
        lit(measure.reviewDue()).as("review_due"),
        lit(String.join("; ", measure.references())).as("references"));
  }

  private static Column textOrNull(@Nullable String text) {
    return lit(text == null || text.isEmpty() ? null : text).cast(DataTypes.StringType);
  }

  private static String lowerCase(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
