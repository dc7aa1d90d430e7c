package org.medsip.jobs.silver;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medsip.common.contract.Table;
import org.medsip.common.metric.DeprivationColumns;
import org.medsip.common.metric.ImdRelease;
import org.medsip.common.run.Available;
import org.medsip.common.run.Inputs;
import org.medsip.common.run.Part;
import org.medsip.common.run.Stage;
import org.medsip.common.table.BronzeTables;
import org.medsip.common.table.DeprivationTables;

/**
 * The deprivation of every small area by every release: as the release lists it, and for the areas
 * of the other census by the weights of the lookup, where there is one.
 */
public final class LsoaDeprivationStage implements Stage {

  private static final int TENTHS_OF_A_FIFTH = 2;

  @Override
  public Table writes() {
    return DeprivationTables.LSOA_DEPRIVATION;
  }

  @Override
  public List<Table> reads() {
    return List.of(BronzeTables.LSOA_IMD, DeprivationTables.LSOA_CHANGE_WEIGHT);
  }

  @Override
  public SortedMap<String, List<Part>> plan(Available available) {
    return available.forEachPartition(
        BronzeTables.LSOA_IMD,
        edition -> {
          List<Part> parts = new ArrayList<>(available.same(BronzeTables.LSOA_IMD, edition));
          parts.addAll(available.newest(DeprivationTables.LSOA_CHANGE_WEIGHT));
          return parts;
        });
  }

  @Override
  public String definition() {
    return "lsoa_deprivation 1";
  }

  @Override
  public Dataset<Row> apply(Inputs inputs, SortedSet<String> partitions) {
    Dataset<Row> listed = listed(inputs.of(BronzeTables.LSOA_IMD));
    return listed.unionByName(
        byLookup(listed, inputs.of(DeprivationTables.LSOA_CHANGE_WEIGHT)));
  }

  private static Dataset<Row> listed(Dataset<Row> index) {
    Column[] columns = {
      col("edition"),
      col("imd_release"),
      Releases.of(ImdRelease::areasOf).as("lsoa_vintage"),
      col("lsoa_code"),
      lit(false).as("by_lookup"),
      lit(1).cast(DeprivationTables.PART).as("covered"),
      col("imd_score").cast(DeprivationTables.SCORE).cast(DeprivationTables.SCORE_PART)
          .as("imd_score"),
      lit(0).cast(DeprivationTables.PART).as("assumed")
    };
    List<Column> all = new ArrayList<>(List.of(columns));
    for (int fifth = 0; fifth < DeprivationTables.QUINTILES.size(); fifth++) {
      int last = TENTHS_OF_A_FIFTH * (fifth + 1);
      Column in = col("imd_decile_1_most_deprived").between(last - 1, last);
      all.add(
          when(in, 1)
              .otherwise(0)
              .cast(DeprivationTables.PART)
              .as("in_" + DeprivationTables.QUINTILES.get(fifth)));
    }
    return index.select(all.toArray(Column[]::new));
  }

  private static Dataset<Row> byLookup(Dataset<Row> listed, Dataset<Row> weights) {
    List<Column> sums = DeprivationColumns.sumsOverParts();
    return weights
        .drop("edition")
        .join(
            broadcast(listed),
            col("to_lsoa")
                .equalTo(col("lsoa_code"))
                .and(col("from_vintage").notEqual(col("lsoa_vintage"))))
        .groupBy(
            col("edition"),
            col("imd_release"),
            col("from_vintage").as("lsoa_vintage"),
            col("from_lsoa").as("lsoa_code"),
            lit(true).as("by_lookup"))
        .agg(sums.get(0), sums.subList(1, sums.size()).toArray(Column[]::new));
  }
}
