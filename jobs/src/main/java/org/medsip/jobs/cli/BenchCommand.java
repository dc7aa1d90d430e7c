package org.medsip.jobs.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.YearMonth;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "bench",
    description = {
      "Measures what every measure costs against one measure: from silver to the tables of rates,",
      "checks and commits included, in turns within one process. Prints the ratio, and writes",
      "measures.json into the folder. With --against: what a month costs from its file to bronze,",
      "against other engines; writes ingest.json. With --question: what an answer straight from",
      "the file costs, against DuckDB; writes question.json."
    })
final class BenchCommand implements Callable<Integer> {

  private static final double ROWS_OF_ENGLAND = 18_200_000;
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

  @Option(
      names = "--against",
      split = ",",
      paramLabel = "ENGINE",
      description = "Measure reading a month against duckdb, polars or both.")
  private List<Engine> against = List.of();

  @Option(
      names = "--question",
      paramLabel = "NAME",
      description = "With --against duckdb, measure an answer instead: opioids.")
  private @Nullable Question question;

  @Option(names = "--out", paramLabel = "DIR", description = "Folder (default ${DEFAULT-VALUE}).")
  private Path out = Path.of("bench");

  private final Progress progress = Console::say;

  @Override
  public Integer call() {
    if (question != null) {
      return ofQuestion();
    }
    return against.isEmpty() ? ofMeasures() : ofIngest();
  }

  /** The questions that can be measured. */
  enum Question {
    opioids
  }

  private int ofQuestion() {
    if (!against.equals(List.of(Engine.DUCKDB))) {
      throw new UsageError("A question is measured against DuckDB; add --against duckdb");
    }
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
      new IngestBench(out, python, against, rounds, progress)
          .run(in.resolve("EPD_SNOMED_202601.csv"))
          .forEach(Console::print);
    } catch (IOException e) {
      throw new UncheckedIOException("The bench cannot read or write in " + out, e);
    }
    return ExitCode.DONE.number();
  }

  private int ofMeasures() {
    Path in = out.resolve("in");
    String root = out.resolve("lake").toString();
    new SmallEngland(rows / ROWS_OF_ENGLAND, months, START).simulateOnce(in);
    int ended = Main.execute("run", "--input", in.toString(), "--lake", root, "--until", "silver");
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
