package org.medsip.jobs.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.medsip.common.contract.Layer;
import org.medsip.common.contract.Table;
import org.medsip.common.lake.Lake;
import org.medsip.common.table.Tables;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@picocli.CommandLine.Command(
    name = "query",
    description = {
      "Answers one SQL query over the tables of a lake, each by its plain name; or over files of",
      "prescribing as published, without a lake: what they say (epd, or pdpi of the older ones),",
      "their presentations (product_month), and opioids with DDD and OME by site, substance and",
      "route (practice_month_product_group)."
    })
final class QueryCommand implements Callable<Integer> {

  private static final ObjectMapper JSON = new ObjectMapper();

  @ArgGroup(multiplicity = "1")
  private Asked asked = new Asked();

  @Option(names = "--format", description = "How to print: csv, table or json.")
  private Format format = Format.table;

  @Parameters(paramLabel = "SQL", description = "A query that reads; nothing can be written.")
  private String sql = "";

  /** What is asked: a lake or files. */
  private static final class Asked {

    @Option(names = "--lake", required = true, paramLabel = "DIR", description = "The lake.")
    private String lake = "";

    @Option(
        names = "--file",
        required = true,
        paramLabel = "FILE",
        description =
            "A file of prescribing, or a folder of nothing else; may be given several times.")
    private List<String> files = List.of();
  }

  /** The forms of an answer as a user writes them. */
  enum Format {
    csv,
    table,
    json
  }

  @Override
  public Integer call() throws IOException {
    SparkSession spark = Session.open();
    List<Table> tables =
        asked.files.isEmpty() ? ofLake(spark) : new FileViews(spark, asked.files).offer();
    ReadOnlySql.restrict(spark);
    Dataset<Row> answer = answer(spark, tables);
    print(Arrays.asList(answer.columns()), answer.collectAsList());
    return ExitCode.DONE.number();
  }

  private List<Table> ofLake(SparkSession spark) {
    Lake lake = new Lake(spark, asked.lake);
    List<Table> tables = shown(lake);
    if (tables.stream().noneMatch(lake::has)) {
      throw new UsageError(
          "There are no tables in %s; name the lake that 'medsip run' wrote".formatted(asked.lake));
    }
    tables.forEach(table -> lake.read(table).createOrReplaceTempView(table.name()));
    return tables;
  }

  /**
   * What runs record of themselves has no rows, and is not missing, where there was no reason to.
   */
  private static List<Table> shown(Lake lake) {
    return Tables.all().stream()
        .filter(table -> !table.isPersonal())
        .filter(table -> table.layer() == Layer.RUN || lake.has(table))
        .toList();
  }

  private Dataset<Row> answer(SparkSession spark, List<Table> tables) {
    try {
      ReadOnlySql.require(spark, sql);
      return spark.sql(sql);
    } catch (AnalysisException e) {
      String names = String.join(", ", tables.stream().map(Table::name).toList());
      throw new UsageError(
          "The SQL is not understood: %s The tables are %s"
              .formatted(e.getSimpleMessage().split("\n", 2)[0], names));
    }
  }

  private void print(List<String> names, List<Row> rows) throws IOException {
    List<List<String>> lines = new ArrayList<>();
    rows.forEach(row -> lines.add(cells(row)));
    switch (format) {
      case table -> {
        TextTable table = new TextTable(names);
        lines.forEach(table::add);
        Console.print(table.toString());
      }
      case csv -> Console.print(csv(names, lines));
      case json -> {
        for (Row row : rows) {
          Console.print(json(names, row));
        }
      }
    }
  }

  private static String csv(List<String> names, List<List<String>> lines) throws IOException {
    StringWriter text = new StringWriter();
    try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
      csv.writeRecord(names);
      lines.forEach(csv::writeRecord);
    }
    return text.getBuffer().substring(0, text.getBuffer().length() - 1);
  }

  private static String json(List<String> names, Row row) throws IOException {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      Object value = row.get(i);
      boolean asItIs = value == null || value instanceof Number || value instanceof Boolean;
      values.put(names.get(i), asItIs ? value : text(value));
    }
    return JSON.writeValueAsString(values);
  }

  private static List<String> cells(Row row) {
    List<String> cells = new ArrayList<>();
    for (int i = 0; i < row.size(); i++) {
      cells.add(row.isNullAt(i) ? "" : text(row.get(i)));
    }
    return cells;
  }

  /** A value as text, without the zeros and the zones of this machine. */
  static String text(Object value) {
    if (value instanceof BigDecimal decimal) {
      return decimal.signum() == 0 ? "0" : decimal.stripTrailingZeros().toPlainString();
    }
    if (value instanceof Timestamp time) {
      return time.toInstant().toString();
    }
    return value instanceof Double number && Double.isFinite(number)
        ? BigDecimal.valueOf(number).toPlainString()
        : value.toString();
  }
}
