package org.medsip.jobs.gold;

import static org.apache.spark.sql.functions.lit;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medsip.common.Rows;
import org.medsip.common.SparkTest;
import org.medsip.common.contract.Table;
import org.medsip.common.lake.Lake;
import org.medsip.common.run.Inputs;
import org.medsip.common.run.Stage;
import org.medsip.jobs.bronze.Accepted;
import org.medsip.jobs.bronze.StrictReader;
import org.medsip.jobs.landing.Inspection;
import org.medsip.jobs.silver.LsoaChangeWeightStage;
import org.medsip.jobs.silver.LsoaDeprivationStage;
import org.medsip.jobs.silver.PublishedDeprivationStage;
import org.medsip.jobs.silver.RegisteredLsoaFileStage;
import org.medsip.jobs.silver.RegistrantsByLsoaStage;

/** The stages of deprivation one after the other, without a lake. */
final class DeprivationTablesOf {

  private static final List<Stage> STAGES =
      List.of(
          new LsoaChangeWeightStage(),
          new LsoaDeprivationStage(),
          new RegisteredLsoaFileStage(),
          new RegistrantsByLsoaStage(),
          new PublishedDeprivationStage(),
          new PracticeDeprivationStage(),
          new OrganisationDeprivationStage());

  /** The rows that bronze reads from files, by table. */
  static Map<Table, List<Row>> bronze(List<Inspection.Understood> files) throws IOException {
    Map<Table, List<Row>> rows = new HashMap<>();
    for (Inspection.Understood file : files) {
      List<Row> of = rows.computeIfAbsent(file.source().table(), table -> new ArrayList<>());
      try (StrictReader reader = StrictReader.open(file.source())) {
        reader.forEachRemaining(outcome -> of.add(((Accepted) outcome).row()));
      }
    }
    return rows;
  }

  static Map<Table, Dataset<Row>> datasets(Map<Table, List<Row>> rows) {
    Map<Table, Dataset<Row>> tables = new HashMap<>();
    rows.forEach((table, its) -> tables.put(table, SparkTest.rows(its, table.schema())));
    return tables;
  }

  /**
   * The tables and all that the stages make of them.
   *
   * @param given tables of bronze and silver; those that are not there have no rows
   */
  static Map<Table, Dataset<Row>> files(
      Map<Table, Dataset<Row>> given, Collection<LocalDate> quarters) {
    Map<Table, Dataset<Row>> tables = new HashMap<>(given);
    SortedSet<String> partitions =
        new TreeSet<>(quarters.stream().map(LocalDate::toString).toList());
    for (Stage stage : STAGES) {
      stage.reads().forEach(t -> tables.computeIfAbsent(t, table -> Rows.of(table).dataset()));
      Dataset<Row> rows =
          stage.apply(new Inputs(tables), partitions).withColumn("source_run_id", lit("run"));
      List<Row> computed = Lake.conforming(stage.writes(), rows).collectAsList();
      tables.put(stage.writes(), SparkTest.rows(computed, stage.writes().schema()));
    }
    return tables;
  }

  private DeprivationTablesOf() {}
}
