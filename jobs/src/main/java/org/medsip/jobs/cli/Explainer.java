package org.medsip.jobs.cli;

import static org.apache.spark.sql.functions.col;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.medsip.common.contract.Table;
import org.medsip.common.lake.BuiltFrom;
import org.medsip.common.lake.Lake;
import org.medsip.common.run.Part;
import org.medsip.common.run.Stage;
import org.medsip.common.table.RunTables;
import org.medsip.jobs.cli.Explanation.FileUse;
import org.medsip.jobs.cli.Explanation.Step;
import org.medsip.jobs.cli.Explanation.TableVersion;
import org.medsip.jobs.landing.Publication;
import org.medsip.jobs.landing.SourceFiles;

/** Walks from a row of any table to the files it comes from. */
final class Explainer {

  static final int USUAL_PRODUCTS = 20;

  private final Lake lake;
  private final Lineage lineage;
  private final int mostProducts;

  Explainer(Lake lake, List<Stage> stages, int mostProducts) {
    this.lake = lake;
    this.lineage = new Lineage(lake, stages);
    this.mostProducts = mostProducts;
  }

  Explanation of(Table table, Row row) {
    Optional<MeasuredRow> measured = MeasuredRow.of(table, row);
    Set<Part> behind = behind(table, row, measured);
    Optional<MeasureExplanation> measure =
        measured.map(one -> new MeasureExplanation(lake, one, mostProducts));
    return new Explanation(
        table.name(),
        table.meaning(),
        values(row),
        measure.map(MeasureExplanation::asked).orElse(null),
        steps(table, behind),
        versions(table, row, behind),
        files(behind, measure));
  }

  /** Every partition behind the row; of a measure only the months of its period. */
  private Set<Part> behind(Table table, Row row, Optional<MeasuredRow> measured) {
    Collection<Part> direct = lineage.directly(new Part(table, partition(table, row)));
    return lineage.behind(
        direct.stream()
            .filter(part -> measured.map(one -> one.dependsOn(part)).orElse(true))
            .toList());
  }

  private static String partition(Table table, Row row) {
    return table.partition().map(column -> row.getAs(column).toString()).orElse(BuiltFrom.WHOLE);
  }

  private static Map<String, @Nullable Object> values(Row row) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    for (String column : row.schema().fieldNames()) {
      Object value = row.getAs(column);
      boolean asItIs = value == null || value instanceof Number || value instanceof Boolean;
      values.put(column, asItIs ? plain(value) : QueryCommand.text(value));
    }
    return values;
  }

  private static @Nullable Object plain(@Nullable Object value) {
    return value instanceof BigDecimal decimal ? new BigDecimal(QueryCommand.text(decimal)) : value;
  }

  private List<Step> steps(Table table, Set<Part> behind) {
    List<Table> tables = new ArrayList<>(List.of(table));
    behind.forEach(part -> tables.add(part.table()));
    return tables.stream()
        .distinct()
        .flatMap(one -> lineage.stage(one).stream())
        .map(
            stage ->
                new Step(stage.writes().name(), stage.reads().stream().map(Table::name).toList()))
        .toList();
  }

  private List<TableVersion> versions(Table table, Row row, Set<Part> behind) {
    Map<Table, SortedSet<String>> partitions = new LinkedHashMap<>();
    partitions.put(table, new TreeSet<>(List.of(partition(table, row))));
    behind.forEach(
        part ->
            partitions.computeIfAbsent(part.table(), t -> new TreeSet<>()).add(part.partition()));
    Map<String, String> runs = newestRuns();
    List<TableVersion> versions = new ArrayList<>();
    partitions.forEach(
        (one, some) ->
            lake.version(one)
                .ifPresent(
                    version ->
                        versions.add(
                            new TableVersion(
                                one.name(), version, List.copyOf(some), runs(one, some, runs)))));
    return versions;
  }

  /** The run that wrote each partition, as the manifest has it: table and partition to run. */
  private Map<String, String> newestRuns() {
    Map<String, String> runs = new HashMap<>();
    lake.read(RunTables.RUN_MANIFEST)
        .orderBy("recorded_at", "run_id")
        .select("table_name", "partition", "run_id")
        .collectAsList()
        .forEach(row -> runs.put(row.getString(0) + " " + row.getString(1), row.getString(2)));
    return runs;
  }

  private static List<String> runs(
      Table table, SortedSet<String> partitions, Map<String, String> runs) {
    return partitions.stream()
        .map(partition -> runs.get(table.name() + " " + partition))
        .flatMap(Stream::ofNullable)
        .distinct()
        .sorted()
        .toList();
  }

  private List<FileUse> files(Set<Part> behind, Optional<MeasureExplanation> measure) {
    Map<String, Long> rows = new HashMap<>();
    lake.read(RunTables.SOURCE_FILE)
        .filter(col("rows").isNotNull())
        .select("sha256", "rows")
        .collectAsList()
        .forEach(row -> rows.put(row.getString(0), row.getLong(1)));
    Map<String, Long> contributing =
        measure.map(one -> one.rowsBySourceFile(behind)).orElse(Map.of());
    List<FileUse> files = new ArrayList<>();
    for (SourceFiles.Known known : new SourceFiles(lake).all()) {
      Publication file = known.publication();
      Part filled = new Part(known.source().table(), file.month().toString());
      if (file.status() == Publication.Status.CURRENT && behind.contains(filled)) {
        boolean counted = measure.isPresent() && MeasureExplanation.countsRowsOf(filled.table());
        files.add(
            new FileUse(
                file.name(),
                file.sha256(),
                file.dataset().label(),
                file.month().toString(),
                rows.get(file.sha256()),
                counted ? contributing.getOrDefault(file.sha256(), 0L) : null));
      }
    }
    return files;
  }
}
