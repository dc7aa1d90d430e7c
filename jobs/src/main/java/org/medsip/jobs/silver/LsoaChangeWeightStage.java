package org.medsip.jobs.silver;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.stream.IntStream;
import org.apache.spark.api.java.function.FlatMapGroupsFunction;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.medsip.common.contract.Table;
import org.medsip.common.metric.AreaWeights;
import org.medsip.common.metric.AreaWeights.Link;
import org.medsip.common.metric.AreaWeights.Weight;
import org.medsip.common.quality.Rule;
import org.medsip.common.run.Available;
import org.medsip.common.run.Inputs;
import org.medsip.common.run.Part;
import org.medsip.common.run.Stage;
import org.medsip.common.table.BronzeTables;
import org.medsip.common.table.DeprivationTables;

/**
 * How the people of each small area of one census are shared among the areas of the other, both
 * ways, by the rule of {@link AreaWeights}.
 */
public final class LsoaChangeWeightStage implements Stage {

  private static final long BEFORE = 2011;
  private static final long AFTER = 2021;

  private static final StructType WEIGHT =
      new StructType()
          .add("edition", DataTypes.DateType, false)
          .add("from_vintage", DataTypes.LongType, false)
          .add("from_lsoa", DataTypes.StringType, false)
          .add("to_lsoa", DataTypes.StringType, false)
          .add("change", DataTypes.StringType, false)
          .add("weight", DeprivationTables.PART, false)
          .add("basis", DataTypes.StringType, false)
          .add("published_weights_add_up", DataTypes.BooleanType, false);

  @Override
  public Table writes() {
    return DeprivationTables.LSOA_CHANGE_WEIGHT;
  }

  @Override
  public List<Table> reads() {
    return List.of(BronzeTables.LSOA_CHANGE);
  }

  @Override
  public SortedMap<String, List<Part>> plan(Available available) {
    return available.eachOf(BronzeTables.LSOA_CHANGE);
  }

  @Override
  public String definition() {
    return "lsoa_change_weight 1";
  }

  @Override
  public List<Rule> rules() {
    return List.of(
        Rule.Holds.always("the weights of an area add up to 1", col("weights_of_area").equalTo(1)),
        Rule.Holds.always(
            "the lookup gives weights for every part of an area, adding up to 1, or for none",
            col("published_weights_add_up")),
        Rule.Holds.always(
            "an unchanged area is one area of the other census",
            col("change").notEqual("U").or(col("counterparts").equalTo(1))));
  }

  @Override
  public Dataset<Row> apply(Inputs inputs, SortedSet<String> partitions) {
    Dataset<Row> links = inputs.of(BronzeTables.LSOA_CHANGE);
    Column[] area = {col("edition"), col("from_vintage"), col("from_lsoa")};
    return shared(links, BEFORE)
        .unionByName(shared(links, AFTER))
        .withColumn(
            "weights_of_area",
            sum("weight").over(Window.partitionBy(area)).cast(DeprivationTables.PEOPLE))
        .withColumn("counterparts", count(lit(1)).over(Window.partitionBy(area)));
  }

  /** The people of every area of one census, shared out. */
  private static Dataset<Row> shared(Dataset<Row> links, long from) {
    String fromColumn = "lsoa_" + from;
    String toColumn = "lsoa_" + (from == BEFORE ? AFTER : BEFORE);
    MapFunction<Row, String> area = row -> row.getDate(0) + " " + row.getString(1);
    FlatMapGroupsFunction<String, Row, Row> sharing = (key, rows) -> shared(rows, from);
    return links
        .select(col("edition"), col(fromColumn), col(toColumn), col("change"), col("weight"))
        .groupByKey(area, Encoders.STRING())
        .flatMapGroups(sharing, Encoders.row(WEIGHT));
  }

  private static Iterator<Row> shared(Iterator<Row> rows, long from) {
    List<Row> ofArea = new ArrayList<>();
    rows.forEachRemaining(ofArea::add);
    ofArea.sort(Comparator.comparing(row -> row.getString(2)));
    List<Link> links =
        ofArea.stream().map(row -> new Link(row.getString(2), row.getDecimal(4))).toList();
    List<Weight> weights =
        from == BEFORE ? AreaWeights.forward(links) : AreaWeights.backward(links);
    boolean addUp = from == AFTER || AreaWeights.addUp(links);
    return IntStream.range(0, links.size())
        .mapToObj(i -> row(ofArea.get(i), from, weights.get(i), addUp))
        .iterator();
  }

  private static Row row(Row link, long from, Weight weight, boolean addUp) {
    return RowFactory.create(
        link.getDate(0),
        from,
        link.getString(1),
        weight.area(),
        link.getString(3),
        weight.part(),
        weight.basis().name(),
        addUp);
  }
}
