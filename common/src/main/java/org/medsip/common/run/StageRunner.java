package org.medsip.common.run;

import static org.apache.spark.sql.functions.lit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medsip.common.contract.Table;
import org.medsip.common.lake.BuiltFrom;
import org.medsip.common.lake.Lake;
import org.medsip.common.lake.WrittenRows;

/**
 * Brings the table of a stage up to date: finds the partitions whose inputs or definition changed,
 * reads what they need, applies the stage, lets the gate judge, and commits the rows with the
 * record of what they were built from.
 *
 * <p>Nothing else decides what is computed. A run that was killed is simply stale where it stopped.
 */
public final class StageRunner {

  private static final String SOURCE_RUN_ID = "source_run_id";
  private static final long SHARE_OF_WORK = 1L << 30;
  private static final int MOST_PARTITIONS = 36;

  private final Lake lake;
  private final RunContext run;
  private final Gate gate;
  private final Progress progress;
  private final long shareOfWork;

  public StageRunner(Lake lake, RunContext run, Gate gate, Progress progress) {
    this(lake, run, gate, progress, SHARE_OF_WORK);
  }

  /**
   * @param shareOfWork bytes of input up to which partitions are built together
   */
  StageRunner(Lake lake, RunContext run, Gate gate, Progress progress, long shareOfWork) {
    this.shareOfWork = shareOfWork;
    this.lake = lake;
    this.run = run;
    this.gate = gate;
    this.progress = progress;
  }

  /**
   * Brings the table up to date.
   *
   * @return whether anything had to be built
   * @throws QualityGateFailed if the gate refuses what was built; what it refuses is not written
   * @throws IllegalStateException if the stage breaks the contract of tables about people
   */
  public boolean run(Stage stage) {
    DisclosureContract.require(stage);
    Map<Table, BuiltFrom> inputs = new HashMap<>();
    stage.reads().forEach(table -> inputs.put(table, lake.builtFrom(table)));
    SortedMap<String, List<Part>> plan = stage.plan(available(inputs));
    BuiltFrom wanted = wanted(stage, plan, inputs);
    BuiltFrom built = lake.builtFrom(stage.writes());
    BuiltFrom stale = wanted.staleSince(built);
    SortedSet<String> gone = built.partitions();
    gone.removeAll(wanted.partitions());
    if (stale.partitions().isEmpty() && gone.isEmpty()) {
      return false;
    }
    int atOnce = partitionsAtOnce(plan, inputs);
    for (SortedSet<String> some : inBatches(stale.partitions(), atOnce)) {
      build(stage, plan, stale.only(some));
    }
    drop(stage, gone);
    return true;
  }

  private void build(Stage stage, SortedMap<String, List<Part>> plan, BuiltFrom builtFrom) {
    Table table = stage.writes();
    SortedSet<String> partitions = builtFrom.partitions();
    progress.say(
        "%s.%s: building %s".formatted(table.layer().label(), table.name(), span(partitions)));
    Dataset<Row> computed = stage.apply(read(stage, plan, partitions), partitions);
    try (WrittenRows written = lake.write(table, signed(table, computed))) {
      gate.admit(stage, written.rows(), partitions);
      lake.replace(table, written, known(stage, written.rows(), builtFrom));
    }
  }

  private static BuiltFrom known(Stage stage, Dataset<Row> rows, BuiltFrom builtFrom) {
    if (!stage.isKnownByItsContent()) {
      return builtFrom;
    }
    SortedMap<String, String> contents = new TreeMap<>();
    ContentHash.of(stage.writes(), rows)
        .forEach((partition, hash) -> contents.put(partition, hash.sha256()));
    return builtFrom.knownBy(contents);
  }

  /** The rows with the run that computed them, where the table says so of its rows. */
  private Dataset<Row> signed(Table table, Dataset<Row> rows) {
    return table.columnNames().contains(SOURCE_RUN_ID)
        ? rows.withColumn(SOURCE_RUN_ID, lit(run.runId()))
        : rows;
  }

  private void drop(Stage stage, SortedSet<String> gone) {
    if (!gone.isEmpty()) {
      Dataset<Row> nothing = lake.read(stage.writes()).limit(0);
      lake.replace(stage.writes(), nothing, BuiltFrom.nothing(), gone);
      progress.say("%s: dropped %s".formatted(stage.writes().name(), span(gone)));
    }
  }

  private Inputs read(
      Stage stage, SortedMap<String, List<Part>> plan, SortedSet<String> partitions) {
    Map<Table, Set<String>> needed = new HashMap<>();
    partitions.stream()
        .flatMap(partition -> plan.getOrDefault(partition, List.of()).stream())
        .forEach(
            part ->
                needed
                    .computeIfAbsent(part.table(), t -> new LinkedHashSet<>())
                    .add(part.partition()));
    Map<Table, Dataset<Row>> rows = new HashMap<>();
    for (Table table : stage.reads()) {
      rows.put(table, rowsOf(table, needed.getOrDefault(table, Set.of())));
    }
    if (stage.remembers()) {
      rows.put(stage.writes(), rowsOf(stage.writes(), partitions));
    }
    return new Inputs(rows);
  }

  private Dataset<Row> rowsOf(Table table, Set<String> partitions) {
    return table.partition().isPresent() ? lake.read(table, partitions) : lake.read(table);
  }

  private static Available available(Map<Table, BuiltFrom> inputs) {
    return new Available(
        inputs.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().partitions())));
  }

  private static BuiltFrom wanted(
      Stage stage, SortedMap<String, List<Part>> plan, Map<Table, BuiltFrom> inputs) {
    SortedMap<String, String> wanted = new TreeMap<>();
    plan.forEach(
        (partition, parts) -> {
          List<String> from = new ArrayList<>(List.of(stage.definition()));
          for (Part part : parts) {
            String input =
                inputs
                    .getOrDefault(part.table(), BuiltFrom.nothing())
                    .fingerprint(part.partition());
            from.addAll(List.of(part.table().name(), part.partition(), input));
          }
          wanted.put(partition, Fingerprint.of(from));
        });
    return new BuiltFrom(wanted);
  }

  /**
   * As many as the inputs of an ordinary partition fit into a share of work, one at the least. A
   * table of which the plan names no part is not read and takes no share.
   */
  private int partitionsAtOnce(SortedMap<String, List<Part>> plan, Map<Table, BuiltFrom> inputs) {
    Set<Table> read =
        plan.values().stream().flatMap(List::stream).map(Part::table).collect(Collectors.toSet());
    long bytesOfOne =
        inputs.entrySet().stream()
            .filter(input -> read.contains(input.getKey()))
            .mapToLong(e -> lake.bytes(e.getKey()) / Math.max(1, e.getValue().partitions().size()))
            .sum();
    return (int) Math.max(1, Math.min(MOST_PARTITIONS, shareOfWork / Math.max(1, bytesOfOne)));
  }

  private static List<SortedSet<String>> inBatches(SortedSet<String> partitions, int size) {
    List<SortedSet<String>> batches = new ArrayList<>();
    for (String partition : partitions) {
      if (batches.isEmpty() || batches.get(batches.size() - 1).size() == size) {
        batches.add(new TreeSet<>());
      }
      batches.get(batches.size() - 1).add(partition);
    }
    return batches;
  }

  private static String span(SortedSet<String> partitions) {
    return partitions.size() == 1
        ? partitions.first()
        : "%s to %s (%d)".formatted(partitions.first(), partitions.last(), partitions.size());
  }
}
