package org.medsip.jobs.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.medsip.common.lake.LakeLock;
import org.medsip.common.lake.PublishedFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "rollback",
    description = {
      "Shows readers the publication before the present one, in one step.",
      "The one taken back does not come again by itself; 'publish' brings it back."
    })
final class RollbackCommand implements Callable<Integer> {

  @Option(names = "--lake", required = true, paramLabel = "DIR", description = "The lake.")
  private String lakeRoot = "";

  @Override
  public Integer call() {
    try (LakeLock lock = LakeLock.take(lakeRoot)) {
      Path before =
          PublishedFolder.of(lakeRoot)
              .rollBack()
              .orElseThrow(
                  () ->
                      new UsageError(
                          "The lake %s has no earlier publication to go back to"
                              .formatted(lakeRoot)));
      Console.print("published is now " + before.getFileName());
      return ExitCode.DONE.number();
    }
  }
}
