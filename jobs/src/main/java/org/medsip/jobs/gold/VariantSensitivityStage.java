package org.medsip.jobs.gold;

import static org.apache.spark.sql.functions.col;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.api.java.function.FlatMapGroupsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.medsip.common.contract.Column;
import org.medsip.common.contract.Table;
import org.medsip.common.metric.Measure;
import org.medsip.common.metric.Measure.Quantity;
import org.medsip.common.metric.MeasureCatalogue;
import org.medsip.common.metric.VariantSensitivity;
import org.medsip.common.metric.VariantSensitivity.Changed;
import org.medsip.common.run.Available;
import org.medsip.common.run.Inputs;
import org.medsip.common.run.Part;
import org.medsip.common.run.Stage;
import org.medsip.common.table.GoldTables;
import org.medsip.common.table.MeasureTables;

/**
 * How many organisations change quintile between the variants of a measure, over twelve months.
 * Only variants of doses are compared: a threshold or a narrower selection asks another question.
 */
public final class VariantSensitivityStage implements Stage {

  private static final long WINDOW = 12;

  private final MeasureCatalogue catalogue;

  public VariantSensitivityStage(MeasureCatalogue catalogue) {
    this.catalogue = catalogue;
  }

  @Override
  public Table writes() {
    return MeasureTables.VARIANT_SENSITIVITY;
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
    return "variant_sensitivity 1 " + String.join(" ", compared());
  }

  @Override
  public boolean mayHaveNoRows() {
    return true;
  }

  @Override
  public Dataset<Row> apply(Inputs inputs, SortedSet<String> partitions) {
    Dataset<Row> values =
        inputs
            .of(GoldTables.MEASURE_ORG_PERIOD)
            .filter(
                col("measure_id")
                    .isin(compared().toArray())
                    .and(col("org_vintage").equalTo("as_was"))
                    .and(col("org_level").notEqual("england"))
                    .and(col("window_months").equalTo(WINDOW))
                    .and(col("value").isNotNull()))
            .select("measure_id", "org_level", "period_end", "variant", "org_code", "value");
    String[] key = {"org_level", "period_end"};
    return values
        .groupBy("measure_id", key)
        .as(Encoders.row(values.select("measure_id", key).schema()), Encoders.row(values.schema()))
        .flatMapGroups(
            (FlatMapGroupsFunction<Row, Row, Row>) VariantSensitivityStage::compared,
            Encoders.row(computed()));
  }

  private List<String> compared() {
    return catalogue.measures().stream()
        .filter(measure -> measure.variants().size() > 1)
        .filter(VariantSensitivityStage::isOfDoses)
        .map(Measure::id)
        .toList();
  }

  private static boolean isOfDoses(Measure measure) {
    Quantity quantity = measure.numerator().quantity();
    return quantity == Quantity.DDD || quantity == Quantity.OME;
  }

  private static Iterator<Row> compared(Row key, Iterator<Row> rows) {
    SortedMap<String, SortedMap<String, Double>> values = new TreeMap<>();
    rows.forEachRemaining(
        row ->
            values
                .computeIfAbsent(row.getString(3), variant -> new TreeMap<>())
                .put(row.getString(4), row.getDouble(5)));
    VariantSensitivity found = VariantSensitivity.of(values);
    Optional<Changed> changed = found.changed();
    Row row =
        RowFactory.create(
            key.get(0),
            key.get(1),
            key.get(2),
            WINDOW,
            values.keySet().stream().collect(Collectors.joining(", ")),
            (long) found.organisations(),
            changed.map(c -> (long) c.organisations()).orElse(null),
            changed.map(c -> (long) c.quintiles()).orElse(null),
            changed.map(Changed::percentiles).orElse(null),
            changed.isPresent() ? null : "fewer_than_five_organisations");
    return List.of(row).iterator();
  }

  private static StructType computed() {
    StructType columns = new StructType();
    for (Column column : MeasureTables.VARIANT_SENSITIVITY.columns()) {
      if (!column.provenance()) {
        columns = columns.add(column.name(), column.type(), column.nullable());
      }
    }
    return columns;
  }
}
