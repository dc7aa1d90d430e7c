package org.medsip.jobs.silver;

import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.split;
import static org.apache.spark.sql.functions.sum;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medsip.common.contract.Table;
import org.medsip.common.run.Available;
import org.medsip.common.run.Inputs;
import org.medsip.common.run.Part;
import org.medsip.common.run.Stage;
import org.medsip.common.table.BronzeTables;
import org.medsip.common.table.DeprivationTables;

/**
 * Where the people of each practice live, every person once: the rows for all sexes where the files
 * of the quarter and census have them, else those of each sex. Areas of two censuses are two
 * countings of the same people and are never added together.
 */
public final class RegistrantsByLsoaStage implements Stage {

  @Override
  public Table writes() {
    return DeprivationTables.REGISTRANTS_BY_LSOA;
  }

  @Override
  public List<Table> reads() {
    return List.of(BronzeTables.REGISTERED_LSOA, DeprivationTables.REGISTERED_LSOA_FILE);
  }

  @Override
  public SortedMap<String, List<Part>> plan(Available available) {
    return available.forEachPartition(
        DeprivationTables.REGISTERED_LSOA_FILE,
        quarter -> {
          List<Part> parts = new ArrayList<>(available.same(BronzeTables.REGISTERED_LSOA, quarter));
          parts.addAll(available.same(DeprivationTables.REGISTERED_LSOA_FILE, quarter));
          return parts;
        });
  }

  @Override
  public String definition() {
    return "registrants_by_lsoa 1";
  }

  @Override
  public Dataset<Row> apply(Inputs inputs, SortedSet<String> partitions) {
    Dataset<Row> files = inputs.of(DeprivationTables.REGISTERED_LSOA_FILE);
    Column countsAll =
        array_contains(split(col("sexes"), RegisteredLsoaFileStage.SEXES), "ALL");
    Dataset<Row> kinds =
        files.groupBy("quarter", "lsoa_vintage").agg(max(countsAll).as("has_all"));
    Dataset<Row> filesOfKinds =
        files
            .select("quarter", "source_file", "lsoa_vintage")
            .join(kinds, new String[] {"quarter", "lsoa_vintage"}, "inner");
    return inputs
        .of(BronzeTables.REGISTERED_LSOA)
        .withColumnRenamed("month", "quarter")
        .join(broadcast(filesOfKinds), new String[] {"quarter", "source_file"}, "inner")
        .filter(col("has_all").equalTo(col("sex").equalTo("ALL")))
        .groupBy("quarter", "lsoa_vintage", "practice_code", "lsoa_code")
        .agg(sum("patients").as("registrants"));
  }
}
