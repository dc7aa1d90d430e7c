package org.medsip.jobs.silver;

import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.array_distinct;
import static org.apache.spark.sql.functions.array_join;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.flatten;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.split;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.medsip.common.contract.Table;
import org.medsip.common.metric.ImdRelease;
import org.medsip.common.quality.Rule;
import org.medsip.common.run.Available;
import org.medsip.common.run.Inputs;
import org.medsip.common.run.Part;
import org.medsip.common.run.Stage;
import org.medsip.common.table.BronzeTables;
import org.medsip.common.table.DeprivationTables;

/**
 * Which census the small areas of each file of registrants are of, found from its content: the
 * areas of the release of the index that lists the areas of more of its people. Nearly all areas
 * have one code in both censuses, so the wrong list has about 95 % of the people: where only one
 * list is given it must have 99 %, where both are the better one 90 %. People in Wales, and those
 * for whose area the file has a word such as CLOSED, are in neither list and left out of the
 * comparison.
 */
public final class RegisteredLsoaFileStage implements Stage {

  static final String SEXES = ",";

  /** The code of an area that is not in Wales. */
  private static final String AREA = "[A-VX-Z][0-9]{8}";

  /** Since when files use the areas of 2021; it decides where both lists have equally many. */
  private static final LocalDate FIRST_OF_2021 = LocalDate.of(2025, 1, 1);

  private static final int PERCENT_OF_BOTH_LISTS = 90;
  private static final int PERCENT_OF_ONE_LIST = 99;

  @Override
  public Table writes() {
    return DeprivationTables.REGISTERED_LSOA_FILE;
  }

  @Override
  public List<Table> reads() {
    return List.of(BronzeTables.REGISTERED_LSOA, BronzeTables.LSOA_IMD);
  }

  @Override
  public SortedMap<String, List<Part>> plan(Available available) {
    SortedMap<String, List<Part>> plan =
        available.forEachPartition(
            BronzeTables.REGISTERED_LSOA,
            month -> {
              List<Part> parts =
                  new ArrayList<>(available.same(BronzeTables.REGISTERED_LSOA, month));
              parts.addAll(available.all(BronzeTables.LSOA_IMD));
              return parts;
            });
    if (available.of(BronzeTables.LSOA_IMD).isEmpty()) {
      plan.clear();
    }
    return plan;
  }

  @Override
  public String definition() {
    return "registered_lsoa_file 1";
  }

  @Override
  public List<Rule> rules() {
    return List.of(
        Rule.Holds.always(
            "a file of registrants by small area uses the areas of IMD 2019 or of IMD 2025 (give"
                + " the lists of both)",
            col("lsoa_vintage").isNotNull()),
        Rule.Holds.always(
            "the files of a quarter that use the same areas count everybody once: all in one file,"
                + " or men in one and women in one",
            col("men_and_women")));
  }

  @Override
  public Dataset<Row> apply(Inputs inputs, SortedSet<String> partitions) {
    Dataset<Row> lists = lists(inputs.of(BronzeTables.LSOA_IMD));
    Dataset<Row> known =
        lists.agg(max("in_2011").as("knows_2011"), max("in_2021").as("knows_2021"));
    return files(inputs.of(BronzeTables.REGISTERED_LSOA), lists)
        .crossJoin(broadcast(known))
        .withColumn("in_areas_of_2011", when(col("knows_2011"), col("in_areas_of_2011")))
        .withColumn("in_areas_of_2021", when(col("knows_2021"), col("in_areas_of_2021")))
        .withColumn("lsoa_vintage", vintage())
        .withColumn("men_and_women", everybodyOnce());
  }

  /** Every area with whether each census has it. */
  private static Dataset<Row> lists(Dataset<Row> index) {
    Column areasOf = Releases.of(ImdRelease::areasOf);
    return index
        .groupBy("lsoa_code")
        .agg(max(areasOf.equalTo(2011)).as("in_2011"), max(areasOf.equalTo(2021)).as("in_2021"));
  }

  private static Dataset<Row> files(Dataset<Row> registered, Dataset<Row> lists) {
    Column withArea = col("lsoa_code").rlike("^" + AREA + "$");
    Column sexes = array_distinct(flatten(collect_list(col("sexes_of_area"))));
    return registered
        .groupBy(col("month").as("quarter"), col("source_file"), col("lsoa_code"))
        .agg(sum("patients").as("people"), collect_set("sex").as("sexes_of_area"))
        .join(broadcast(lists), new String[] {"lsoa_code"}, "left")
        .groupBy("quarter", "source_file")
        .agg(
            array_join(sort_array(sexes), SEXES).as("sexes"),
            sum("people").as("registrants"),
            peopleWhere(withArea).as("with_area"),
            peopleWhere(withArea.and(col("in_2011"))).as("in_areas_of_2011"),
            peopleWhere(withArea.and(col("in_2021"))).as("in_areas_of_2021"));
  }

  private static Column peopleWhere(Column condition) {
    return coalesce(sum(when(condition, col("people"))), lit(0L));
  }

  private static Column vintage() {
    Column of2011 = coalesce(col("in_areas_of_2011"), lit(-1L));
    Column of2021 = coalesce(col("in_areas_of_2021"), lit(-1L));
    Column percent =
        when(col("knows_2011").and(col("knows_2021")), PERCENT_OF_BOTH_LISTS)
            .otherwise(PERCENT_OF_ONE_LIST);
    Column listed =
        col("with_area")
            .gt(0)
            .and(greatest(of2011, of2021).multiply(100).geq(percent.multiply(col("with_area"))));
    Column beforeTheChange = col("quarter").lt(lit(FIRST_OF_2021));
    Column earlier = of2011.gt(of2021).or(of2011.equalTo(of2021).and(beforeTheChange));
    return when(listed, when(earlier, 2011L).otherwise(2021L));
  }

  private static Column everybodyOnce() {
    Column ofFiles =
        flatten(
            collect_list(split(col("sexes"), SEXES))
                .over(Window.partitionBy("quarter", "lsoa_vintage")));
    Column all = array_contains(ofFiles, "ALL");
    Column both = array_contains(ofFiles, "MALE").and(array_contains(ofFiles, "FEMALE"));
    return all.or(both).and(size(ofFiles).equalTo(size(array_distinct(ofFiles))));
  }
}
