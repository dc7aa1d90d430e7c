package org.medsip.jobs.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.YearMonth;
import java.util.List;
import java.util.concurrent.Callable;
import org.medsip.common.lake.Lake;
import org.medsip.common.lake.LakeLock;
import org.medsip.common.metric.MeasureCatalogue;
import org.medsip.common.product.ProductReference;
import org.medsip.common.run.DeclaredGate;
import org.medsip.common.run.Progress;
import org.medsip.common.run.RunContext;
import org.medsip.common.run.Stage;
import org.medsip.common.run.StageRunner;
import org.medsip.jobs.gold.MeasureOrgPeriodStage;
import org.medsip.jobs.gold.PracticeMonthMeasureStage;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "bench",
    description = {
      "Measures what every measure costs against one measure: from silver to the tables of rates,",
      "checks and commits included, in turns within one process. Prints the ratio, and writes",
      "measures.json into the folder. With --against: what a month costs from its file to bronze,",
      "against other engines; writes ingest.json.",
      "With --question: what an answer straight from the file costs, against DuckDB; writes",
      "question.json.",
      "With --gold: what the same tables cost DuckDB, which works them out of the same files by SQL",
      "made from the definitions, and that its figures are the same; writes gold.json.",
      "With --growth: what adding a month costs, up to the last table of gold, by how much history",
      "the lake has: each time a process of its own; writes growth.json. The folder growth keeps the",
      "lakes for the next time."
    })
final class BenchCommand implements Callable<Integer> {

  static final double ROWS_OF_ENGLAND = 18_200_000;
  private static final YearMonth START = YearMonth.of(2026, 1);
  private static final String ONE = "opioid_items_per_1000";

  @Option(
      names = "--rows",
      description = "Rows of prescribing a month, about (default ${DEFAULT-VALUE}).")
  private int rows = 1_000_000;

  @Option(names = "--months", description = "Months (default ${DEFAULT-VALUE}).")
  private int months = 2;

  @Option(
      names = "--rounds",
      description = "Turns that count; one before them does not (default ${DEFAULT-VALUE}).")
  private int rounds = 3;

  @ArgGroup private Instead instead = new Instead();

  /** What is measured instead of what every measure costs. */
  private static final class Instead {
    @Option(
        names = "--against",
        split = ",",
        paramLabel = "ENGINE",
        description = "Measure reading a month against duckdb, polars or both.")
    private List<Engine> against = List.of();

    @Option(
        names = "--question",
        description = "Measure opioids by practice, straight from the file, against DuckDB.")
    private boolean question;

    @Option(
        names = "--gold",
        description = "Measure working out every measure of the months against DuckDB.")
    private boolean gold;

    @Option(
        names = "--growth",
        description = "Measure adding a month to 1 month of history and to many.")
    private boolean growth;
  }

  @Option(
      names = "--history",
      description = "Months of history, for --growth (default ${DEFAULT-VALUE}).")
  private int history = 60;

  @Option(
      names = "--history-rows",
      description = "Rows of prescribing of a month of history (default ${DEFAULT-VALUE}).")
  private int historyRows = 200_000;

  @Option(names = "--out", paramLabel = "DIR", description = "Folder (default ${DEFAULT-VALUE}).")
  private Path out = Path.of("bench");

  private final Progress progress = Console::say;

  @Override
  public Integer call() {
    if (instead.question) {
      return ofQuestion();
    }
    if (instead.growth) {
      return ofGrowth();
    }
    if (instead.gold) {
      return ofGold();
    }
    return instead.against.isEmpty() ? ofMeasures() : ofIngest();
  }

  private int ofGrowth() {
    GrowthMonths months =
        new GrowthMonths(out.resolve("growth"), rows, historyRows, history, START);
    try {
      new GrowthBench(out, months, rounds, progress).run().forEach(Console::print);
    } catch (IOException e) {
      throw new UncheckedIOException("The bench cannot read or write in " + out, e);
    }
    return ExitCode.DONE.number();
  }

