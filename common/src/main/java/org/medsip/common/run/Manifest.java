package org.medsip.common.run;

import static org.apache.spark.sql.functions.col;
import static org.medsip.common.lake.BuiltFrom.WHOLE;

import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.medsip.common.contract.Table;
import org.medsip.common.lake.BuiltFrom;
import org.medsip.common.lake.Lake;
import org.medsip.common.table.RunTables;

/**
 * The content hash of every partition of a table and of the table as a whole, in {@code
 * run_manifest}. It is derived from what the tables say they were built from, so a run that was
 * killed before it wrote its manifest is made good by the next.
 */
public final class Manifest {

  private final Lake lake;
  private final RunContext run;

  public Manifest(Lake lake, RunContext run) {
    this.lake = lake;
    this.run = run;
  }

  /** Records what the tables now hold and what the manifest does not say yet. */
  public void bringUpToDate(List<Table> tables) {
    SortedMap<String, Recorded> recorded = recorded(lake);
    List<Unrecorded> all = new ArrayList<>();
    for (Table table : tables) {
      unrecorded(table, recorded.getOrDefault(table.name(), Recorded.nothing()))
          .ifPresent(all::add);
    }
    Map<Table, Dataset<Row>> fresh = new LinkedHashMap<>();
    all.forEach(unrecorded -> fresh.put(unrecorded.table(), rowsOf(unrecorded)));
    SortedMap<String, SortedMap<String, ContentHash>> hashes = ContentHash.ofEach(fresh);
    List<Row> rows = new ArrayList<>();
    all.forEach(
        unrecorded ->
            rows.addAll(
                newRows(
                    unrecorded, hashes.getOrDefault(unrecorded.table().name(), new TreeMap<>()))));
    if (!rows.isEmpty()) {
      lake.append(RunTables.RUN_MANIFEST, rows, run.runId());
    }
  }

  /**
   * The newest content hash of every partition of some tables, and of each as a whole, by table and
   * then by partition; a table that the manifest does not know is left out.
   */
  public static SortedMap<String, SortedMap<String, ContentHash>> newest(
      Lake lake, List<Table> tables) {
    SortedMap<String, Recorded> recorded = recorded(lake);
    SortedMap<String, SortedMap<String, ContentHash>> newest = new TreeMap<>();
    for (Table table : tables) {
      Recorded known = recorded.get(table.name());
      if (known != null && lake.has(table)) {
        SortedMap<String, ContentHash> hashes = new TreeMap<>(known.hashes());
        Set<String> present = new HashSet<>(lake.builtFrom(table).partitions());
        present.add(WHOLE);
        hashes.keySet().retainAll(present);
        newest.put(table.name(), hashes);
      }
    }
    return newest;
  }

  private Optional<Unrecorded> unrecorded(Table table, Recorded recorded) {
    BuiltFrom builtFrom = lake.builtFrom(table);
    SortedSet<String> partitions = builtFrom.changedSince(recorded.builtFrom()).partitions();
    String whole = Fingerprint.of(builtFrom.fingerprints().values());
    boolean wholeIsRecorded =
        table.partition().isEmpty() || whole.equals(recorded.fingerprints().get(WHOLE));
    return lake.has(table) && !(partitions.isEmpty() && wholeIsRecorded)
        ? Optional.of(new Unrecorded(table, builtFrom, partitions, whole, recorded))
        : Optional.empty();
  }

  private Dataset<Row> rowsOf(Unrecorded unrecorded) {
    Table table = unrecorded.table();
    return table.partition().isPresent()
        ? lake.read(table, unrecorded.partitions())
        : lake.read(table);
  }

  private List<Row> newRows(Unrecorded unrecorded, SortedMap<String, ContentHash> fresh) {
    Table table = unrecorded.table();
    BuiltFrom builtFrom = unrecorded.builtFrom();
    SortedMap<String, ContentHash> hashes = new TreeMap<>(unrecorded.recorded().hashes());
    hashes.keySet().retainAll(builtFrom.partitions());
    unrecorded.partitions().forEach(p -> hashes.put(p, ContentHash.ofNoRows(p)));
    hashes.putAll(fresh);

    List<Row> rows = new ArrayList<>();
    hashes.forEach(
        (partition, hash) -> {
          if (unrecorded.partitions().contains(partition)) {
            rows.add(row(table, hash, builtFrom.fingerprint(partition)));
          }
        });
    if (table.partition().isPresent()) {
      rows.add(row(table, ContentHash.ofWhole(hashes), unrecorded.whole()));
    }
    return rows;
  }

  private Row row(Table table, ContentHash hash, String builtFrom) {
    return RowFactory.create(
        run.runId(),
        table.name(),
        hash.partition(),
        table.layer().label(),
        lake.version(table).orElseThrow(),
        hash.rows(),
        hash.sha256(),
        builtFrom,
        run.programVersion(),
        Timestamp.from(run.startedAt()));
  }

  private static SortedMap<String, Recorded> recorded(Lake lake) {
    SortedMap<String, Recorded> recorded = new TreeMap<>();
    lake.read(RunTables.RUN_MANIFEST)
        .orderBy(col("recorded_at"), col("run_id"))
        .collectAsList()
        .forEach(
            row ->
                recorded
                    .computeIfAbsent(row.getAs("table_name"), t -> Recorded.nothing())
                    .add(row));
    return recorded;
  }

  /**
   * What the manifest does not say yet of a table.
   *
   * @param partitions the partitions it does not say
   * @param whole what the table as a whole was built from
   */
  private record Unrecorded(
      Table table,
      BuiltFrom builtFrom,
      SortedSet<String> partitions,
      String whole,
      Recorded recorded) {}

  /** What the manifest says of one table: the newest row of each partition. */
  private record Recorded(
      SortedMap<String, ContentHash> hashes, SortedMap<String, String> fingerprints) {

    static Recorded nothing() {
      return new Recorded(new TreeMap<>(), new TreeMap<>());
    }

    void add(Row row) {
      String partition = row.getAs("partition");
      hashes.put(
          partition,
          new ContentHash(partition, row.<Long>getAs("rows"), row.getAs("content_sha256")));
      fingerprints.put(partition, row.getAs("built_from"));
    }

    BuiltFrom builtFrom() {
      return new BuiltFrom(fingerprints);
    }
  }
}
