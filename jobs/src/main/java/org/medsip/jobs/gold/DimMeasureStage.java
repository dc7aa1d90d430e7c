package org.medsip.jobs.gold;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medsip.common.contract.Table;
import org.medsip.common.metric.Measure;
import org.medsip.common.metric.MeasureCatalogue;
import org.medsip.common.run.Available;
import org.medsip.common.run.Inputs;
import org.medsip.common.run.Part;
import org.medsip.common.run.Stage;
import org.medsip.common.table.GoldTables;

/** The definition of every measure that has values. */
public final class DimMeasureStage implements Stage {

  private final MeasureCatalogue catalogue;

  public DimMeasureStage(MeasureCatalogue catalogue) {
    this.catalogue = catalogue;
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
    return "dim_measure 1 " + catalogue.fingerprint();
  }

  @Override
  public Dataset<Row> apply(Inputs inputs, SortedSet<String> partitions) {
    List<Column> definitions = new ArrayList<>();
    for (Measure measure : catalogue.measures()) {
      for (Map.Entry<String, String> variant : measure.variants().entrySet()) {
        definitions.add(definition(measure, variant.getKey(), variant.getValue()));
      }
    }
    String[] key = {"measure_id", "variant"};
    Dataset<Row> measured =
        inputs
            .of(GoldTables.PRACTICE_MONTH_MEASURE)
            .select(col("measure_id"), col("variant"))
            .distinct();
    return measured
        .withColumn("definition", explode(array(definitions.toArray(Column[]::new))))
        .filter(
            col("definition.measure_id")
                .equalTo(col("measure_id"))
                .and(col("definition.variant").equalTo(col("variant"))))
        .drop(key)
        .select("definition.*");
  }

  private static Column definition(Measure measure, String variant, String variantTitle) {
    return struct(
        lit(measure.id()).as("measure_id"),
        lit(variant).as("variant"),
        lit(measure.title()).as("title"),
        lit(variantTitle).as("variant_title"),
        lit(measure.whyItMatters()).as("why_it_matters"),
        lit(measure.unit()).as("unit"),
        lit(measure.scale()).cast(GoldTables.DIM_MEASURE.column("scale").type()).as("scale"),
        lit(inWords(measure.numerator())).as("numerator"),
        lit(measure.denominator().meaning()).as("denominator"),
        lit(measure.interval().name().toLowerCase(Locale.ROOT)).as("interval"),
        lit(String.join("; ", measure.references())).as("references"));
  }

  private static String inWords(Measure.Numerator numerator) {
    String what = numerator.selection().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return numerator.quantity().name() + " of " + what;
  }
}
