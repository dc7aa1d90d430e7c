package org.medsip.jobs.cli;

import java.util.concurrent.Callable;
import org.medsip.common.lake.Lake;
import org.medsip.common.lake.LakeLock;
import org.medsip.jobs.published.Publisher;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "publish",
    description = {
      "Publishes the tables of gold as they are in the lake: open formats, documents and the atlas.",
      "Readers see the new publication in one step; 'rollback' shows the one before."
    })
final class PublishCommand implements Callable<Integer> {

  @Option(names = "--lake", required = true, paramLabel = "DIR", description = "The lake.")
  private String lakeRoot = "";

  @Override
  public Integer call() {
    try (LakeLock lock = LakeLock.take(lakeRoot)) {
      Lake lake = new Lake(Session.open(), lakeRoot);
      boolean changed = new Publisher(lake, Version.OF_THE_PROGRAM, Console::say).publish();
      Console.print(changed ? lakeRoot + "/published" : "nothing to do");
      return ExitCode.DONE.number();
    }
  }
}
