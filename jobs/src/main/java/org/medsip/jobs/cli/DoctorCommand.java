package org.medsip.jobs.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.medsip.common.lake.Lake;
import org.medsip.common.lake.LakeLock;
import org.medsip.common.lake.LeftOvers;
import org.medsip.common.table.Tables;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "doctor",
    description = {
      "Finds and removes what a run that was killed left in the lake, and says which files of a",
      "table are missing or cut short."
    })
final class DoctorCommand implements Callable<Integer> {

  @Option(names = "--lake", required = true, paramLabel = "DIR", description = "The lake.")
  private String lakeRoot = "";

  @Option(names = "--dry-run", description = "Only say what is found.")
  private boolean dryRun;

  @Override
  public Integer call() {
    try (LakeLock lock = LakeLock.take(lakeRoot)) {
      Lake lake = new Lake(Session.open(), lakeRoot);
      List<String> damaged =
          Tables.all().stream().flatMap(table -> lake.damaged(table).stream()).toList();
      damaged.forEach(file -> Console.print("damaged: " + file));
      LeftOvers leftOvers = new LeftOvers(lake);
      List<Path> found = leftOvers.find(Tables.all());
      for (Path leftOver : found) {
        Console.print((dryRun ? "found: " : "removed: ") + nameInLake(leftOver));
        if (!dryRun) {
          leftOvers.remove(leftOver);
        }
      }
      if (damaged.isEmpty()) {
        Console.print(found.isEmpty() ? "the lake is well" : "the lake is well otherwise");
        return ExitCode.DONE.number();
      }
      Console.say(
          "medsip: files of a table are missing or cut short; restore them from a backup, or remove"
              + " the folder of the table and run again");
      return ExitCode.QUALITY_GATE_FAILED.number();
    }
  }

  private Path nameInLake(Path leftOver) {
    Path root = Path.of(lakeRoot).toAbsolutePath();
    Path absolute = leftOver.toAbsolutePath();
    return absolute.startsWith(root) ? root.relativize(absolute) : absolute;
  }
}
