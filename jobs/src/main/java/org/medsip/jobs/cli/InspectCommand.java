package org.medsip.jobs.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.medsip.common.run.InputRefused;
import org.medsip.jobs.landing.Inspection;
import org.medsip.jobs.landing.InspectionReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "inspect",
    description = "Says what each file of a folder is, or why it is not understood.")
final class InspectCommand implements Callable<Integer> {

  private static final List<String> HEADING =
      List.of(
          "file", "dataset", "layout", "month", "month_from", "rows", "charset", "sha256", "note");

  @Parameters(paramLabel = "DIR", description = "Folder of files as downloaded.")
  private String folder = "";

  @Override
  public Integer call() {
    InspectionReport report = Inspection.of(folder);
    if (report.rows().isEmpty()) {
      throw new InputRefused("The folder " + folder + " has no files");
    }
    TextTable table = new TextTable(HEADING);
    report.rows().forEach(file -> table.add(cells(file)));
    Console.print(table.toString());
    return report.refused().isEmpty() ? ExitCode.DONE.number() : ExitCode.INPUT_REFUSED.number();
  }

  private static List<String> cells(Inspection file) {
    if (file instanceof Inspection.Understood known) {
      return List.of(
          known.name(),
          known.dataset().label(),
          known.layout(),
          known.month().toString().substring(0, 7),
          known.datedBy(),
          String.valueOf(known.rows()),
          known.charset(),
          known.file().sha256(),
          String.join("; ", known.drift()));
    }
    if (file instanceof Inspection.Truth truth) {
      return List.of(
          truth.name(), "truth", "", "", "", "", "", truth.file().sha256(), "never read as data");
    }
    if (file instanceof Inspection.FetchList list) {
      return List.of(
          list.name(), "fetches", "", "", "", "", "", list.file().sha256(), "never read as data");
    }
    String reason = ((Inspection.Refused) file).reason();
    return List.of(file.name(), "refused", "", "", "", "", "", "", reason);
  }
}