  private int ofQuestion() {
    Path in = out.resolve("raw");
    String python = System.getProperty("medsip.python", "python3");
    new SmallEngland(rows / ROWS_OF_ENGLAND, 1, START).simulateOnce(in);
    try {
      new QuestionBench(out, python, rounds, progress)
          .run(in.resolve("EPD_SNOMED_202601.csv"))
          .forEach(Console::print);
    } catch (IOException e) {
      throw new UncheckedIOException("The bench cannot read or write in " + out, e);
    }
    return ExitCode.DONE.number();
  }

  private int ofIngest() {
    Path in = out.resolve("raw");
    String python = System.getProperty("medsip.python", "python3");
    new SmallEngland(rows / ROWS_OF_ENGLAND, 1, START).simulateOnce(in);
    try {
      new IngestBench(out, python, instead.against, rounds, progress)
          .run(in.resolve("EPD_SNOMED_202601.csv"))
          .forEach(Console::print);
    } catch (IOException e) {
      throw new UncheckedIOException("The bench cannot read or write in " + out, e);
    }
    return ExitCode.DONE.number();
  }

  private int ofGold() {
    String root = out.resolve("gold-lake").toString();
    int ended = bringToSilver(out.resolve("gold-in"), root);
    if (ended != ExitCode.DONE.number()) {
      return ended;
    }
    String reference = ProductReference.load().contentHash();
    try (LakeLock lock = LakeLock.take(root)) {
      Lake lake = new Lake(Session.open(), root);
      new GoldBench(out, lake, rounds, progress)
          .run(catalogue -> build(lake, catalogue, reference))
          .forEach(Console::print);
    } catch (IOException e) {
      throw new UncheckedIOException("The bench cannot read or write in " + out, e);
    }
    return ExitCode.DONE.number();
  }

  private int bringToSilver(Path in, String root) {
    new SmallEngland(rows / ROWS_OF_ENGLAND, months, START).simulateOnce(in);
    return Main.execute("run", "--input", in.toString(), "--lake", root, "--until", "silver");
  }

  private int ofMeasures() {
    String root = out.resolve("lake").toString();
    int ended = bringToSilver(out.resolve("in"), root);
    if (ended != ExitCode.DONE.number()) {
      return ended;
    }
    try (LakeLock lock = LakeLock.take(root)) {
      write(compared(new Lake(Session.open(), root)));
    }
    return ExitCode.DONE.number();
  }

  private Comparison compared(Lake lake) {
    MeasureCatalogue all = MeasureCatalogue.load();
    MeasureCatalogue one = all.only(ONE);
    String reference = ProductReference.load().contentHash();
    Comparison comparison =
        new Comparison(
            "%d variants of %d measures".formatted(all.variants().size(), all.measures().size()),
            "1 measure");
    for (int round = 0; round <= rounds; round++) {
      Timing ofOne = Timing.of(() -> build(lake, one, reference));
      Timing ofAll = Timing.of(() -> build(lake, all, reference));
      progress.say(
          "turn %d of %d: %.1f s for all, %.1f s for one"
              .formatted(round, rounds, ofAll.seconds(), ofOne.seconds()));
      if (round > 0) {
        comparison = comparison.with(ofAll, ofOne);
      }
    }
    return comparison;
  }

  /** Another catalogue is another definition, so that either always finds its tables stale. */
  private static void build(Lake lake, MeasureCatalogue catalogue, String reference) {
    RunContext run = RunCommand.newRun(Clock.systemUTC());
    StageRunner runner =
        new StageRunner(lake, run, new DeclaredGate(lake, Progress.SILENT), Progress.SILENT);
    List<Stage> stages =
        List.of(
            new PracticeMonthMeasureStage(catalogue),
            new MeasureOrgPeriodStage(catalogue, reference));
    stages.forEach(runner::run);
  }

  private void write(Comparison comparison) {
    Path file = out.resolve("measures.json");
    try {
      Files.writeString(file, comparison.toJson(rows, months));
    } catch (IOException e) {
      throw new UncheckedIOException("The figures cannot be written to " + file, e);
    }
    Console.print(comparison.sentence());
  }
}
