package org.medsip.jobs.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.medsip.common.contract.Layer;
import org.medsip.common.lake.Archive;
import org.medsip.common.lake.Lake;
import org.medsip.common.lake.LakeLock;
import org.medsip.common.lake.PublishedFolder;
import org.medsip.common.run.InputRefused;
import org.medsip.common.run.Progress;
import org.medsip.common.run.RunContext;
import org.medsip.jobs.landing.Inspection.Understood;
import org.medsip.jobs.landing.InspectionReport;
import org.medsip.jobs.landing.Limits;
import org.medsip.jobs.landing.Publications.Decision;
import org.medsip.jobs.landing.Recogniser;
import org.medsip.jobs.landing.SourceFiles;
import org.medsip.jobs.landing.SourceFiles.Origin;
import org.medsip.jobs.published.Publisher;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "run",
    description = {
      "Takes in a folder of files as published and brings every table of the lake up to date.",
      "Without a folder it goes on from the files taken in before.",
      "A call with nothing new prints 'nothing to do'."
    })
final class RunCommand implements Callable<Integer> {

  private static final DateTimeFormatter RUN_ID =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  @Option(
      names = "--input",
      paramLabel = "DIR",
      description = "Folder of files as downloaded; where it is not named, no file is taken in.")
  private @Nullable String input;

  @Option(
      names = "--lake",
      required = true,
      paramLabel = "DIR",
      description = "Folder of the lake; made where it is not there.")
  private String lakeRoot = "";

  @Option(
      names = "--months",
      paramLabel = "FROM..TO",
      converter = MonthRange.Converter.class,
      description = "Take in only files of these months, such as 2026-05..2026-07.")
  private @Nullable MonthRange months;

  @Option(
      names = "--until",
      paramLabel = "LAYER",
      description = "Stop behind a layer: bronze, silver, gold or published.")
  private Until until = Until.published;

  @Option(
      names = "--archive",
      paramLabel = "MODE",
      description = "How files are kept: link (copy where that cannot be), copy or none.")
  private ArchiveMode archive = ArchiveMode.link;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "A configuration file (YAML); what it does not say is as packaged.")
  private @Nullable Path configurationFile;

  @Option(
      names = "--state",
      paramLabel = "FILE",
      description = "Write to FILE what each month of each table is now known by (JSON).")
  private @Nullable Path stateFile;

  /** The layers as a user writes them. */
  enum Until {
    bronze(Layer.BRONZE),
    silver(Layer.SILVER),
    gold(Layer.GOLD),
    published(Layer.GOLD);

    private final Layer layer;

    Until(Layer layer) {
      this.layer = layer;
    }
  }

  /** The ways of keeping files as a user writes them. */
  enum ArchiveMode {
    link,
    copy,
    none
  }

  private final Progress progress = Console::say;

  @Override
  public Integer call() {
    Configuration configuration = Configuration.from(configurationFile);
    RunContext run = newRun(Clock.systemUTC());
    try (LakeLock lock = LakeLock.take(lakeRoot)) {
      CompletableFuture<SparkSession> session = Session.opening();
      Optional<InspectionReport> report = inspected(session);
      SparkSession spark = session.join();
      Lake lake = new Lake(spark, lakeRoot);
      SourceFiles files = new SourceFiles(lake);
      takeIn(report, files, run);
      boolean changed =
          new Pipeline(spark, lake, run, configuration, progress).bringUpToDate(files, until.layer);
      if (until == Until.published) {
        changed |= new Publisher(lake, Version.OF_THE_PROGRAM, progress).bringUpToDate();
      }
      writeState(lake, files, configuration);
      Console.print(changed ? "done: run " + run.runId() : "nothing to do");
      return ExitCode.DONE.number();
    }
  }

  /** Reads the files while the session opens, which has opened whatever becomes of them. */
  private Optional<InspectionReport> inspected(CompletableFuture<SparkSession> session) {
    try {
      return Optional.ofNullable(input).map(this::report);
    } finally {
      session.handle((opened, error) -> opened).join();
    }
  }

  private void takeIn(Optional<InspectionReport> report, SourceFiles files, RunContext run) {
    if (report.isPresent()) {
      Origin origin = report.get().isSynthetic() ? Origin.SIMULATED : Origin.PUBLISHED;
      say(files.takeIn(inMonths(report.get()), origin, run));
    } else if (months != null) {
      throw new UsageError("--months says which files of --input to take in; name that folder too");
    } else if (files.current().isEmpty()) {
      throw new UsageError(
          "The lake %s has taken in no file yet; name a folder of files with --input"
              .formatted(lakeRoot));
    }
  }

  private void writeState(Lake lake, SourceFiles files, Configuration configuration) {
    if (stateFile != null) {
      LakeState state = new LakeState(lake, files, Stages.tables(configuration, until.layer));
      if (until == Until.published) {
        state.addPublication(PublishedFolder.of(lakeRoot));
      }
      state.writeTo(stateFile);
    }
  }

  private InspectionReport report(String input) {
    progress.say("reading " + input);
    Archive.Mode mode = Archive.Mode.valueOf(archive.name().toUpperCase(Locale.ROOT));
    InspectionReport report =
        new Recogniser(Archive.of(lakeRoot, mode), Limits.PUBLISHED).inspect(input);
    if (report.rows().isEmpty()) {
      throw new InputRefused(
          "The folder " + input + " has no files; name the folder they were downloaded to");
    }
    if (report.isSynthetic()) {
      progress.say("this is a simulation: nothing in it is a fact about England");
    }
    return report;
  }

  private List<Understood> inMonths(InspectionReport report) {
    return report.requireAllUnderstood().stream()
        .filter(file -> months == null || months.contains(file.month()))
        .toList();
  }

  private void say(List<Decision> decisions) {
    for (Decision decision : decisions) {
      String fate =
          decision.outcome().name().toLowerCase(Locale.ROOT).replace('_', ' ')
              + (decision.by().isEmpty() ? "" : " by " + decision.by());
      progress.say(
          "%s: %s %s, %s"
              .formatted(
                  decision.file().name(),
                  decision.file().dataset().label(),
                  decision.file().month(),
                  fate));
    }
  }

  static RunContext newRun(Clock clock) {
    Instant now = clock.instant();
    return new RunContext(RUN_ID.format(now), now, Version.OF_THE_PROGRAM);
  }
}
