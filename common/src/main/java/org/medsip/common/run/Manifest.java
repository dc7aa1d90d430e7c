package org.medsip.common.run;

import static org.apache.spark.sql.functions.col;
import static org.medsip.common.lake.BuiltFrom.WHOLE;

import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
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
    List<Row> rows = new ArrayList<>();
    for (Table table : tables) {
      rows.addAll(newRows(table, recorded.getOrDefault(table.name(), Recorded.nothing())));
    }
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

  private List<Row> newRows(Table table, Recorded recorded) {
    BuiltFrom builtFrom = lake.builtFrom(table);
    BuiltFrom unrecorded = builtFrom.changedSince(recorded.builtFrom());
    boolean partitioned = table.partition().isPresent();
    String whole = Fingerprint.of(builtFrom.fingerprints().values());
    boolean wholeIsRecorded = !partitioned || whole.equals(recorded.fingerprints().get(WHOLE));
    if (!lake.has(table) || (unrecorded.partitions().isEmpty() && wholeIsRecorded)) {
      return List.of();
    }
    Dataset<Row> fresh = partitioned ? lake.read(table, unrecorded.partitions()) : lake.read(table);
    SortedMap<String, ContentHash> hashes = new TreeMap<>(recorded.hashes());
    hashes.keySet().retainAll(builtFrom.partitions());
    unrecorded.partitions().forEach(p -> hashes.put(p, ContentHash.ofNoRows(p)));
    hashes.putAll(ContentHash.of(table, fresh));

    List<Row> rows = new ArrayList<>();
    hashes.forEach(
        (partition, hash) -> {
          if (unrecorded.partitions().contains(partition)) {
            rows.add(row(table, hash, builtFrom.fingerprint(partition)));
          }
        });
    if (partitioned) {
      rows.add(row(table, ContentHash.ofWhole(hashes), whole));
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
