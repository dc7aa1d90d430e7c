package org.medsip.jobs.silver;

import static org.apache.spark.sql.functions.col;

import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.medsip.common.cohort.CohortCatalogue;
import org.medsip.common.cohort.CohortRules;
import org.medsip.common.contract.Table;
import org.medsip.common.run.Available;
import org.medsip.common.run.Inputs;
import org.medsip.common.run.Part;
import org.medsip.common.run.Stage;
import org.medsip.common.table.CohortTables;

/**
 * In which cohorts each person is in a month, was a month before, and has left for good. Spark only
 * brings the months of a person together; {@link CohortRules} decides.
 */
public final class SecureCohortMemberStage implements Stage {

  private final CohortCatalogue catalogue;

  public SecureCohortMemberStage(CohortCatalogue catalogue) {
    this.catalogue = catalogue;
  }

  @Override
  public Table writes() {
    return CohortTables.COHORT_MEMBER;
  }

  @Override
  public List<Table> reads() {
    return List.of(CohortTables.PATIENT_MONTH);
  }

  /** The months that a cohort three months ago looks back on. */
  private int window() {
    return catalogue.longestWindow() + CohortRules.MONTHS_OF_A_STOP;
  }

  @Override
  public SortedMap<String, List<Part>> plan(Available available) {
    return available.forEachPartition(
        CohortTables.PATIENT_MONTH,
        month -> available.window(CohortTables.PATIENT_MONTH, LocalDate.parse(month), window()));
  }

  @Override
  public String definition() {
    return "cohort_member 1 " + catalogue.fingerprint();
  }

  /** In the first months of an extract nobody is in a cohort that looks back on more of them. */
  @Override
  public boolean mayHaveNoRows() {
    return true;
  }

  /** A month without an opioid makes nobody a member, whatever else was dispensed in it. */
  @Override
  public Dataset<Row> apply(Inputs inputs, SortedSet<String> partitions) {
    CohortMembers members = new CohortMembers(catalogue, partitions, window());
    return inputs
        .of(CohortTables.PATIENT_MONTH)
        .filter(col("opioid_items").gt(0))
        .select(members.columns())
        .repartition(col("pseudo_id"))
        .sortWithinPartitions("pseudo_id", "month")
        .mapPartitions(
            (MapPartitionsFunction<Row, Row>) members::ofSorted,
            Encoders.row(CohortTables.COHORT_MEMBER.schema()));
  }
}
