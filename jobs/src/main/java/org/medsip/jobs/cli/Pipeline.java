package org.medsip.jobs.cli;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.medsip.common.contract.Layer;
import org.medsip.common.contract.Table;
import org.medsip.common.lake.BuiltFrom;
import org.medsip.common.lake.Lake;
import org.medsip.common.run.DeclaredGate;
import org.medsip.common.run.Manifest;
import org.medsip.common.run.Progress;
import org.medsip.common.run.QualityGateFailed;
import org.medsip.common.run.RunContext;
import org.medsip.common.run.Stage;
import org.medsip.common.run.StageRunner;
import org.medsip.common.table.RunTables;
import org.medsip.common.table.SilverTables;
import org.medsip.jobs.bronze.BronzeLoad;
import org.medsip.jobs.landing.SourceFiles;
import org.medsip.jobs.silver.RevisionDiff;

/** The line from the files in use to the tables of gold: each step builds only what is stale. */
final class Pipeline {

  private final SparkSession spark;
  private final Lake lake;
  private final RunContext run;
  private final Progress progress;
  private final Configuration configuration;
  private final DeclaredGate gate;

  Pipeline(
      SparkSession spark,
      Lake lake,
      RunContext run,
      Configuration configuration,
      Progress progress) {
    this.configuration = configuration;
    this.spark = spark;
    this.lake = lake;
    this.run = run;
    this.progress = progress;
    this.gate = new DeclaredGate(lake, progress);
  }

  /**
   * Brings every table up to a layer up to date.
   *
   * @return whether anything had to be built
   * @throws QualityGateFailed if a rule that must hold does not; nothing is built on what broke it
   */
  boolean bringUpToDate(SourceFiles files, Layer until) {
    boolean changed = new BronzeLoad(spark, lake, run, progress).run(files.current());
    StageRunner runner = new StageRunner(lake, run, gate, progress);
    List<Stage> stages =
        Stages.all(configuration).stream()
            .filter(stage -> stage.writes().layer().compareTo(until) <= 0)
            .toList();
    try {
      for (Stage stage : stages) {
        changed |= run(runner, stage);
      }
    } finally {
      gate.record(run);
    }
    new Manifest(lake, run).bringUpToDate(stages.stream().map(Stage::writes).toList());
    return changed;
  }

  private boolean run(StageRunner runner, Stage stage) {
    return stage.writes().equals(SilverTables.PRESCRIBING)
        ? runAndCompare(runner, stage)
        : runner.run(stage);
  }

  /** Records what republished months changed. */
  private boolean runAndCompare(StageRunner runner, Stage stage) {
    Table table = stage.writes();
    Optional<Long> versionBefore = lake.version(table);
    BuiltFrom before = lake.builtFrom(table);
    boolean changed = runner.run(stage);
    SortedSet<String> revised = lake.builtFrom(table).changedSince(before).partitions();
    revised.retainAll(before.partitions());
    if (versionBefore.isPresent() && !revised.isEmpty()) {
      lake.append(
          RunTables.REVISION_DIFF,
          RevisionDiff.between(
                  lake.readVersion(table, versionBefore.get(), revised), lake.read(table, revised))
              .withColumn("run_id", functions.lit(run.runId())),
          run.runId());
    }
    return changed;
  }
}
