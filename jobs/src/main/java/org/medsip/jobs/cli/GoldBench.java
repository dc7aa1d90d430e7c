package org.medsip.jobs.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.medsip.common.contract.Table;
import org.medsip.common.lake.Lake;
import org.medsip.common.lake.TableFiles.DataFile;
import org.medsip.common.metric.MeasureCatalogue;
import org.medsip.common.run.Fingerprint;
import org.medsip.common.run.Progress;
import org.medsip.common.table.GoldTables;
import org.medsip.common.table.PopulationTables;
import org.medsip.common.table.SilverTables;
import org.medsip.jobs.published.DuckDb;
import org.medsip.jobs.published.Sql;

/**
 * Every measure from silver to gold, strict checks and commits included, against DuckDB, which
 * works the same figures out of the same files by {@link MeasureSql} and checks nothing: in turns
 * within one process, the first of which does not count.
 */
final class GoldBench {

  private static final double NANOS = 1e9;
  private static final List<Table> SILVER =
      List.of(
          SilverTables.PRESCRIBING,
          SilverTables.PRODUCT_MONTH,
          SilverTables.PRACTICE_MONTH,
          SilverTables.PRACTICE_VINTAGE,
          PopulationTables.WEIGHTED_REGISTRANTS);
  private static final List<Table> GOLD =
      List.of(GoldTables.PRACTICE_MONTH_MEASURE, GoldTables.MEASURE_ORG_PERIOD);

  private final Path out;
  private final Lake lake;
  private final int rounds;
  private final Progress progress;

  GoldBench(Path out, Lake lake, int rounds, Progress progress) {
    this.out = out;
    this.lake = lake;
    this.rounds = rounds;
    this.progress = progress;
  }

  /**
   * What a piece of work took.
   *
   * @param seconds wall-clock time
   * @param cpuSeconds the time of all threads of the process
   */
  record Work(double seconds, double cpuSeconds) {
    static Work of(Runnable work) {
      long start = System.nanoTime();
      double cpu = ChildProcess.ownCpuSeconds();
      work.run();
      return new Work((System.nanoTime() - start) / NANOS, ChildProcess.ownCpuSeconds() - cpu);
    }
  }

  /** One turn. */
  record Turn(Work medsip, Work duckdb) {}

  /**
   * Builds the tables by a catalogue; with another fingerprint they are stale, and built anew.
   *
   * @param build builds both tables
   * @return for people, a line for each figure
   * @throws IllegalStateException if DuckDB finds other figures
   */
  List<String> run(Consumer<MeasureCatalogue> build) throws IOException {
    MeasureCatalogue catalogue = MeasureCatalogue.load();
    List<Turn> turns = new ArrayList<>();
    for (int round = 0; round <= rounds; round++) {
      String again = Fingerprint.of(List.of(catalogue.fingerprint(), "turn " + round));
      Work ours = Work.of(() -> build.accept(new MeasureCatalogue(catalogue.measures(), again)));
      Work theirs = Work.of(() -> inDuckDb(new MeasureSql(catalogue)));
      progress.say(
          "turn %d of %d: %.1f s, %.1f s of processors; duckdb %.1f s, %.1f s of processors"
              .formatted(
                  round,
                  rounds,
                  ours.seconds(),
                  ours.cpuSeconds(),
                  theirs.seconds(),
                  theirs.cpuSeconds()));
      turns.add(new Turn(ours, theirs));
    }
    Map<String, Long> rows = rowsThatAreTheSame();
    Map<String, Object> figures = figures(catalogue, rows, turns);
    return BenchFile.write(out.resolve("gold.json"), figures);
  }

  private void inDuckDb(MeasureSql sql) {
    try (DuckDb duckDb = DuckDb.inMemory(out.resolve("scratch"))) {
      for (Table table : SILVER) {
        duckDb.run("create view %s as %s".formatted(table.name(), rowsOf(table)));
      }
      duckDb.run(sql.practiceMonthMeasure());
      duckDb.run(sql.measureOrgPeriod());
      for (Table table : GOLD) {
        duckDb.run(
            "copy %s to %s (format parquet, compression zstd)"
                .formatted(table.name(), Sql.path(theirs(table))));
      }
    }
  }

  private Path theirs(Table table) {
    return out.resolve(table.name() + ".parquet");
  }

  /** The rows of the files that the newest version of a table of ours names. */
  private String rowsOf(Table table) {
    List<String> files =
        lake.files(table).orElseThrow().files().stream()
            .map(DataFile::path)
            .map(Path::toString)
            .toList();
    return "select * from read_parquet(%s%s)"
        .formatted(
            Sql.list(files),
            table
                .partition()
                .map(", hive_partitioning = true, hive_types = {'%s': date}"::formatted)
                .orElse(""));
  }

  private Map<String, Long> rowsThatAreTheSame() {
    Map<String, Long> rows = new LinkedHashMap<>();
    try (DuckDb duckDb = DuckDb.inMemory(out.resolve("scratch"))) {
      for (Table table : GOLD) {
        String theirs = "select * from read_parquet(%s)".formatted(Sql.path(theirs(table)));
        rows.put(table.name(), new SameFigures(table).require(duckDb, rowsOf(table), theirs));
      }
    }
    return rows;
  }

  private Map<String, Object> figures(
      MeasureCatalogue catalogue, Map<String, Long> rows, List<Turn> turns) {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("months", lake.builtFrom(SilverTables.PRESCRIBING).partitions().size());
    figures.put("measures", catalogue.measures().size());
    figures.put("variants", catalogue.variants().size());
    rows.forEach((table, count) -> figures.put("rows of " + table + ", all the same", count));
    figures.put("bytes of silver", SILVER.stream().mapToLong(lake::bytes).sum());
    figures.put("processors", Runtime.getRuntime().availableProcessors());
    put(figures, turns, "seconds", Work::seconds);
    put(figures, turns, "seconds of processors", Work::cpuSeconds);
    figures.put("turns", turns);
    return figures;
  }

  private static void put(
      Map<String, Object> figures, List<Turn> turns, String what, ToDoubleFunction<Work> figure) {
    figures.put("medsip " + what, middle(turns, Turn::medsip, figure));
    figures.put("duckdb " + what, middle(turns, Turn::duckdb, figure));
    figures.put(
        "ratio of " + what,
        middle(
            turns,
            turn -> turn,
            turn -> figure.applyAsDouble(turn.medsip()) / figure.applyAsDouble(turn.duckdb())));
  }

  private static <T> double middle(
      List<Turn> turns, Function<Turn, T> side, ToDoubleFunction<T> figure) {
    double[] sorted = turns.stream().skip(1).map(side).mapToDouble(figure).sorted().toArray();
    return Math.round(100 * sorted[sorted.length / 2]) / 100.0;
  }
}
