package org.medsip.jobs.silver;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_trunc;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.to_date;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medsip.common.contract.Table;
import org.medsip.common.lake.BuiltFrom;
import org.medsip.common.run.Available;
import org.medsip.common.run.Inputs;
import org.medsip.common.run.Part;
import org.medsip.common.run.Stage;
import org.medsip.common.table.CohortTables;

/** The phases of a whole-system approach by the newest file of them. */
public final class IcbPhaseStage implements Stage {

  @Override
  public Table writes() {
    return CohortTables.ICB_PHASE;
  }

  @Override
  public List<Table> reads() {
    return List.of(CohortTables.PROGRAMME_PHASE);
  }

  @Override
  public SortedMap<String, List<Part>> plan(Available available) {
    SortedSet<String> editions = available.of(CohortTables.PROGRAMME_PHASE);
    return editions.isEmpty()
        ? new TreeMap<>()
        : new TreeMap<>(
            Map.of(
                BuiltFrom.WHOLE, List.of(new Part(CohortTables.PROGRAMME_PHASE, editions.last()))));
  }

  @Override
  public String definition() {
    return "icb_phase 1";
  }

  @Override
  public Dataset<Row> apply(Inputs inputs, SortedSet<String> partitions) {
    return inputs
        .of(CohortTables.PROGRAMME_PHASE)
        .groupBy(
            col("icb_code"),
            to_date(date_trunc("month", col("from_date"))).as("from_month"),
            col("phase"))
        .agg(max("edition").as("edition"));
  }
}
