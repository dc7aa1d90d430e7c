package org.medsip.jobs.silver;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.make_date;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.regexp_extract;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.medsip.common.contract.Table;
import org.medsip.common.lake.BuiltFrom;
import org.medsip.common.metric.AgeSexWeights;
import org.medsip.common.metric.StarPuWeights;
import org.medsip.common.quality.Rule;
import org.medsip.common.run.Available;
import org.medsip.common.run.Inputs;
import org.medsip.common.run.Part;
import org.medsip.common.run.Stage;
import org.medsip.common.table.BronzeTables;
import org.medsip.common.table.PopulationTables;

/**
 * The weight of a person of each sex and five years of age, in every supplied reference and every
 * STAR-PU.
 *
 * <p>A cell of a reference, such as 35_44 or 75+, gives its weight to each five-year band that lies
 * inside it.
 */
public final class AgeSexWeightStage implements Stage {

  private static final LocalDate EDITION_OF_STAR_PU = LocalDate.of(2013, 1, 1);
  private static final int YEARS = 5;
  private static final int NO_END = 999;
  private static final List<String> SET = List.of("weight_set", "edition", "unit", "meaning");
  private static final List<String> CELL =
      List.of(
          "weight_set",
          "edition",
          "unit",
          "meaning",
          "sex",
          "source_band",
          "weight",
          "patients",
          "registrants",
          "source");

  private final StarPuWeights starPu;

  public AgeSexWeightStage(StarPuWeights starPu) {
    this.starPu = starPu;
  }

  @Override
  public Table writes() {
    return PopulationTables.AGE_SEX_WEIGHT;
  }

  @Override
  public List<Table> reads() {
    return List.of(BronzeTables.AGE_SEX_REFERENCE);
  }

  /** The STAR-PUs are there without any reference. */
  @Override
  public SortedMap<String, List<Part>> plan(Available available) {
    SortedMap<String, List<Part>> plan = new TreeMap<>(Map.of(BuiltFrom.WHOLE, List.of()));
    plan.putAll(available.asWhole(reads()));
    return plan;
  }

  @Override
  public String definition() {
    return "age_sex_weight 1 " + starPu.fingerprint();
  }

  @Override
  public List<Rule> rules() {
    return List.of(
        Rule.Holds.always(
            "every five-year band of each sex lies in exactly one cell of the reference, and the"
                + " cell has registrants",
            col("weight").isNotNull()));
  }

  @Override
  public Dataset<Row> apply(Inputs inputs, SortedSet<String> partitions) {
    Dataset<Row> reference = inputs.of(BronzeTables.AGE_SEX_REFERENCE);
    Dataset<Row> cells = cellsOf(reference).unionByName(starPuCells(reference));
    Dataset<Row> wanted =
        cells
            .select(columns(SET))
            .distinct()
            .withColumn("sex", explode(array(literals(PopulationTables.SEXES))))
            .withColumn("age_band", explode(array(literals(PopulationTables.AGE_BANDS))));
    Column weight = when(col("cells").equalTo(1), col("cell.weight"));
    return wanted
        .join(
            broadcast(covered(cells)),
            new String[] {"weight_set", "edition", "sex", "age_band"},
            "left")
        .select("*", "cell.source_band", "cell.patients", "cell.registrants", "cell.source")
        .withColumn("weight", weight);
  }

  private static Dataset<Row> cellsOf(Dataset<Row> reference) {
    Column year = col("year").cast(DataTypes.IntegerType);
    Column meaning =
        concat(
            lit("People of England given "),
            col("reference_id"),
            lit(" in "),
            year.cast("string"),
            lit(", by sex and age, for each person registered."));
    return reference
        .withColumn("weight_set", col("reference_id"))
        .withColumn("edition", make_date(year, lit(1), lit(1)))
        .withColumn("unit", lit("patients per registrant"))
        .withColumn("meaning", meaning)
        .withColumn("source_band", col("age_band"))
        .withColumn("weight", AgeSexWeights.perRegistrant(col("patients"), col("registrants")))
        .select(columns(CELL));
  }

  /**
   * The STAR-PUs as cells.
   *
   * @param anything gives a row to begin from, whatever it holds
   */
  private Dataset<Row> starPuCells(Dataset<Row> anything) {
    List<Column> cells = new ArrayList<>();
    for (StarPuWeights.Weight weight : starPu.weights()) {
      cells.add(
          struct(
              lit(weight.weightSet()).as("weight_set"),
              lit(EDITION_OF_STAR_PU).as("edition"),
              lit(weight.unit()).as("unit"),
              lit(weight.meaning()).as("meaning"),
              lit(weight.sex()).as("sex"),
              lit(weight.ageBand()).as("source_band"),
              lit(weight.weight()).cast(PopulationTables.WEIGHT).as("weight"),
              lit(null).cast(DataTypes.LongType).as("patients"),
              lit(null).cast(DataTypes.LongType).as("registrants"),
              lit(weight.source()).as("source")));
    }
    return anything
        .groupBy()
        .agg(count(lit(1)))
        .select(explode(array(cells.toArray(Column[]::new))).as("cell"))
        .select("cell.*");
  }

  /** The five-year bands of each sex that cells cover: by how many, and by which. */
  private static Dataset<Row> covered(Dataset<Row> cells) {
    Column start = regexp_extract(col("source_band"), "^[0-9]+", 0).cast(DataTypes.IntegerType);
    Column end = regexp_extract(col("source_band"), "[0-9]+$", 0);
    Column isOpen = col("source_band").endsWith("+");
    return cells
        .withColumn("band", explode(array(bands())))
        .withColumn("start", start)
        .withColumn("end", when(isOpen, NO_END).otherwise(end.cast(DataTypes.IntegerType)))
        .filter(col("band.start").geq(col("start")).and(col("band.end").leq(col("end"))))
        .groupBy(col("weight_set"), col("edition"), col("sex"), col("band.age_band"))
        .agg(
            count(lit(1)).as("cells"),
            max(struct(
                    col("weight"),
                    col("source_band"),
                    col("patients"),
                    col("registrants"),
                    col("source")))
                .as("cell"));
  }

  private static Column[] bands() {
    List<Column> bands = new ArrayList<>();
    for (int i = 0; i < PopulationTables.AGE_BANDS.size(); i++) {
      boolean last = i == PopulationTables.AGE_BANDS.size() - 1;
      bands.add(
          struct(
              lit(PopulationTables.AGE_BANDS.get(i)).as("age_band"),
              lit(i * YEARS).as("start"),
              lit(last ? NO_END : (i + 1) * YEARS - 1).as("end")));
    }
    return bands.toArray(Column[]::new);
  }

  private static Column[] columns(List<String> names) {
    return names.stream().map(name -> col(name)).toArray(Column[]::new);
  }

  private static Column[] literals(List<String> words) {
    return words.stream().map(word -> lit(word)).toArray(Column[]::new);
  }
}
