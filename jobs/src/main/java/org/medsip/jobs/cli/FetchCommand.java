package org.medsip.jobs.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.medsip.common.run.Busy;
import org.medsip.common.run.InputRefused;
import org.medsip.jobs.fetch.Fetch;
import org.medsip.jobs.fetch.Outcome;
import org.medsip.jobs.fetch.Outcome.Fate;
import org.medsip.jobs.fetch.Patience;
import org.medsip.jobs.fetch.Sources;
import org.medsip.jobs.fetch.Web;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "fetch",
    description = {
      "Gets the files that a run needs from their publishers, and says which you have to get.",
      "A call with nothing new prints 'nothing to do'."
    })
final class FetchCommand implements Callable<Integer> {

  private static final List<String> HEADING = List.of("source", "file", "state", "from");

  @Option(
      names = "--months",
      required = true,
      paramLabel = "FROM..TO",
      converter = MonthRange.Converter.class,
      description = "The months of prescribing, such as 2026-05..2026-07.")
  private @Nullable MonthRange months;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Folder for the files, which 'run --input' then takes in.")
  private Path out = Path.of("");

  @Option(
      names = "--dry-run",
      description = "Ask the publishers and say what would be fetched; write nothing.")
  private boolean dryRun;

  @Option(
      names = "--sources",
      paramLabel = "FILE",
      description = "Another file of sources (YAML) in place of the packaged one.")
  private @Nullable Path sourcesFile;

  @Override
  public Integer call() {
    Fetch fetch =
        new Fetch(
            sources(),
            out,
            new Web(Patience.POLITE, Console::say),
            Console::say,
            Clock.systemUTC().instant());
    List<Outcome> outcomes =
        dryRun ? fetch.preview(wanted().months()) : fetch.run(wanted().months());
    fetch.byHand().forEach(Console::say);
    Console.print(dryRun ? table(outcomes) : summary(outcomes));
    requireAll(outcomes);
    return ExitCode.DONE.number();
  }

  private MonthRange wanted() {
    if (months == null) {
      throw new UsageError("Name the months with --months, such as 2026-05..2026-07");
    }
    return months;
  }

  private Sources sources() {
    if (sourcesFile == null) {
      return Sources.packaged();
    }
    try {
      return Sources.parse(sourcesFile.toString(), Files.readString(sourcesFile));
    } catch (IllegalArgumentException e) {
      throw new UsageError(String.valueOf(e.getMessage()));
    } catch (NoSuchFileException e) {
      throw new UsageError("There is no file of sources " + sourcesFile + "; name one that is");
    } catch (IOException e) {
      throw new UsageError("The file of sources %s cannot be read: %s".formatted(sourcesFile, e));
    }
  }

  private static String table(List<Outcome> outcomes) {
    TextTable table = new TextTable(HEADING);
    for (Outcome outcome : outcomes) {
      String state = outcome.fate().name().toLowerCase(Locale.ROOT).replace('_', ' ');
      table.add(List.of(outcome.source(), outcome.file(), state, outcome.url()));
    }
    return table.toString();
  }

  private String summary(List<Outcome> outcomes) {
    List<Outcome> fetched = with(Fate.NEW, outcomes);
    if (fetched.isEmpty()) {
      return with(Fate.UNCHANGED, outcomes).size() == outcomes.size()
          ? "nothing to do"
          : "nothing fetched";
    }
    return "done: %d files fetched into %s".formatted(fetched.size(), out);
  }

  /** A file that is not what it should be will not be so at the next call: that decides first. */
  private static void requireAll(List<Outcome> outcomes) {
    String refused = why(with(Fate.REFUSED, outcomes));
    List<Outcome> later = with(Fate.UNREACHABLE, outcomes);
    List<Outcome> missing = with(Fate.MISSING, outcomes);
    if (!refused.isEmpty()) {
      throw new InputRefused(refused);
    }
    if (!later.isEmpty()) {
      throw new Busy(why(later));
    }
    if (!missing.isEmpty()) {
      throw new Busy(why(missing) + ": try again when it is");
    }
  }

  private static List<Outcome> with(Fate fate, List<Outcome> outcomes) {
    return outcomes.stream().filter(outcome -> outcome.fate() == fate).toList();
  }

  private static String why(List<Outcome> outcomes) {
    return outcomes.stream().map(Outcome::why).collect(Collectors.joining("; "));
  }
}
