package org.medsip.jobs.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.medsip.common.contract.Table;
import org.medsip.common.lake.Lake;
import org.medsip.common.table.Tables;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "explain",
    description = {
      "Says where a number comes from: formula, selection, products, table versions, source files.",
      "Of a part of the key that is left out, the latest period and as_was are taken."
    })
final class ExplainCommand implements Callable<Integer> {

  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN).build();

  @Option(names = "--lake", required = true, paramLabel = "DIR", description = "The lake.")
  private String lakeRoot = "";

  @Option(names = "--table", required = true, paramLabel = "T", description = "The table.")
  private String tableName = "";

  @Option(
      names = "--key",
      paramLabel = "K=V,..",
      description = "The row, such as measure_id=opioid_items_per_1000,org_level=england.")
  private String key = "";

  @Option(names = "--all", description = "Show every product, not only the largest.")
  private boolean all;

  @Option(names = "--format", description = "How to print: text or json.")
  private Format format = Format.text;

  /** The forms of an explanation as a user writes them. */
  enum Format {
    text,
    json
  }

  @Override
  public Integer call() throws JsonProcessingException {
    Lake lake = new Lake(Session.open(), lakeRoot);
    Table table = table(lake);
    Row row = new RowFinder(table, lake.read(table)).find(RowFinder.parts(key));
    Explanation explanation =
        new Explainer(lake, Stages.all(Configuration.packaged()), mostProducts()).of(table, row);
    Console.print(
        format == Format.json
            ? JSON.writeValueAsString(explanation)
            : new ExplanationText(explanation).toString());
    return ExitCode.DONE.number();
  }

  private int mostProducts() {
    return all ? Integer.MAX_VALUE : Explainer.USUAL_PRODUCTS;
  }

  private Table table(Lake lake) {
    List<Table> shown =
        Tables.all().stream().filter(one -> !one.isPersonal()).filter(lake::has).toList();
    if (shown.isEmpty()) {
      throw new UsageError(
          "There are no tables in %s; name the lake that 'medsip run' wrote".formatted(lakeRoot));
    }
    return shown.stream()
        .filter(one -> one.name().equals(tableName))
        .findFirst()
        .orElseThrow(() -> new UsageError(unknown(shown)));
  }

  private String unknown(List<Table> shown) {
    boolean personal =
        Tables.all().stream().anyMatch(t -> t.isPersonal() && t.name().equals(tableName));
    return personal
        ? "The table %s says something of single persons, and no command prints it"
            .formatted(tableName)
        : "There is no table %s; the tables are %s"
            .formatted(
                tableName, shown.stream().map(Table::name).collect(Collectors.joining(", ")));
  }
}
