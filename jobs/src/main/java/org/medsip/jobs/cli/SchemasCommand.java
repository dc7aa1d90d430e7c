package org.medsip.jobs.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.medsip.common.contract.ContractFiles;
import org.medsip.common.metric.MeasureCatalogue;
import org.medsip.common.metric.MeasurePage;
import org.medsip.common.product.ProductReference;
import org.medsip.common.table.Tables;
import org.medsip.jobs.fetch.Sources;
import org.medsip.jobs.fetch.SourcesPage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "schemas",
    description = {
      "Writes the contracts of every table, the data dictionary and the pages of measures and sources,",
      "or checks them."
    })
final class SchemasCommand implements Callable<Integer> {

  @Parameters(paramLabel = "export|check", description = "What to do.")
  private Action action = Action.check;

  @Option(names = "--root", paramLabel = "DIR", description = "The checkout.")
  private Path root = Path.of(System.getProperty("medsip.home", ""));

  /** What can be done with the contracts. */
  enum Action {
    export,
    check
  }

  @Override
  public Integer call() {
    if (action == Action.export) {
      ContractFiles.export(root, Tables.all(), pages());
      return ExitCode.DONE.number();
    }
    List<String> differences = ContractFiles.check(root, Tables.all(), pages());
    differences.forEach(Console::say);
    return differences.isEmpty() ? ExitCode.DONE.number() : ExitCode.QUALITY_GATE_FAILED.number();
  }

  /** The pages that are made from definitions: path below the checkout to content. */
  static Map<String, String> pages() {
    return Map.of(
        MeasurePage.FILE,
        MeasurePage.of(MeasureCatalogue.load(), ProductReference.load()),
        SourcesPage.FILE,
        SourcesPage.of(Sources.packaged()));
  }
}
